"""Whether counsel who came alone may withdraw the suit or agree in a hearing (特别授权, 民事诉讼法第六十二条第二款)."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from tianping.cases.models import Counsel, Litigant
from tianping.kernel.refusals import Refused
from tianping.law import mandates
from tianping.papers.dossier.queries import withdrawals_waiting
from tianping.trial.hearings.models import Attendance, Record

SIDES: dict[Literal["withdraw", "settle"], tuple[Attendance.Side, ...]] = {
    "withdraw": (Attendance.Side.PLAINTIFF,),
    "settle": (Attendance.Side.PLAINTIFF, Attendance.Side.DEFENDANT),
}
IN_WRITING = {"withdraw": "有本人签名的撤诉申请书的，先点案件页面的“收取材料”登记。"}


def check_mandates(records: Sequence[Record], act: Literal["withdraw", "settle"], *, on: datetime.date) -> None:
    """Raise unless everybody who does it came themselves, or sent counsel whose letter of authority names it.

    A suit is withdrawn by the plaintiffs, an agreement is made by both sides; whoever has handed in their withdrawal in
    writing need not come for it. Two statements for any number of records, unless somebody is refused.
    """
    rows = Attendance.objects.filter(record__in=list(records), side__in=SIDES[act], litigant__isnull=False)
    themselves: dict[tuple[int, int | None], bool | None] = {}
    sent: defaultdict[tuple[int, int | None], list[Attendance]] = defaultdict(list)
    for row in rows.select_related("litigant", "counsel").order_by("record_id", "ordinal"):
        key = (row.record_id, row.litigant_id)
        if row.counsel_id is None:
            themselves[key] = row.appeared
        elif row.appeared:
            sent[key].append(row)
    litigants = [litigant_id for _record, litigant_id in sent]
    # A letter that was registered since the record was opened has taken the place of the one that stands there.
    acting = Counsel.objects.filter(litigant__in=litigants, until__isnull=True)
    held = {(each.litigant_id, each.person_key): each for each in acting}
    cases = {record.pk: record.case for record in records}
    for key, came in sent.items():
        if themselves.get(key) is not False:
            continue
        wanting = _wanting([(row, held.get((row.litigant_id, _person_key(row)))) for row in came], act, on=on)
        litigant = came[0].litigant
        if not wanting or litigant is None:
            continue
        if act == "withdraw" and litigant.pk in {each.litigant_id for each in withdrawals_waiting(cases[key[0]])}:
            continue
        raise Refused(
            f"{litigant.name}没有到庭，{wanting}。请由{_who(litigant)}到庭表示并在笔录上签名，或者由{litigant.name}出具写明"
            f"“{mandates.named_in_letters(act)}”的授权委托书，登记以后再办理。{IN_WRITING.get(act, '')}"
        )


def _wanting(came: Sequence[tuple[Attendance, Counsel | None]], act: mandates.Act, *, on: datetime.date) -> str:
    """Why none of those who came for somebody may do it; empty where one may."""
    wanting = ""
    for row, counsel in came:
        if counsel is None:
            wanting = wanting or f"{row.name}的委托已经终止"
            continue
        special = counsel.authority == Counsel.Authority.SPECIAL
        answer = mandates.may_act(act, special=special, scope=counsel.scope, on=on)
        if answer.value:
            return ""
        wanting = wanting or f"到庭的{row.name}是其诉讼代理人，{answer.steps[0]}（{'、'.join(answer.because)}）"
    return wanting


def _person_key(row: Attendance) -> str:
    return row.counsel.person_key if row.counsel is not None else ""


def _who(litigant: Litigant) -> str:
    """Who speaks for a litigant without counsel: themselves, or who does so by law."""
    if litigant.representative:
        word = "法定代理人" if litigant.kind == Litigant.Kind.NATURAL else "法定代表人、负责人"
        return f"{litigant.name}的{word}{litigant.representative}"
    return f"{litigant.name}本人" if litigant.kind == Litigant.Kind.NATURAL else f"{litigant.name}的法定代表人、负责人"
