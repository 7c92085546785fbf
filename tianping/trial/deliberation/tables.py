"""The list of supervised cases."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.kernel.web.tables import Column, Filter, Table
from tianping.trial.deliberation.models import Supervision
from tianping.trial.deliberation.queries import search
from tianping.trial.deliberation.states import SUPERVISION

KINDS = {"marked": "open", "ended": "done"}


def status_html(row: Supervision) -> SafeString:
    """A supervision's state as a mark."""
    label = SUPERVISION.label(row.status)
    return render_to_string("components/status.html", {"label": label, "kind": KINDS[row.status]})


SUPERVISED_TABLE = Table(
    caption="四类案件",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("case.matter.cause_name", "案由", width="term"),
        Column("kind", "类别", sort=("kind",), value=lambda row: row.get_kind_display(), width="wide"),
        Column("case.responsible", "承办法官", nowrap=True),
        Column("marked_at", "标识时间", sort=("marked_at",), nowrap=True),
        Column("step_count", "措施和回复", sort=("step_count",), align="end"),
        Column("status", "状态", show=status_html, export=lambda row: SUPERVISION.label(row.status), nowrap=True),
    ),
    default_sort="-marked_at",
    filters=(
        Filter("status", "状态", choices=tuple(SUPERVISION.labels.items())),
        Filter("kind", "类别", choices=[(each.value, str(each.label)) for each in Supervision.Kind]),
    ),
    search=search,
    search_label="案号或者当事人",
    row_url=lambda row: reverse("supervision", args=[row.pk]),
    empty_title="没有四类案件",
    empty_text="立案、审判人员或者院庭长在案件页面上标识的四类案件会出现在这里。",
)
