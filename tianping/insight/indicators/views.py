"""Pages of the court's figures: all of a period, and the rows behind one of them."""

import functools
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.insight.indicators import queries, words
from tianping.insight.indicators.forms import PeriodForm
from tianping.kernel import audit, clock, figures
from tianping.kernel.figures import Kind, Period, Reading
from tianping.kernel.web.components import Tab


@require_http_methods(["GET"])
def figure_list(request: HttpRequest) -> HttpResponse:
    """统计指标: every figure of the period with its formula; each opens its rows."""
    form, period = _asked(request)
    groups = [(group.title, [_shown(each) for each in group.readings]) for group in queries.groups(period)]
    context = {"form": form, "period": period, "groups": groups}
    return render(request, "indicators/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def figure_rows(request: HttpRequest, name: str) -> HttpResponseBase:
    """The rows of one figure, or those that a ratio was divided by."""
    figure = figures.figure(name)
    if figure is None:
        raise Http404
    _form, period = _asked(request)
    of_whole = request.GET.get("part") == "whole" and figure.kind is Kind.RATIO
    reading = figures.read(figure, period)
    context = {
        "figure": figure,
        "period": period,
        "reading": _shown(reading),
        "tabs": _parts(reading, of_whole=of_whole),
        "back": _address(reverse("figure_list"), period),
    }
    table = figures.table_of(figure)
    rows = queries.rows_of(figure, period, of_whole=of_whole)
    if request.GET.get("export"):
        audit.record("figure.export", f"figure:{name}", by=signed_in(request), at=clock.now(), rows=rows.count())
    return table.respond(request, _with_related(rows, table.columns), "indicators/rows.html", context)


def _asked(request: HttpRequest) -> tuple[PeriodForm, Period]:
    """The form, and the period it asks for; the year up to today where it asks for none that can be read."""
    today = clock.today()
    year = queries.year_to(today)
    standard = {"first": year.first.isoformat(), "last": year.last.isoformat()}
    form = PeriodForm({**standard, **{key: request.GET[key] for key in standard if request.GET.get(key)}}, today=today)
    if not form.is_valid():
        return form, year
    return form, Period(form.cleaned_data["first"], form.cleaned_data["last"])


def _shown(reading: Reading) -> dict[str, Any]:
    return {
        "figure": reading.figure,
        "value": words.value_in_words(reading),
        "unit": reading.figure.unit if reading.value is not None else "",
        "count": reading.count,
        "whole": reading.whole,
        "url": _address(reverse("figure_rows", args=[reading.figure.name]), reading.period),
    }


def _parts(reading: Reading, *, of_whole: bool) -> Sequence[Tab]:
    """Numerator and denominator of a ratio, each with its rows."""
    if reading.figure.kind is not Kind.RATIO:
        return ()
    address = functools.partial(_address, reverse("figure_rows", args=[reading.figure.name]), reading.period)
    return (
        Tab("分子", address(), active=not of_whole, count=reading.count),
        Tab("分母", address(part="whole"), active=of_whole, count=reading.whole),
    )


def _address(path: str, period: Period, **more: str) -> str:
    return f"{path}?{urlencode({'first': period.first.isoformat(), 'last': period.last.isoformat(), **more})}"


def _with_related(rows: Any, columns: Sequence[Any]) -> Any:
    """The rows with what their columns reach, so that a page costs the same however many rows it has."""
    related = {column.key.rpartition(".")[0].replace(".", "__") for column in columns if "." in column.key}
    return rows.select_related(*sorted(related)) if related else rows
