"""The lists of filing: batches and the review queue."""

import datetime
import functools
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Clock, Litigant
from tianping.cases.queries import Light, light_of
from tianping.intake.filing.models import Batch, Filing
from tianping.intake.filing.queries import REVIEW_PERIOD, search
from tianping.intake.filing.states import BATCH, FILING
from tianping.kernel.web.tables import Column, Filter, Table

PENDING = "该年节假日安排尚未公布"
FILING_KINDS = {
    "received": "waiting",
    "correcting": "stopped",
    "in_mediation": "open",
    "refusing": "open",
    "accepted": "done",
    "refused": "refused",
    "settled": "done",
    "given_back": "stopped",
    "withdrawn": "stopped",
}
BATCH_KINDS = {"checked": "waiting", "queued": "open", "filed": "done", "abandoned": "stopped"}


def _batch_status(row: Batch) -> SafeString:
    context = {"label": BATCH.label(row.status), "kind": BATCH_KINDS[row.status]}
    return render_to_string("components/status.html", context)


BATCH_TABLE = Table(
    caption="批量立案",
    columns=(
        Column("pk", "批次", sort=("pk",), link=True, value=lambda row: f"第{row.pk}批", nowrap=True),
        Column("file_name", "文件", width="wide"),
        Column("uploaded_at", "上传时间", sort=("uploaded_at",), nowrap=True),
        Column("uploaded_by.full_name", "立案员", nowrap=True),
        Column("row_count", "行数", sort=("row_count",), align="end"),
        Column("defect_count", "问题", sort=("defect_count",), align="end"),
        Column("filed_count", "已立案（含诉前调解）", sort=("filed_count",), align="end"),
        Column("status", "状态", show=_batch_status, export=lambda row: BATCH.label(row.status), nowrap=True),
    ),
    default_sort="-pk",
    filters=(Filter("status", "状态", choices=tuple(BATCH.labels.items())),),
    row_url=lambda row: reverse("batch", args=[row.pk]),
    empty_title="还没有批量立案",
    empty_text="上传机构的起诉清单，核对后一次立案。",
)


def filing_status(row: Filing) -> SafeString:
    """A filing's state as a mark."""
    context = {"label": FILING.label(row.status), "kind": FILING_KINDS[row.status]}
    return render_to_string("components/status.html", context)


@functools.lru_cache(maxsize=512)
def light_html(light: Light) -> SafeString:
    """A light in a cell; the rows of a list share few, and nothing in them belongs to a court or a person."""
    context = {"state": light.state, "days": light.days, "due": light.due, "note": " "}
    return render_to_string("components/traffic_light.html", context)


def review_light(row: Any, today: datetime.date) -> Light | None:
    """How near the end of the review is; None where no review runs."""
    nominal, legal = row.review_due, row.review_legal_due
    if nominal is None:
        return None
    running = Clock(period_id=REVIEW_PERIOD, nominal_due=nominal, legal_due=legal, pending="" if legal else PENDING)
    return light_of(running, today)


def names(row: Filing, role: str) -> str:
    """The names of one side."""
    return "、".join(each.name for each in row.matter.litigants.all() if each.role == role)


def filing_table(today: datetime.date, *, tick: bool, all_ticked: bool) -> Table:
    """The review queue; ``tick`` gives every row a box for the form below the list."""

    def box(row: Filing) -> SafeString:
        return format_html(
            '<input class="filing-tick" type="checkbox" name="ids" value="{}" form="bulk" aria-label="选择{}"{}>',
            row.pk,
            row.receipt_number,
            " checked" if all_ticked else "",
        )

    def light(row: Filing) -> SafeString:
        shown = review_light(row, today)
        return light_html(shown) if shown else SafeString("—")

    ticks = (Column("tick", "选择", show=box, exported_too=False, nowrap=True),) if tick else ()
    return Table(
        caption="立案申请",
        columns=(
            *ticks,
            Column("receipt_number", "收据号", sort=("year", "sequence"), link=True, nowrap=True),
            Column("plaintiffs", "原告", value=lambda row: names(row, Litigant.Role.PLAINTIFF), width="wide"),
            Column("defendants", "被告", value=lambda row: names(row, Litigant.Role.DEFENDANT)),
            Column("cause_name", "案由", sort=("matter__cause_name",), width="term"),
            Column("claim_fen", "标的额（元）", sort=("matter__claim_fen",), money=True),
            Column("received_at", "收到时间", sort=("received_at",), nowrap=True),
            Column("review_due", "审查期限", sort=("review_due",), show=light, nowrap=True, empty_last=True),
            Column("from_mediation", "来源", value=_origin, nowrap=True),
            Column("status", "状态", show=filing_status, export=lambda row: FILING.label(row.status), nowrap=True),
        ),
        default_sort="receipt_number",
        filters=(
            Filter("status", "状态", choices=tuple(FILING.labels.items()), hidden=True),
            Filter("channel", "方式", choices=[(each.value, str(each.label)) for each in Filing.Channel]),
            Filter("consent", "诉前调解意愿", choices=(("1", "同意"), ("0", "不同意")), apply=_by_consent),
        ),
        search=search,
        search_label="收据号或者当事人姓名",
        row_url=lambda row: reverse("filing", args=[row.pk]),
        empty_title="没有待办的立案申请",
        empty_text="窗口收件、批量立案和诉前调解不成退回的申请会出现在这里。",
    )


def _origin(row: Any) -> str:
    returned = "，诉前调解退回" if row.from_mediation and row.status == "received" else ""
    assisting = f"（{row.assisting_court}）" if row.assisting_court else ""
    return f"{row.get_channel_display()}{assisting}{returned}"


def _by_consent(rows: QuerySet[Filing], value: str) -> QuerySet[Filing]:
    return rows.filter(consents_to_mediation=value == "1")
