"""The desk of enforcement filing (执行立案): the list, one application, the counter's form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import at_window
from tianping.cases.queries import visible_case
from tianping.enforcement import actions, queries
from tianping.enforcement.forms import ApplicationForm, FindTitleForm, SideForm, WithdrawForm
from tianping.enforcement.models import Application
from tianping.enforcement.permissions import RECEIVE, check_is_title
from tianping.enforcement.states import ENFORCEMENT
from tianping.enforcement.tables import GROUPS, KINDS, application_table
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Overtaken, Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.law.fees import enforcement_fee

BOTH = require_http_methods(["GET", "POST"])


@require_http_methods(["GET"])
def application_list(request: HttpRequest) -> HttpResponseBase:
    """申请执行: what waits to be accepted, what was accepted."""
    counts = queries.counts_by_status(request.user)
    status = request.GET.get("status", "received")
    status = status if status in GROUPS else "received"
    tabs = [
        Tab(label, f"{reverse('enforcement_list')}?status={key}", active=key == status, count=counts.get(key, 0))
        for key, label in GROUPS.items()
    ]
    rows = queries.applications(request.user).filter(status=status)
    return application_table(status).respond(request, rows, "enforcement/list.html", {"tabs": tabs})


@require_http_methods(["GET"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: the title, for how much, the two years as a note for staff, acceptance."""
    return _page(request, _found(request, pk))


@BOTH
@once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """执行立案."""
    return _do(request, pk, lambda found: actions.accept(found, by=signed_in(request), at=clock.now()), "已执行立案。")


@BOTH
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """登记撤回."""
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _do(
        request,
        pk,
        lambda found: actions.withdraw(found, reason, by=signed_in(request), at=clock.now()),
        "已登记撤回。",
    )


@require_http_methods(["GET"])
def begin(request: HttpRequest) -> HttpResponse:
    """窗口登记申请执行: from which case; those of whoever stands at the window, or by number or name."""
    user, today = signed_in(request), clock.today()
    person, wanted = at_window(request, at=clock.now()), request.GET.get("q", "")[:120]
    rows = queries.titles_found(user, wanted, on=today) if wanted.strip() else None
    context = {
        "person": person,
        "own": queries.titles_of(person, on=today) if person is not None else [],
        "rows": rows,
        "form": FindTitleForm(initial={"q": wanted}),
    }
    if person is not None or rows:
        audit.record_look("enforcement.view", "cases", by=user, at=clock.now(), rows=len(rows or context["own"]))
    return render(request, "enforcement/begin.html", context)


@BOTH
@once
def new(request: HttpRequest, case_id: int) -> HttpResponse:
    """窗口登记申请执行: who applies first, then the form with what the case says."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    audit.record_look("enforcement.view", f"case:{case.pk}", by=user, at=clock.now())
    litigants = list(case.matter.litigants.all())
    asked = request.POST.get("applicant") or request.GET.get("applicant", "")
    applicant = next((each for each in litigants if str(each.pk) == asked), litigants[0])
    taken_over = queries.carried(case, applicant)
    form = ApplicationForm(case, taken_over, applicant, request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.receive(case, applicant, form.draft(), by=user, at=clock.now())
        except (Forbidden, Overtaken):
            raise
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, f"已收件，编号{made.number}。")
            return redirect("enforcement", made.pk)
    side = SideForm(litigants, initial={"applicant": str(applicant.pk)})
    no_claim = tried(lambda: _check(case, taken_over, applicant))
    context = {
        "case": case,
        "form": form,
        "side": side,
        "applicant": applicant,
        "refused": refused or no_claim,
        "no_claim": no_claim,
    }
    return render(request, "enforcement/new.html", context, status=422 if request.method == "POST" else 200)


def _check(case: Case, taken_over: queries.Carried, applicant: Litigant) -> None:
    """Raise where no form helps: nothing binds yet, or it gives this applicant nothing."""
    check_is_title(case, on=clock.today())
    actions.check_applicant(taken_over, applicant, confirmed=True)


def _found(request: HttpRequest, pk: int) -> Application:
    user = signed_in(request)
    found = queries.applications(user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"enforcement:{pk}", by=user, at=clock.now())
        raise Http404("没有该执行申请，或者您的岗位不能查看。")
    return found


def _do(request: HttpRequest, pk: int, verb: Callable[[Application], object], sentence: str) -> HttpResponse:
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("enforcement", pk)
    refusal = tried(lambda: verb(found), raising=(Forbidden, Overtaken))
    if refusal is not None:
        return _page(request, found, refusal)
    messages.success(request, sentence)
    return redirect("enforcement", pk)


def _page(request: HttpRequest, found: Application, refused: Refused | None = None) -> HttpResponse:
    user = signed_in(request)
    audit.record_look("enforcement.view", f"enforcement:{found.pk}", by=user, at=clock.now())
    fee = enforcement_fee(found.amount_fen, on=clock.today()) if found.amount_fen else None
    context: dict[str, Any] = {
        "application": found,
        "status": {"label": ENFORCEMENT.label(found.status), "kind": KINDS[found.status]},
        "period": queries.period_note(found),
        "named_due": queries.carried(found.title_case, found.applicant).due_on,
        "fee": fee,
        "account": f"{'*' * 8}{found.payee_account[-4:]}",
        "may_accept": RECEIVE.allows(held_posts(user)) and found.status == "received",
        "sees_title": visible_case(user, found.title_case_id) is not None,
        "withdraw": WithdrawForm(),
        "refused": refused,
    }
    return render(request, "enforcement/application.html", context, status=refused.status if refused else 200)
