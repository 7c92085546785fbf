"""The judge before whom a refusal was put: the ruling that an application is not accepted, or back to the counter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.enforcement import actions, queries
from tianping.enforcement.forms.applying import RefusalForm, ReturnForm
from tianping.enforcement.models import Application
from tianping.enforcement.states import ENFORCEMENT
from tianping.enforcement.tables import KINDS
from tianping.enforcement.views.titles import handed_out, outside_context
from tianping.kernel import audit, clock
from tianping.kernel.clock import china_day
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm, done
from tianping.law.enforcement_applications import filing_due

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@once
def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """裁定不予受理: what was applied for, what the clerk proposes, and the ruling that is drawn up of it."""
    found, made = _mine(request, pk), []
    proposed = {"ground": found.refusal_ground, "reason": found.refusal_reason}
    form = RefusalForm(request.POST or None, initial=proposed)

    def rule() -> None:
        said, now = form.cleaned_data, clock.now()
        made.append(actions.refuse(found, said["ground"], said["reason"], by=signed_in(request), at=now))

    if request.method == "POST" and done(form, rule):
        messages.success(request, "裁定书已经拟好，校对、签署、制发以后送达申请执行人。")
        return redirect("paper", made[0].pk)
    return _page(request, found, refuse=form)


@BOTH
@once
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """不同意不予受理，退回立案审查."""
    found, form = _mine(request, pk), ReturnForm(request.POST, prefix="back")
    if request.method == "GET":
        return redirect("enforcement_ruling", pk)
    by, now = signed_in(request), clock.now()
    if done(form, lambda: actions.return_refusal(found, form.cleaned_data["reason"], by=by, at=now)):
        messages.success(request, "已退回立案审查。")
        return redirect("today")
    return _page(request, found, back=form)


@BOTH
@once
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """重新拟制裁定书, after the draft was given up."""
    found = _mine(request, pk)
    if request.method == "GET":
        return redirect("enforcement_ruling", pk)
    return redirect("paper", actions.draw_up_again(found, by=signed_in(request), at=clock.now()).pk)


@require_http_methods(["GET"])
def paper(request: HttpRequest, pk: int, paper_id: int) -> HttpResponseBase:
    """A file that was handed in with the application."""
    return handed_out(request, _mine(request, pk), paper_id)


def _mine(request: HttpRequest, pk: int) -> Application:
    user = signed_in(request)
    found = queries.before_judge(user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"enforcement:{pk}", by=user, at=clock.now())
        raise Http404("没有提请您裁定的该执行申请。")
    return found


def _page(
    request: HttpRequest, found: Application, *, refuse: HouseForm | None = None, back: HouseForm | None = None
) -> HttpResponse:
    audit.record_look("enforcement.view", f"enforcement:{found.pk}", by=signed_in(request), at=clock.now())
    day = china_day(found.received_at)
    context: dict[str, Any] = {
        "application": found,
        "status": {"label": ENFORCEMENT.label(found.status), "kind": KINDS[found.status]},
        "filing_due": filing_due(day, on=day),
        **outside_context(found),
        "ruling": queries.ruling_of(found),
        "refuse": refuse or RefusalForm(),
        "back": back or ReturnForm(prefix="back"),
    }
    wrong = any(form is not None and form.errors for form in (refuse, back))
    return render(request, "enforcement/ruling.html", context, status=422 if wrong else 200)
