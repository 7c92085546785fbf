"""What everybody may read of mediation: who mediates, what they are good at, where disputes come from (totals only)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tianping.intake.mediation import queries
from tianping.intake.mediation.models import Organisation
from tianping.kernel import clock

GET = require_http_methods(["GET"])
# What a citizen is shown; who sent a dispute, and how it ended elsewhere, is for those who work on it.
SHOWN = ("township", "channel", "cause", "organisation")
MOST_LINES = 20


@GET
def mediators(request: HttpRequest) -> HttpResponse:
    """调解组织和调解员: everybody on the register, by kind."""
    rows = list(queries.published_organisations())
    groups = [(label, [row for row in rows if row.kind == kind]) for kind, label in Organisation.Kind.choices]
    return render(request, "mediation/mediators.html", {"groups": [group for group in groups if group[1]]})


@GET
def mediators_of(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: what it does, where and when, who mediates there, its studios and stations."""
    found = queries.published_organisations().filter(pk=pk).first()
    if found is None:
        raise Http404("名册中没有这个调解组织。")
    context = {"organisation": found, "hosted": list(queries.hosted_by(found))}
    return render(request, "mediation/mediators_of.html", context)


@GET
def statistics(request: HttpRequest) -> HttpResponse:
    """纠纷从哪里来: how many, from where, about what, and what became of them; no names."""
    today = clock.today()
    years = queries.years(today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else years[0]
    period = queries.period_of(year, today)
    (outcomes,) = [each for each in queries.DIMENSIONS if each.key == "outcome"]
    shown = [each for key in SHOWN for each in queries.DIMENSIONS if each.key == key]
    results = queries.lines(outcomes, period)
    context = {
        "years": years,
        "year": year,
        "period": period,
        "results": results,
        "total": sum(line.total for line in results),
        "sides": [(each, queries.lines(each, period)[:MOST_LINES]) for each in shown],
    }
    return render(request, "mediation/statistics.html", context)
