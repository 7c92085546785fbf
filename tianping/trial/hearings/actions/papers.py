"""Papers that hearings bring: the signed record, frozen with its signatures; the mediation paper of an agreement."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.refusals import Refused
from tianping.money.fees.queries import charged_to, due_if_ended
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.documents.queries import Paper
from tianping.trial.hearings.models import Attendance, Correction, Record, Section, Settlement, Signature
from tianping.trial.hearings.permissions import check_can_keep
from tianping.trial.hearings.queries import newest_settlements

_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
_FEE_CLAUSE = "案件受理费由"


def file_records(records: Sequence[Record], *, by: User, at: datetime.datetime) -> list[Paper]:
    """Signed records become papers of their cases (庭审笔录入卷), frozen with the signatures.

    Whoever completes the record has been checked.
    """
    pks = [record.pk for record in records]
    people = Attendance.objects.order_by("ordinal").prefetch_related(
        Prefetch("signatures", queryset=Signature.objects.select_related("image").order_by("pk"))
    )
    rows = (
        Record.objects.filter(pk__in=pks)
        .order_by("pk")
        .prefetch_related(
            Prefetch("sections", queryset=Section.objects.order_by("ordinal")),
            Prefetch("attendances", queryset=people),
            Prefetch("corrections", queryset=Correction.objects.select_related("attendance", "section").order_by("pk")),
        )
    )
    requests = [PaperRequest(row.case_id, "hearing_record", _facts(row), variant=str(row.pk)) for row in rows]
    papers = draw_up_many(requests, by=by, at=at)
    issue_many(papers, by=by, at=at)
    return papers


@transaction.atomic
def draw_up_mediation_papers(cases: Sequence[Case], *, by: User, at: datetime.datetime) -> list[Paper]:
    """Draw up the mediation papers (民事调解书) of the agreements in force, word for word, with the fee and its bearer.

    Raises Refused for a case without agreement, or one that binds by the signatures and needs no paper.
    """
    check_can_keep(by, cases)
    settlements = newest_settlements([case.pk for case in cases])
    charged = charged_to([case.pk for case in cases])
    litigants: dict[int, list[Litigant]] = {}
    for each in Litigant.objects.filter(matter__in=[case.matter_id for case in cases]).order_by("position"):
        litigants.setdefault(each.matter_id, []).append(each)
    requests = []
    for case in cases:
        settlement = settlements.get(case.pk)
        if settlement is None:
            raise Refused(f"{case.number}还没有达成调解协议，不能制作调解书。")
        if settlement.way != Settlement.Way.PAPER:
            raise Refused(f"{case.number}的协议各方签名后即生效，不需要制作调解书。")
        facts: dict[str, Any] = {"terms": [_NUMBERED.sub("", each).rstrip("；。") for each in settlement.clauses]}
        if case.pk in charged:
            facts |= _fee(case, settlement, litigants[case.matter_id], on=at)
        requests.append(PaperRequest(case.pk, "mediation_paper", facts))
    return draw_up_many(requests, by=by, at=at)


def _fee(case: Case, settlement: Settlement, litigants: Sequence[Litigant], *, on: datetime.datetime) -> dict[str, Any]:
    """What the case costs when it ends by mediation, and who bears it by the agreement."""
    sums = due_if_ended(case, Case.ClosingWay.MEDIATION, at=on)
    first = {role: next((each for each in litigants if each.role == role), litigants[0]) for role in _ROLES}
    bearer = settlement.terms.get("fee_borne_by", "") or _bearer(settlement.clauses)
    if bearer == "half":
        half = sums.due_fen // 2
        shares = [(first["plaintiff"].pk, sums.due_fen - half), (first["defendant"].pk, half)]
    else:
        shares = [(first["plaintiff" if bearer == "plaintiff" else "defendant"].pk, sums.due_fen)]
    return {
        "fee_fen": sums.due_fen,
        "fee_full_fen": sums.full_fen,
        "fee_shares": [{"litigant_id": pk, "fen": fen} for pk, fen in shares],
    }


_ROLES = ("plaintiff", "defendant")


def _bearer(clauses: Sequence[str]) -> str:
    """Who bears the fee by an agreement that is words alone."""
    clause = next((each for each in clauses if _FEE_CLAUSE in each), "")
    return "half" if "一半" in clause else "plaintiff" if "原告" in clause else "defendant"


def _facts(row: Any) -> dict[str, Any]:
    people = list(row.attendances.all())
    return {
        "title": row.get_kind_display(),
        "starts_at": row.opened_at.isoformat(),
        "place_name": row.place,
        "bench": [[each.capacity, each.name] for each in people if each.side == Attendance.Side.COURT],
        "attendance": [_came(each) for each in people if each.side != Attendance.Side.COURT],
        "sections": [
            {"heading": each.heading, "lines": each.text.splitlines()} for each in row.sections.all() if each.text
        ],
        "corrections": [_corrected(each) for each in row.corrections.all()],
        "signed": [[f"{each.capacity}{each.name}", _how(sign)] for each in people for sign in each.signatures.all()],
    }


def _came(each: Attendance) -> str:
    return f"{each.capacity}{each.name}" + ("" if each.appeared else f"（未到庭：{each.absent_reason}）")


def _corrected(each: Correction) -> str:
    outcome = "已补正" if each.granted else f"不予补正：{each.refused_because}"
    return f"{each.attendance.name}就“{each.section.heading}”申请补正：{each.text}（{outcome}）。"


def _how(sign: Signature) -> str:
    """How somebody signed; the picture from the pad, or the scan, by its SHA-256."""
    if sign.image is None:
        return f"拒绝签名：{sign.note}"
    words = "签字板签名" if sign.way == Signature.Way.PAD else "纸质签名，扫描件"
    return f"{words}（SHA-256：{sign.image.sha256}）"
