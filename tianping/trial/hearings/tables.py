"""The list of records of hearings."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.kernel.web.tables import Column, Filter, Table
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.queries import search
from tianping.trial.hearings.states import RECORD

KINDS_OF_STATUS = {"open": "open", "closed": "waiting", "signed": "done"}


def status_html(row: Record) -> SafeString:
    """A record's state as a mark."""
    shown = {"label": RECORD.label(row.status), "kind": KINDS_OF_STATUS[row.status]}
    return render_to_string("components/status.html", shown)


RECORD_TABLE = Table(
    caption="庭审笔录",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("case.matter.cause_name", "案由", width="term"),
        Column("kind", "笔录", value=lambda row: f"{row.get_kind_display()}（第{row.ordinal}次）", nowrap=True),
        Column("opened_at", "开始时间", sort=("opened_at",), nowrap=True),
        Column("place", "地点", width="wide"),
        Column("outcome", "庭审结果", value=lambda row: row.get_outcome_display() or "—", width="term"),
        Column("signed", "签名", value=lambda row: f"{row.signature_count}/{row.present_count}", align="end"),
        Column("status", "状态", show=status_html, export=lambda row: RECORD.label(row.status), nowrap=True),
    ),
    default_sort="-opened_at",
    filters=(
        Filter("status", "状态", choices=tuple(RECORD.labels.items())),
        Filter("outcome", "庭审结果", choices=[(each.value, str(each.label)) for each in Record.Outcome]),
    ),
    search=search,
    search_label="案号或者当事人",
    row_url=lambda row: reverse("hearing_record", args=[row.pk]),
    empty_title="没有庭审笔录",
    empty_text="在案件页面上点“开始庭审记录”，笔录就会出现在这里。",
)
