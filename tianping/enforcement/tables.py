"""The list of applications for enforcement."""

from django.urls import reverse

from tianping.enforcement.queries import search
from tianping.kernel.templatetags.tianping import cndatetime
from tianping.kernel.web.tables import Column, Table

GROUPS = {"received": "待立案", "accepted": "已立案", "withdrawn": "已撤回"}
KINDS = {"received": "waiting", "accepted": "done", "withdrawn": "stopped"}


def application_table(status: str) -> Table:
    """The applications of one state."""
    return Table(
        caption="申请执行",
        columns=(
            Column("number", "收件编号", sort=("number",), link=True, nowrap=True),
            Column("title", "执行依据", width="wide"),
            Column("applicant.name", "申请执行人", sort=("applicant__name",)),
            Column("respondents", "被执行人", value=lambda row: "、".join(each.name for each in row.respondents.all())),
            Column("amount_fen", "金额（元）", sort=("amount_fen",), money=True),
            Column("received_at", "收到时间", sort=("received_at",), value=lambda row: cndatetime(row.received_at)),
            Column("case", "执行案号", value=lambda row: row.case.number if row.case else "", nowrap=True),
        ),
        default_sort="-number",
        search=search,
        search_label="收件编号、案号或者当事人",
        row_url=lambda row: reverse("enforcement", args=[row.pk]),
        empty_title=f"没有{GROUPS[status]}的执行申请",
        empty_text="当事人在自己的案件页面、或者在窗口申请执行的，都在这里。",
    )
