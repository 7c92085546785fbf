"""The list of hearings."""

import datetime

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.kernel.clock import CHINA
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.trial.scheduling.models import Hearing
from tianping.trial.scheduling.queries import on_day, search
from tianping.trial.scheduling.states import HEARING

GROUPS = {"fixed": "待开庭", "held": "已开庭", "moved": "已改期", "cancelled": "已取消"}
KINDS_OF_STATUS = {"fixed": "open", "held": "done", "moved": "stopped", "cancelled": "stopped"}
EMPTY = {
    "fixed": ("没有待开庭的案件", "在“排期方案”中确定开庭时间以后，案件出现在这里。"),
    "held": ("还没有开过庭的案件", "庭审笔录记录完毕后，排期转入这里。"),
    "moved": ("没有改期的开庭", "改期的开庭和原因列在这里。"),
    "cancelled": ("没有取消的开庭", "取消的开庭和原因列在这里。"),
}


def status_facts(hearing: Hearing) -> dict[str, str]:
    """A hearing's state for components/status.html."""
    return {"label": HEARING.label(hearing.status), "kind": KINDS_OF_STATUS[hearing.status]}


def hearing_table(group: str) -> Table:
    """The hearings of one group."""
    title, text = EMPTY[group]
    given_up = group in ("moved", "cancelled")
    return Table(
        caption="开庭排期",
        columns=(
            Column("starts", "开庭时间", sort=("starts",), link=True, nowrap=True),
            Column("place.name", "地点", sort=("place__name",), width="term"),
            Column(
                "number",
                "案号",
                sort=("case__year", "case__type_code", "case__sequence"),
                value=lambda row: row.case.number,
                nowrap=True,
            ),
            Column("case.matter.cause_name", "案由", width="term"),
            Column("case.responsible", "承办法官", sort=("case__responsible__full_name",), nowrap=True),
            Column("ended_because", "原因", width="wide")
            if given_up
            else Column("status", "状态", show=_status, export=lambda row: HEARING.label(row.status), nowrap=True),
        ),
        default_sort="starts" if group == "fixed" else "-starts",
        filters=(
            Filter("day", "开庭日期", apply=_of_day),
            Filter("group", "分类", choices=((group, group),), apply=lambda rows, _value: rows, hidden=True),
        ),
        search=search,
        search_label="案号、当事人或地点",
        row_url=lambda row: reverse("hearing", args=[row.pk]),
        empty_title=title,
        empty_text=text,
    )


def clock_words(hearing: Hearing) -> str:
    """From when to when, in China: 09:00—09:45."""
    starts, ends = (moment.astimezone(CHINA) for moment in (hearing.starts, hearing.ends))
    return f"{starts:%H:%M}—{ends:%H:%M}"


def _of_day(rows: QuerySet[Hearing], text: str) -> QuerySet[Hearing]:
    return on_day(rows, datetime.date.fromisoformat(text))


def _status(row: Hearing) -> SafeString:
    return render_to_string("components/status.html", status_facts(row))
