"""The lists of cross-court filing: what goes out, what came in."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.intake.crosscourt.models import Incoming, Outgoing
from tianping.intake.crosscourt.queries import search_incoming, search_outgoing
from tianping.intake.crosscourt.states import OUTGOING
from tianping.kernel.web.tables import Column, Filter, Table

KINDS = {
    "received": "waiting",
    "correcting": "stopped",
    "sent": "open",
    "arrived": "open",
    "filed": "done",
    "returned": "refused",
}
FILING_KINDS = {
    "received": "waiting",
    "correcting": "stopped",
    "in_mediation": "open",
    "accepted": "done",
    "refused": "refused",
    "settled": "done",
}


def mark(label: str, kind: str) -> SafeString:
    """A state as a mark."""
    return render_to_string("components/status.html", {"label": label, "kind": kind})


def outgoing_mark(row: Outgoing) -> SafeString:
    """Where a pleading for another court stands."""
    return mark(OUTGOING.label(row.status), KINDS[row.status])


def incoming_mark(row: Incoming) -> SafeString:
    """Where the filing of a pleading from another court stands."""
    return mark(row.filing.machine.label(row.filing.status), FILING_KINDS[row.filing.status])


def _names(row: Any, role: str) -> str:
    return "、".join(each.name for each in row.filing.matter.litigants.all() if each.role == role)


OUT_TABLE = Table(
    caption="发往其他法院的起诉",
    columns=(
        Column("receipt_number", "收据号", sort=("year", "sequence"), link=True, nowrap=True),
        Column("court_name", "受诉法院", sort=("court_name",), width="wide"),
        Column("plaintiffs", "原告"),
        Column("defendants", "被告"),
        Column("cause_name", "案由", sort=("cause_name",), width="term"),
        Column("handed_in_at", "接收时间", sort=("handed_in_at",), nowrap=True),
        Column("case_number", "案号", nowrap=True),
        Column("status", "状态", show=outgoing_mark, export=lambda row: OUTGOING.label(row.status), nowrap=True),
    ),
    default_sort="-receipt_number",
    filters=(Filter("status", "状态", choices=tuple(OUTGOING.labels.items())),),
    search=search_outgoing,
    search_label="收据号、法院或者当事人姓名",
    row_url=lambda row: reverse("crosscourt_sent", args=[row.pk]),
    empty_title="还没有发往其他法院的起诉",
    empty_text="在起诉状里选择其他法院的，提交以后出现在这里，核对后发出。",
)

IN_TABLE = Table(
    caption="其他法院发来的起诉",
    columns=(
        Column("sender_receipt", "协作法院收据号", link=True, nowrap=True),
        Column("sender_name", "协作法院", sort=("sender_name",), width="wide"),
        Column("plaintiffs", "原告", value=lambda row: _names(row, "plaintiff")),
        Column("defendants", "被告", value=lambda row: _names(row, "defendant")),
        Column("filing.matter.cause_name", "案由", sort=("filing__matter__cause_name",), width="term"),
        Column("filing.first_filed_on", "首次提交", sort=("filing__first_filed_on",), nowrap=True),
        Column("filing.received_at", "本院收到", sort=("filing__received_at",), nowrap=True),
        Column(
            "status",
            "状态",
            show=incoming_mark,
            export=lambda row: row.filing.machine.label(row.filing.status),
            nowrap=True,
        ),
    ),
    default_sort="-filing.received_at",
    search=search_incoming,
    search_label="收据号、协作法院或者当事人姓名",
    row_url=lambda row: reverse("crosscourt_received", args=[row.pk]),
    empty_title="还没有其他法院发来的起诉",
    empty_text="收到其他法院的立案包，上传核对后进入立案审查。",
)
