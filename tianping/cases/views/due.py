"""What is due (到期事项): the running clocks that a person has to watch."""

import datetime
import functools
import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Clock
from tianping.cases.queries import ClockGroup, clock_groups, due_clocks, kinds_of_clocks, light_of, with_people
from tianping.cases.views.common import person
from tianping.cases.views.lights import light_html
from tianping.kernel import clock
from tianping.kernel.templatetags.tianping import cndate
from tianping.kernel.web.addresses import address_of
from tianping.kernel.web.components import Tab
from tianping.kernel.web.table_page import replaced
from tianping.kernel.web.tables import Column, Filter, Table

MOST_COUNTED = 2_000


def due(request: HttpRequest) -> HttpResponseBase:
    """The work list: overdue, due within three days, within seven, later; warnings run on the nominal day."""
    user, today = person(request), clock.today()
    groups, kinds = clock_groups(user, today), kinds_of_clocks()
    context = {"tabs": _tabs(request, groups), "overdue": groups[0].count}
    return _table(today, groups, kinds).respond(request, due_clocks(user), "cases/due.html", context)


def _tabs(request: HttpRequest, groups: Sequence[ClockGroup]) -> list[Tab]:
    chosen = request.GET.get("group", "")
    everything = Tab(
        "全部",
        replaced(request.GET, page=None, group=None),
        active=chosen not in {group.key for group in groups},
        count=sum(group.count for group in groups),
    )
    others = (
        Tab(
            group.label,
            replaced(request.GET, page=None, group=group.key),
            active=group.key == chosen,
            count=group.count,
        )
        for group in groups
    )
    return [everything, *others]


def _table(today: datetime.date, groups: Sequence[ClockGroup], kinds: Sequence[tuple[str, str]]) -> Table:
    conditions = {group.key: group.condition for group in groups}
    near = Filter(
        "group",
        "到期",
        choices=[(group.key, group.label) for group in groups],
        apply=lambda rows, key: rows.filter(conditions[key]),
        hidden=True,
    )
    return Table(
        caption="到期事项",
        columns=(
            Column("due", "到期", sort=("nominal_due",), show=functools.partial(_light, today), nowrap=True),
            Column("title", "期限和依据", show=_title, width="wide"),
            Column("place", "案件", value=_place, link=True, nowrap=True),
            Column("matter.cause_name", "案由", width="term"),
            Column("people", "当事人", value=_people, width="wide"),
            Column("nominal_due", "名义届满日", sort=("nominal_due",), nowrap=True),
            Column("legal_due", "法定届满日", show=_legal_due, width="term"),
        ),
        default_sort="due",
        filters=(near, Filter("kind", "期限种类", lookup="period_id", choices=kinds)),
        row_url=_url,
        empty_title="没有到期事项",
        empty_text="由您或者您的岗位负责的期限都没有在计算。",
        exportable=False,
        counts_to=MOST_COUNTED,
        completed=with_people,
    )


def _light(today: datetime.date, row: Clock) -> SafeString:
    return light_html(light_of(row, today), with_day=False)


def _title(row: Any) -> SafeString:
    title = f"{row.title} · {row.whose}" if row.whose else row.title
    return format_html('{}<br><span class="tp-light__article">{}</span>', title, _short_citation(row.because))


@functools.lru_cache(maxsize=256)
def _short_citation(because: str) -> str:
    """The first article as colleagues cite it; the case's page has it in full, with the version of the law."""
    return re.sub("中华人民共和国|（[0-9]{4}年修正）", "", because.split("；")[0])


def _people(row: Any) -> str:
    return " 诉 ".join(filter(None, ("、".join(row.plaintiffs), "、".join(row.defendants))))


def _place(row: Clock) -> str:
    return row.case.number if row.case is not None else "尚未编立案号"


def _legal_due(row: Clock) -> SafeString:
    return format_html("{}", cndate(row.legal_due) if row.legal_due else f"待定：{row.pending}")


def _url(row: Clock) -> str:
    return address_of("case")(row.case_id) if row.case_id else address_of("matter")(row.matter_id)
