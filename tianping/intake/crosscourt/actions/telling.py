"""Telling plaintiffs by SMS what becomes of what they handed in here for another court (短信告知)."""

import datetime

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.intake.crosscourt.models import Outgoing
from tianping.kernel import messages
from tianping.kernel.clock import china_day
from tianping.kernel.messages import Draft

HOTLINE = "如有疑问请拨打12368。"


def tell(outgoing: Outgoing, fact: str, words: str, *, by: User | None, at: datetime.datetime) -> None:
    """Send the plaintiffs ``words`` with ``{receipt}`` in them; ``fact`` names what is told, once each."""
    suing = [each for each in outgoing.content["litigants"] if each["role"] == "plaintiff"]
    numbers = {messages.mobile_number(each["phone"], on=china_day(at)) for each in suing if each["phone"]}
    text = f"【{this_court().name}】{words.replace('{receipt}', outgoing.receipt_number)}{HOTLINE}"
    drafts = [
        Draft(f"crosscourt:{outgoing.pk}:{fact}:{place}", number, text, subject=f"crosscourt:{outgoing.pk}")
        for place, number in enumerate(sorted(each for each in numbers if each))
    ]
    messages.queue_many(drafts, by=by, at=at)
