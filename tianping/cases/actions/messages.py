"""Messages to litigants about their case (短信告知): the court, the number, what happened, and 12368."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Counsel, Litigant
from tianping.kernel import messages
from tianping.kernel.clock import china_day

HOTLINE = "如有疑问请拨打12368。"


@dataclass(frozen=True)
class CaseMessage:
    """What one litigant is to be told: ``text`` ends with its full stop and names nobody else.

    ``key`` names the fact that is told, such as ``hearing:12:fixed``; litigant and number are added to it.
    ``case`` None: the matter has no number yet, and ``text`` says which papers it is about.
    """

    key: str
    litigant: Litigant
    text: str
    case: Case | None = None
    to_counsel: bool = True


def message_many(drafts: Sequence[CaseMessage], *, by: User | None, at: datetime.datetime) -> None:
    """Send SMS to litigants, and to counsel who act for them, wherever a mobile number is known."""
    court, day = this_court().name, china_day(at)
    acting: dict[int, list[str]] = {}
    told = [draft.litigant.pk for draft in drafts if draft.to_counsel]
    rows = Counsel.objects.filter(litigant__in=told, until__isnull=True).values_list("litigant_id", "phone")
    for litigant_id, phone in rows:
        acting.setdefault(litigant_id, []).append(phone)
    outgoing = []
    for draft in drafts:
        named = [draft.litigant.phone, *(acting.get(draft.litigant.pk, []) if draft.to_counsel else [])]
        numbers = dict.fromkeys(number for phone in named if (number := messages.mobile_number(phone, on=day)))
        outgoing += [_outgoing(draft, number, place, court) for place, number in enumerate(numbers)]
    messages.queue_many(outgoing, by=by, at=at)


def _outgoing(draft: CaseMessage, number: str, place: int, court: str) -> messages.Draft:
    about = f"{draft.case.number}：" if draft.case is not None else ""
    subject = f"case:{draft.case.pk}" if draft.case is not None else f"matter:{draft.litigant.matter_id}"
    return messages.Draft(
        key=f"{draft.key}:{draft.litigant.pk}:{place}",
        address=number,
        text=f"【{court}】{about}{draft.text}{HOTLINE}",
        subject=subject,
    )
