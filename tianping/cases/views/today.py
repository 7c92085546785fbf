"""Everyone's day (今日工作): the first page of those who try cases and of those who lead the court."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tianping.cases.today import lists_for
from tianping.cases.views.common import person
from tianping.kernel import clock


@require_http_methods(["GET"])
def today(request: HttpRequest) -> HttpResponse:
    """What waits for this person now, list by list."""
    day = clock.today()
    return render(request, "cases/today.html", {"day": day, "lists": lists_for(person(request), day)})
