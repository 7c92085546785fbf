"""The list of cases (案件): sort, filter, search, pages, export."""

import datetime
import functools
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.accounts.permissions import check_may, held_posts
from tianping.cases.models import Case
from tianping.cases.panels import place_of_number
from tianping.cases.permissions import EXPORT_CASES
from tianping.cases.queries import (
    case_by_number,
    case_list,
    causes_in_use,
    light_of,
    matching,
    nearest,
    nearest_due,
    number_refusal,
    running_clocks,
    stage,
    types_in_use,
    with_people_and_clocks,
    years_in_use,
)
from tianping.cases.states import CASE
from tianping.cases.views.common import person
from tianping.cases.views.lights import light_html
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.web.addresses import address_of
from tianping.kernel.web.tables import Column, Filter, Table

MOST_ROWS = 20_000
MOST_COUNTED = 200_000
FIRST_INSTANCE = "民初"


def listing(request: HttpRequest) -> HttpResponseBase:
    """The cases that a person may see; a whole number in the search box leads straight to what has it."""
    user, today = person(request), clock.today()
    rows = case_list(user)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = case_by_number(rows, text) if text else None
    if found is not None:
        return redirect("case", case_id=found.pk)
    place = place_of_number(user, text) if text else None
    if place:
        return redirect(place)
    sequences = _sequences(request)
    table = _table(today, sequences, may_export=EXPORT_CASES.allows(held_posts(user)))
    context = {
        "refusal": number_refusal(text) if place is None else "",
        "elsewhere": place == "",
        **_range_context(request, sequences),
    }
    return table.respond(request, rows, "cases/list.html", context)


def _range_context(request: HttpRequest, sequences: tuple[str, str] | None) -> dict[str, str]:
    if sequences is None:
        return {}
    first, last = sequences
    type_code = request.GET.get("type") or FIRST_INSTANCE
    asked = {"type": type_code, "year": request.GET.get("year", ""), "first": first, "last": last}
    return {
        "range_words": f"{asked['year']}年{type_code}第{first}号至第{last}号",
        "slips_url": f"{reverse('case_slips')}?{urlencode(asked)}",
    }


def _sequences(request: HttpRequest) -> tuple[str, str] | None:
    """From which sequence number to which the list is narrowed (一批的案号), if a link asked for that."""
    first, last = (request.GET.get(key, "") for key in ("first", "last"))
    return (first, last) if all(text.isdecimal() and len(text) < 10 for text in (first, last)) else None


def _table(today: datetime.date, sequences: tuple[str, str] | None, *, may_export: bool) -> Table:
    return Table(
        caption="案件",
        columns=_columns(today),
        default_sort="-filed_on",
        filters=(*_filters(today), *(_range_filters(*sequences) if sequences else ())),
        search=matching,
        search_label="案号、当事人姓名、收据号或者交费通知编号",
        row_url=_url,
        empty_title="目前没有可以查看的案件",
        empty_text="立案后的案件和分给您承办的案件会出现在这里。",
        exportable=may_export,
        counts_to=MOST_COUNTED,
        completed=with_people_and_clocks,
        on_export=_record_export,
    )


def _columns(today: datetime.date) -> tuple[Column, ...]:
    return (
        Column("number", "案号", sort=("year", "type_code", "sequence"), link=True, nowrap=True),
        Column("matter.cause_name", "案由", sort=("matter__cause_name",)),
        Column("plaintiffs", "原告、申请人", width="term", value=lambda case: "、".join(case.plaintiffs)),
        Column("defendants", "被告、被申请人", value=lambda case: "、".join(case.defendants)),
        Column("matter.claim_fen", "标的额（元）", sort=("matter__claim_fen",), money=True),
        Column("track", "程序", sort=("track",), value=_track),
        Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
        Column("due", "最近期限", value=functools.partial(_nearest_due, today), show=functools.partial(_light, today)),
        Column("status", "状态", value=functools.partial(_stage, today), show=functools.partial(_status, today)),
    )


def _filters(today: datetime.date) -> tuple[Filter, ...]:
    years = [(str(year), f"{year}年") for year in years_in_use(today.year)]
    return (
        Filter("type", "类型", lookup="type_code", choices=[(code, code) for code in types_in_use()]),
        Filter("year", "年度", choices=years),
        Filter("cause", "案由", lookup="matter__cause_name", choices=[(name, name) for name in causes_in_use()]),
        Filter("track", "程序", choices=[(str(each), str(each.label)) for each in Case.Track]),
        Filter("team", "速裁", choices=(("1", "速裁"), ("0", "非速裁")), apply=_of_team),
        Filter("status", "状态", choices=tuple(CASE.labels.items())),
    )


def _range_filters(first: str, last: str) -> tuple[Filter, ...]:
    return (
        Filter("first", "案件编号从", lookup="sequence__gte", choices=((first, first),), hidden=True),
        Filter("last", "到", lookup="sequence__lte", choices=((last, last),), hidden=True),
    )


def _record_export(request: HttpRequest, count: int) -> None:
    user = person(request)
    check_may(user, EXPORT_CASES)
    if count > MOST_ROWS:
        raise Refused(f"符合条件的案件有{count}件，一次最多导出{MOST_ROWS}件。请先用类型、年度等条件缩小范围再导出。")
    audit.record("case.export", "cases", by=user, at=clock.now(), rows=count)


def _of_team(rows: QuerySet[Case], value: str) -> QuerySet[Case]:
    return rows.filter(fast_team=value == "1")


def _url(case: Case) -> str:
    return address_of("case")(case.pk)


def _track(case: Case) -> str:
    return " ".join(filter(None, [case.get_track_display(), "速裁" if case.fast_team else ""]))


def _nearest_due(today: datetime.date, case: Case) -> datetime.date | None:
    return nearest_due(running_clocks(case), today)


def _light(today: datetime.date, case: Case) -> SafeString:
    first = nearest(running_clocks(case), today)
    return light_html(light_of(first, today), title=first.title) if first is not None else SafeString("—")


def _stage(today: datetime.date, case: Case) -> str:
    return stage(case, running_clocks(case), on=today).label


def _status(today: datetime.date, case: Case) -> SafeString:
    kind = "done" if case.status == "closed" else "open"
    return format_html('<span class="tp-status tp-status--{}">{}</span>', kind, _stage(today, case))
