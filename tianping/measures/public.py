"""What an applicant does who still needs a measure when its term ends: ask for it to be renewed (申请续行)."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law.measures import renew_by
from tianping.measures import actions, queries
from tianping.measures.actions import RequestDraft
from tianping.measures.forms import AskRenewalForm
from tianping.measures.models import Measure
from tianping.measures.tables import request_facts


@require_http_methods(["GET", "POST"])
@as_litigant
@once
def my_renewal(request: HttpRequest, looker: Looker) -> HttpResponse:
    """申请续行查封、扣押、冻结: what was asked and came of it, and the form for what may still be asked."""
    standing = queries.renewable(looker.case, looker.litigant, on=clock.today())
    form = AskRenewalForm(standing, request.POST or None, on=clock.today())

    def ask() -> None:
        draft = RequestDraft(form.cleaned_data["reasons"], clock.today())
        actions.ask_renewal(form.chosen, draft, litigant=looker.litigant, by=looker.user, at=clock.now())

    if done(form, ask):
        messages.success(request, "已收到续行申请，结果用短信告诉您。")
        return redirect("my_renewal")
    asked = [
        {"request": each, "status": request_facts(each)} for each in queries.asked_by(looker.case, looker.litigant)
    ]
    context = {
        "case": looker.case,
        "asked": asked,
        "form": form,
        "may_ask": bool(standing),
        "because": _articles(standing),
    }
    return render(request, "measures/my_renewal.html", context, status=422 if form.errors else 200)


def _articles(standing: Sequence[Measure]) -> list[str]:
    """By which articles the last day to ask is counted (保全规定第十八条)."""
    said = [renew_by(each.until, on=clock.today()).because for each in standing if each.until is not None]
    return list(dict.fromkeys(article for because in said for article in because))
