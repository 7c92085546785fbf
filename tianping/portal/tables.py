"""The list of those who asked to be called."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.kernel import names
from tianping.kernel.web.tables import Column, Table
from tianping.law import masking
from tianping.portal.models import CallBack
from tianping.portal.queries import page_name
from tianping.portal.states import CALL_BACK

GROUPS = {"open": ("waiting", "called"), "done": ("done",)}
GROUP_LABELS = {"open": "待回电", "done": "已办完"}
KINDS = {"waiting": "waiting", "called": "open", "done": "done"}


def status_html(row: CallBack) -> SafeString:
    """The state of a call-back as a mark."""
    return render_to_string("components/status.html", {"label": CALL_BACK.label(row.status), "kind": KINDS[row.status]})


TABLE = Table(
    caption="回电",
    columns=(
        Column("asked_at", "留电话的时间", sort=("asked_at",), link=True, nowrap=True),
        Column("name", "称呼", value=lambda row: names.masked(row.name) if row.name else "未留姓名"),
        Column("phone", "电话", value=lambda row: masking.mask_phone(row.phone), nowrap=True),
        Column("page", "在哪一页", value=lambda row: page_name(row.page)),
        Column("words", "哪里不清楚", width="wide"),
        Column("status", "状态", show=status_html, value=lambda row: CALL_BACK.label(row.status), nowrap=True),
    ),
    default_sort="asked_at",
    row_url=lambda row: reverse("call_back", args=[row.pk]),
    empty_title="没有人等着回电",
    empty_text="市民在任何一页点“请人帮我”留下电话，会出现在这里，先留的排在前面。",
)
