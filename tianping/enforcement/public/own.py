"""A litigant applies for enforcement on their own page: what the ended case says is filled in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant, open_look, open_own_look
from tianping.cases.queries import own_case
from tianping.enforcement import actions, queries
from tianping.enforcement.forms.applying import ApplicationForm, WithdrawForm
from tianping.enforcement.states import WITHDRAWABLE
from tianping.enforcement.tables import own_status
from tianping.kernel import clock
from tianping.kernel.refusals import tried
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done


@require_http_methods(["POST"])
@as_litigant
def open_case(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """查看执行案件: from the case of the title to the enforcement, for whoever may know of it."""
    found = next((row.case for row in queries.known_to(looker.case, looker.litigant) if row.case_id == pk), None)
    if found is None:
        raise Http404
    if looker.user is None:
        open_look(request, Looker(found, looker.litigant), at=clock.now())
        return redirect("progress_case")
    own = own_case(looker.user, found.pk, looker.litigant.pk)
    if own is None:
        raise Http404
    open_own_look(request, own[0], found, at=clock.now())
    return redirect("progress_case")


@require_http_methods(["GET", "POST"])
@as_litigant
@once
def take_back(request: HttpRequest, looker: Looker) -> HttpResponse:
    """撤回执行申请, before it is opened."""
    handed_in = queries.handed_in_by(looker.case, looker.litigant)
    if handed_in is None:
        raise Http404
    if request.method == "GET":
        return redirect("enforcement_apply")
    form, now = WithdrawForm(request.POST), clock.now()
    if done(form, lambda: actions.withdraw_own(handed_in, form.cleaned_data["reason"], looker=looker, at=now)):
        messages.success(request, "执行申请已经撤回。")
        return redirect("enforcement_apply")
    context = {"case": looker.case, "handed_in": handed_in, "status": own_status(handed_in), "withdraw": form}
    context["acts_by"] = queries.acts_by(handed_in)
    return render(request, "enforcement/apply.html", context | {"may_withdraw": True, "is_told": True}, status=422)


@require_http_methods(["GET", "POST"])
@as_litigant
@once
def apply(request: HttpRequest, looker: Looker) -> HttpResponse:
    """申请执行; once it is handed in, its number and what happens next."""
    handed_in = queries.handed_in_by(looker.case, looker.litigant)
    taken_over = queries.carried(looker.case, looker.litigant)
    today = clock.today()
    form = ApplicationForm.asked(request, looker.case, taken_over, looker.litigant, on=today, at_home=True)
    if done(form, lambda: actions.apply(looker, form.draft(), at=clock.now())):
        return redirect("enforcement_apply")
    context = {
        "case": looker.case,
        "form": form,
        "why_not": queries.why_not(looker.case, today),
        "no_claim": tried(lambda: actions.check_claim_at_home(taken_over, looker.litigant, confirmed=True)),
        "handed_in": handed_in,
        "is_told": handed_in is None or queries.is_told(handed_in),
        "status": own_status(handed_in) if handed_in else None,
        "acts_by": queries.acts_by(handed_in) if handed_in else None,
        "may_withdraw": handed_in is not None and handed_in.status in WITHDRAWABLE,
        "withdraw": WithdrawForm(),
        "title": taken_over.title,
    }
    return render(request, "enforcement/apply.html", context, status=422 if request.method == "POST" else 200)
