"""The JSON API of the court's figures: the same numbers as the pages."""

import datetime
import functools
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from tianping.accounts.permissions import check_request
from tianping.insight.indicators import queries, words
from tianping.insight.indicators.permissions import READ_FIGURES
from tianping.kernel import clock, figures
from tianping.kernel.figures import Period
from tianping.kernel.refusals import Refused
from tianping.kernel.web.api import REFUSALS, Guard

router = Router(tags=["figures"])
may = functools.partial(Guard, check=check_request)


class PeriodAsked(Schema):
    """From which day to which; the year up to today where nothing is said."""

    first: datetime.date | None = None
    last: datetime.date | None = None


class FigureOut(Schema):
    """A figure of a period: its value, how many rows were counted, and for a ratio how many it was divided by.

    Sums are fen; ratios (percent) and averages are decimal strings; null where there is nothing to divide.
    """

    name: str
    title: str
    group: str
    kind: str
    version: int
    formula: str
    unit: str
    first: datetime.date
    last: datetime.date
    value: int | str | None
    rows: int
    whole_rows: int | None


@router.get("/figures", response={200: list[FigureOut], **REFUSALS}, auth=may(READ_FIGURES), summary="统计指标")
def list_figures(request: HttpRequest, asked: Query[PeriodAsked]) -> list[dict[str, Any]]:
    """Every figure of the house for a period, as of the end of its last day."""
    return [words.as_data(each) for each in queries.readings(_period(asked))]


@router.get("/figures/{name}", response={200: FigureOut, **REFUSALS}, auth=may(READ_FIGURES), summary="一项指标")
def one_figure(request: HttpRequest, name: str, asked: Query[PeriodAsked]) -> dict[str, Any]:
    """One figure for a period."""
    figure = figures.figure(name)
    if figure is None:
        raise Http404
    return words.as_data(figures.read(figure, _period(asked)))


def _period(asked: PeriodAsked) -> Period:
    today = clock.today()
    last = asked.last or today
    first = asked.first or queries.year_to(last).first
    if last > today:
        raise Refused("统计期间不能晚于今天，请改为今天或者更早的日期。")
    if last < first:
        raise Refused("统计期间的截止日早于起始日，请核对两个日期。")
    return Period(first, last)
