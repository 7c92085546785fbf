"""Telling plaintiffs by SMS what becomes of what they handed in here for another court (短信告知)."""

import datetime
from collections.abc import Sequence

from tianping.accounts.models import User
from tianping.accounts.queries import hall_on, this_court
from tianping.intake.crosscourt.models import Outgoing
from tianping.intake.filing.actions import listed
from tianping.kernel import messages
from tianping.kernel.clock import china_day
from tianping.kernel.messages import Draft
from tianping.law.wording import chinese_date

# So much of why something goes back is sent by SMS.
LONGEST_REASON = 200
HOTLINE = "如有疑问请拨打12368。"


def to_correct(
    outgoing: Outgoing, points: Sequence[str], until: datetime.date | None, *, court: str = "", on: datetime.date
) -> str:
    """What the plaintiffs are sent (补正短信), with ``{receipt}`` in it; ``court``: who asks, if it is not this one.

    Nobody whose papers came over the counter can sign in to mend them: they bring what is asked for to the window.
    """
    last = f"，请在{chinese_date(until)}前（含当日）补正" if until else ""
    online = outgoing.channel == Outgoing.Channel.ONLINE
    way = "由提交的人登录“我的起诉”修改以后重新提交，或者" if online else "请"
    sent_on = f"，由本院转交{outgoing.court_name}" if court else ""
    return (
        f"您提交的起诉材料（{{receipt}}）{court}{'要求' if court else '需要'}补正{last}：{listed(points)}。"
        f"{way}把补正材料带到{hall_on(on).window}{sent_on}。"
    )


def because(reason: str) -> str:
    """Why something goes back, as a message says it."""
    plain = reason.strip().rstrip("。；")
    return plain if len(plain) <= LONGEST_REASON else f"{plain[: LONGEST_REASON - 1]}…"


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
