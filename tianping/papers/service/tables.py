"""The list of what has to be served, and of what was."""

import functools
from collections.abc import Collection

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law.roles import role_in
from tianping.papers.documents.queries import KINDS
from tianping.papers.service.models import Delivery
from tianping.papers.service.queries import can_be_sent, search
from tianping.papers.service.states import DELIVERY

GROUPS = {"waiting": "待送达", "retry": "退回待补送", "served": "已送达"}
KINDS_OF_STATUS = {"waiting": "waiting", "retry": "stopped", "served": "done"}
EMPTY = {
    "waiting": ("没有待送达的文书", "文书制发以后，按受文人逐份出现在这里。"),
    "retry": ("没有退回待补送的文书", "没有送达成功的文书会出现在这里，需要另定方式再次送达。"),
    "served": ("还没有送达的文书", "登记送达结果以后，送达日期和依据列在这里。"),
}
FORM = "ticked"
# Who may take a paper differs: the person or family, or the office that takes papers in.
WHO = (("natural", "自然人"), ("organisation", "单位"))

# Whoever agreed after the issue is served electronically once somebody sends it.
SENDABLE = "可以电子送达"
AGREED = (("yes", "已经同意"), ("no", "没有同意"))


def title_of(delivery: Delivery) -> str:
    """What a list calls the paper that is delivered."""
    return KINDS[delivery.paper.kind].named(delivery.paper.variant)


def status_facts(delivery: Delivery) -> dict[str, str]:
    """A delivery's state for components/status.html."""
    return {"label": DELIVERY.label(delivery.status), "kind": KINDS_OF_STATUS[delivery.status]}


def _role(row: Delivery) -> str:
    return role_in(row.paper.case.type_code, row.litigant.role)


def delivery_table(group: str, *, ticks: bool, ticked: Collection[int] | None) -> Table:
    """The deliveries of one group; ``ticks`` gives every row a box of the form below (``ticked`` None: all ticked)."""
    title, text = EMPTY[group]
    served = group == "served"
    return Table(
        caption="送达",
        columns=(
            Column(
                "number",
                "案号",
                sort=("paper__case__year", "paper__case__type_code", "paper__case__sequence"),
                show=functools.partial(_ticked_number, ticked) if ticks else _number,
                value=lambda row: row.paper.case.number,
                nowrap=True,
            ),
            Column("paper", "文书", sort=("paper__kind",), value=title_of, width="term"),
            Column("litigant.name", "受送达人", sort=("litigant__name",), width="wide"),
            Column(
                "role", "诉讼地位", value=lambda row: role_in(row.paper.case.type_code, row.litigant.role), nowrap=True
            ),
            Column("paper.issued_at", "制发时间", sort=("paper__issued_at",), nowrap=True),
            Column("method", "送达方式", sort=("method",), value=lambda row: row.get_method_display(), nowrap=True)
            if served
            else Column("tries", "已送次数", sort=("tries",), align="end"),
            Column("effective_on", "送达日期", sort=("effective_on",), nowrap=True)
            if served
            else Column("status", "状态", show=_status, export=lambda row: DELIVERY.label(row.status), nowrap=True),
        ),
        default_sort="-effective_on" if served else "number",
        filters=(
            Filter("kind", "文书", lookup="paper__kind", choices=[(kind.code, kind.title) for kind in KINDS.values()]),
            Filter("who", "受送达人", choices=WHO, apply=_of_kind),
            Filter("agreed", "电子送达", choices=AGREED, apply=_agreed),
            Filter("group", "分类", choices=((group, group),), apply=lambda rows, _value: rows, hidden=True),
        ),
        search=search,
        search_label="案号或受送达人",
        row_url=_url,
        empty_title=title,
        empty_text=text,
    )


def _of_kind(rows: QuerySet[Delivery], who: str) -> QuerySet[Delivery]:
    return rows.filter(litigant__kind=who) if who == "natural" else rows.exclude(litigant__kind="natural")


def _url(row: Delivery) -> str:
    return reverse("delivery", args=[row.pk])


def _status(row: Delivery) -> SafeString:
    shown = render_to_string("components/status.html", status_facts(row))
    return format_html('{}<br><span class="tp-soft">{}</span>', shown, SENDABLE) if can_be_sent(row) else shown


def _agreed(rows: QuerySet[Delivery], value: str) -> QuerySet[Delivery]:
    return rows.filter(agreed_steps__isnull=value == "no")


def _number(row: Delivery) -> SafeString:
    return format_html('<a class="tp-table__row" href="{}">{}</a>', _url(row), row.paper.case.number)


def _ticked_number(ticked: Collection[int] | None, row: Delivery) -> SafeString:
    return format_html(
        '<span class="service-tick"><input type="checkbox" name="ids" value="{}" form="{}" aria-label="勾选{}{}{}"{}>'
        "{}</span>",
        row.pk,
        FORM,
        row.paper.case.number,
        row.litigant.name,
        title_of(row),
        " checked" if ticked is None or row.pk in ticked else "",
        _number(row),
    )
