"""The lists of filing: batches and the review queue."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.intake.filing.models import Batch
from tianping.intake.filing.states import BATCH
from tianping.kernel.web.tables import Column, Filter, Table

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
