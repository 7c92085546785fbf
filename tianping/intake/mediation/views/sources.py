"""Where disputes came from, for the court's people: the totals of the public page, each with its rows (诉源治理)."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.sources import SourceForm
from tianping.intake.mediation.permissions import visible_referrals
from tianping.intake.mediation.tables import SOURCES
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.kernel.web.forms import done


@require_http_methods(["GET"])
def source_totals(request: HttpRequest) -> HttpResponse:
    """诉源治理: the disputes of a year by one side at a time; every number opens its rows."""
    asked = _asked(request)
    side = asked["side"]
    rows = [(line, _rows(asked, value=line.value), _of_outcomes(asked, line)) for line in asked["lines"]]
    tabs = [
        Tab(each.title, _address("source_totals", by=each.key, year=asked["year"]), active=each == side)
        for each in queries.DIMENSIONS
    ]
    context = {**asked, "rows": rows, "tabs": tabs, "outcomes": [label for _key, label in queries.OUTCOMES]}
    return render(request, "mediation/sources.html", context)


@require_http_methods(["GET"])
def source_rows(request: HttpRequest) -> HttpResponseBase:
    """The disputes behind one number."""
    asked, labels = _asked(request), dict(queries.OUTCOMES)
    side, value, outcome = asked["side"], request.GET.get("value"), request.GET.get("outcome", "")
    rows, said = queries.sources(asked["period"]), side.title
    if value is not None:
        rows = rows.filter(**{side.field: value})
        said += f"：{side.words([value]).get(value, value)}"
    if outcome in labels:
        rows = rows.filter(outcome=outcome)
        said += f"，{labels[outcome]}"
    audit.record_look("dispute.sources", f"sources:{side.key}", by=signed_in(request), at=clock.now())
    context = {"said": said, "back": _address("source_totals", by=side.key, year=asked["year"]), **asked}
    return SOURCES.respond(request, rows, "mediation/source_rows.html", context)


@require_http_methods(["GET", "POST"])
@once
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """更正纠纷来源 of the dispute of one referral."""
    referral = get_object_or_404(visible_referrals(request.user).select_related("case__matter"), pk=pk)
    matter, user = referral.case.matter, signed_in(request)
    known = queries.source_of(matter)
    initial = {"channel": known.channel, "township": known.township, "sent_by": known.sent_by} if known else {}
    form = SourceForm(request.POST or None, initial=initial, townships=queries.townships())
    if done(form, lambda: actions.correct_source(matter, form.draft, by=user, at=clock.now()), beside="sent_by"):
        messages.success(request, "纠纷来源已登记。")
        return redirect("referral", pk)
    audit.record_look("mediation.view", f"referral:{referral.pk}", by=user, at=clock.now())
    status = 422 if form.errors else 200
    return render(request, "mediation/source.html", {"form": form, "referral": referral, "known": known}, status=status)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """By which side, in which year; what cannot be read is the first side of the present year."""
    today = clock.today()
    years = queries.years(today)
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 and int(text) in years else years[0]
    side, period = queries.dimension_of(request.GET.get("by", "")), queries.period_of(year, today)
    lines = queries.lines(side, period)
    return {"side": side, "period": period, "year": year, "years": years, "lines": lines}


def _rows(asked: dict[str, Any], **more: str) -> str:
    return _address("source_rows", by=asked["side"].key, year=asked["year"], **more)


def _of_outcomes(asked: dict[str, Any], line: queries.Line) -> list[tuple[int, str]]:
    return [(count, _rows(asked, value=line.value, outcome=key)) for key, _label, count in line.outcomes]


def _address(name: str, **asked: object) -> str:
    return f"{reverse(name)}?{urlencode(asked)}"
