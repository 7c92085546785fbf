"""The paper that a hearing brings: its signed record, frozen with the signatures."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch

from tianping.accounts.models import User
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.documents.queries import Paper
from tianping.trial.hearings.models import Attendance, Correction, Record, Section, Signature


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
