"""向哪个法院起诉: our court, those that the law proposes, or any court of the table (跨域立案)."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.courts import CourtForm, FindCourtForm
from tianping.intake.application.models import Application
from tianping.intake.application.views.common import being_written, draft_name, saved, show, status_of
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.law import courts

A_PAGE = 20


@require_http_methods(["GET", "POST"])
@once
@being_written
def court(request: HttpRequest, application: Application) -> HttpResponse:
    """受诉法院: each court is a button; the table is searched by name and province, page by page."""
    form = CourtForm(request.POST or None)

    def choose() -> None:
        actions.choose_court(application, form.cleaned_data["court_name"], by=signed_in(request), at=clock.now())

    if saved(request, form, draft_name(application, "court"), choose):
        return redirect("application", application.pk)
    find = FindCourtForm(request.GET or None)
    wanted = find.cleaned_data if find.is_bound and find.is_valid() else {}
    page = _page(request, wanted.get("q", ""), wanted.get("province", ""))
    answer = queries.courts_proposed(application, on=clock.today())
    context = {
        "form": form,
        "find": find,
        "page": page,
        "narrowed": urlencode(wanted),
        "answer": answer,
        "forums": answer.value.forums,
        "own": this_court().name,
        "chosen": application.court_name or this_court().name,
        "back": reverse("application", args=[application.pk]),
    }
    return show(request, "court.html", application, context, status_of(request))


def _page(request: HttpRequest, words: str, province: str) -> object:
    """One page of what was found; nothing before anything was asked."""
    if not words and not province:
        return None
    return Paginator(courts.find(words, province), A_PAGE).get_page(request.GET.get("page", "1")[:6])
