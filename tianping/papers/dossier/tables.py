"""The list of what litigants handed in."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Case
from tianping.cases.queries import matching
from tianping.kernel.web.tables import Column, Table
from tianping.papers.dossier.models import HandIn

GROUPS = {
    "received": "待转送",
    "asked": "待审查处理",
    "forwarded": "已转送",
    "settled": "已处理",
    "noted": "已记入",
}
EMPTY = {
    "received": ("没有待转送的材料", "当事人提交答辩状、证据以后，出现在这里。"),
    "asked": ("没有待处理的申请", "当事人提出管辖权异议、申请回避以后，出现在这里。"),
    "settled": ("还没有处理过的申请", "管辖权异议、回避申请登记处理结果以后，列在这里。"),
    "forwarded": ("还没有转送过材料", "转送对方当事人以后，列在这里。"),
    "noted": ("没有放弃期间的记录", "当事人放弃剩余的答辩期、举证期限的，列在这里。"),
}


def material_table(group: str) -> Table:
    """What was handed in, of one group."""
    title, text = EMPTY[group]
    return Table(
        caption="当事人材料",
        columns=(
            Column("number", "编号", sort=("pk",), show=_number, value=lambda row: row.number, nowrap=True),
            Column("case.number", "案号", sort=("case__year", "case__type_code", "case__sequence"), nowrap=True),
            Column("kind", "材料", sort=("kind",), value=lambda row: row.get_kind_display(), nowrap=True),
            Column("litigant.name", "提交人", sort=("litigant__name",), width="wide"),
            Column("received_at", "提交时间", sort=("received_at",), nowrap=True),
            Column("late", "是否逾期", show=_late, value=lambda row: "逾期" if row.late else "", nowrap=True),
        ),
        default_sort="number" if group in {"received", "asked"} else "-number",
        filters=(),
        search=search,
        search_label="案号、提交人或者编号",
        row_url=_url,
        empty_title=title,
        empty_text=text,
    )


def search(rows: QuerySet[HandIn], text: str) -> QuerySet[HandIn]:
    """By case number in any usual spelling, by the litigant's name, by the receipt's number."""
    cases = matching(Case.objects.all(), text).values("pk")
    wanted = text.strip()
    return rows.filter(Q(case__in=cases) | Q(litigant__name__contains=wanted) | Q(number__contains=wanted))


def _url(row: HandIn) -> str:
    return reverse("material", args=[row.pk])


def _number(row: HandIn) -> SafeString:
    return format_html('<a class="tp-table__row" href="{}">{}</a>', _url(row), row.number)


def _late(row: HandIn) -> SafeString:
    return format_html("{}", "逾期" if row.late else "—")
