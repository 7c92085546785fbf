"""Messages to litigants about their case (短信告知): the court, the number, what happened, and 12368."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Counsel, Litigant
from tianping.kernel import messages
from tianping.kernel.clock import china_day
from tianping.kernel.models import Message

HOTLINE = "如有疑问请拨打12368。"


@dataclass(frozen=True)
class CaseMessage:
    """What one litigant is to be told: ``text`` ends with its full stop and names nobody else.

    ``key`` names the fact that is told, such as ``hearing:12``; litigant and number are added to it. ``case`` None:
    the matter has no number yet, and ``text`` says which papers it is about. ``address``: where it goes instead of the
    litigant's and counsel's telephones, and by which ``channel``.
    """

    key: str
    litigant: Litigant
    text: str
    case: Case | None = None
    address: str = ""
    channel: str = Message.Channel.SMS


@dataclass(frozen=True)
class WorkMessage:
    """What somebody who works on a case is to be told at a mobile number; ``text`` ends with its full stop."""

    key: str
    case: Case
    number: str
    text: str


def message_workers(drafts: Sequence[WorkMessage], *, by: User | None, at: datetime.datetime) -> None:
    """Send SMS to people who work on cases, such as mediators; a land line gets none."""
    court, on = this_court().name, china_day(at)
    numbers = [messages.mobile_number(draft.number, on=on) for draft in drafts]
    outgoing = [
        messages.Draft(
            key=f"{draft.key}:{number}",
            address=number,
            text=f"【{court}】{draft.case.number}：{draft.text}{HOTLINE}",
            title=f"{court}通知",
            subject=f"case:{draft.case.pk}",
        )
        for draft, number in zip(drafts, numbers, strict=True)
        if number is not None
    ]
    if outgoing:
        messages.queue_many(outgoing, by=by, at=at)


def message_everybody(told: Sequence[tuple[str, Case, str]], *, by: User | None, at: datetime.datetime) -> None:
    """Tell all litigants of cases the same: (key, case, text)."""
    of_matter: dict[int, list[Litigant]] = {}
    for litigant in Litigant.objects.filter(matter__in={case.matter_id for _key, case, _text in told}):
        of_matter.setdefault(litigant.matter_id, []).append(litigant)
    drafts = [CaseMessage(key, each, text, case) for key, case, text in told for each in of_matter[case.matter_id]]
    message_many(drafts, by=by, at=at)


def message_many(drafts: Sequence[CaseMessage], *, by: User | None, at: datetime.datetime) -> None:
    """Send SMS to litigants, and to counsel who act for them, wherever a mobile number is known.

    Counsel of several read the same words once; what goes to a confirmed address is proof for each litigant alone.
    """
    court, on = this_court().name, china_day(at)
    acting: dict[int, list[str]] = {}
    told = {draft.litigant.pk for draft in drafts}
    rows = Counsel.objects.filter(litigant__in=told, until__isnull=True).order_by("pk")
    for litigant_id, phone in rows.values_list("litigant_id", "phone"):
        acting.setdefault(litigant_id, []).append(phone)
    outgoing = [
        (draft, _outgoing(draft, address, place, court))
        for draft in drafts
        for place, address in enumerate(_addresses(draft, acting.get(draft.litigant.pk, []), on))
    ]
    sent: dict[tuple[str, ...], messages.Draft] = {}
    for draft, made in outgoing:
        proof = (made.key,) if draft.address else ()
        sent.setdefault((made.channel, made.address, made.subject, made.text, *proof), made)
    messages.queue_many(list(sent.values()), by=by, at=at)


def _addresses(draft: CaseMessage, acting: Sequence[str], on: datetime.date) -> list[str]:
    if draft.address and draft.channel == Message.Channel.MAIL:
        return [draft.address]
    named = [draft.address] if draft.address else [draft.litigant.phone, *acting]
    numbers = (messages.mobile_number(phone, on=on) for phone in named)
    return list(dict.fromkeys(number for number in numbers if number is not None))


def _outgoing(draft: CaseMessage, address: str, place: int, court: str) -> messages.Draft:
    about = f"{draft.case.number}：" if draft.case is not None else ""
    subject = f"case:{draft.case.pk}" if draft.case is not None else f"matter:{draft.litigant.matter_id}"
    return messages.Draft(
        key=f"{draft.key}:{draft.litigant.pk}:{place}",
        address=address,
        text=f"【{court}】{about}{draft.text}{HOTLINE}",
        channel=draft.channel,
        title=f"{court}通知",
        subject=subject,
    )
