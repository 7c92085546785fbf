"""The desk of enforcement filing (执行立案): the list, one application, the counter's form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import at_window
from tianping.cases.queries import visible_case
from tianping.enforcement import actions, queries
from tianping.enforcement.forms.applying import (
    AcceptForm,
    ApplicationForm,
    CorrectionForm,
    FindTitleForm,
    NoticeForm,
    RefusalForm,
    SideForm,
    WithdrawForm,
)
from tianping.enforcement.models import Application
from tianping.enforcement.permissions import LIST, NOTIFY, RECEIVE, RULE, check_is_title
from tianping.enforcement.states import ENFORCEMENT
from tianping.enforcement.tables import GROUPS, KINDS, application_table
from tianping.enforcement.views.titles import outside_context
from tianping.kernel import audit, clock
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Overtaken, Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.kernel.web.forms import done
from tianping.law.answers import Answer
from tianping.law.enforcement_applications import DueNow, filing_due, is_of
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
    context = {"tabs": tabs, "may_receive": RECEIVE.allows(held_posts(request.user))}
    return application_table(status).respond(request, rows, "enforcement/list.html", context)


@require_http_methods(["GET"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: the title, for how much, the two years as a note for staff, acceptance."""
    return _page(request, found_for(request, pk))


@BOTH
@once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """执行立案."""
    read = AcceptForm(request.POST)
    claim_read = read.is_valid() and read.cleaned_data["claim_read"]
    return _do(
        request,
        pk,
        lambda found: actions.accept(found, claim_read=claim_read, by=signed_in(request), at=clock.now()),
        "已执行立案。",
    )


@BOTH
@once
def note_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """登记执行通知书送达."""
    found = found_for(request, pk)
    if request.method == "GET":
        return redirect("enforcement", pk)
    form = NoticeForm(queries.to_notify(found), request.POST)

    def verb() -> None:
        typed, now = form.cleaned_data, clock.now()
        actions.note_notice(found, int(typed["respondent"]), typed["served_on"], by=signed_in(request), at=now)

    if done(form, verb):
        messages.success(request, "已登记，该被执行人从现在起可以查到本案。")
        return redirect("enforcement", pk)
    return _page(request, found, notice=form)


@BOTH
@once
def ask_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """通知补正."""
    found, form = found_for(request, pk), CorrectionForm(request.POST)
    if request.method == "GET":
        return redirect("enforcement", pk)
    by, now = signed_in(request), clock.now()
    if done(form, lambda: actions.ask_correction(found, form.cleaned_data["points"], by=by, at=now)):
        messages.success(request, "已通知补正，申请人会收到短信。")
        return redirect("enforcement", pk)
    return _page(request, found, correction=form)


@BOTH
@once
def propose_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """提请裁定不予受理."""
    found, form = found_for(request, pk), RefusalForm(request.POST, prefix="refusal")
    if request.method == "GET":
        return redirect("enforcement", pk)

    def verb() -> None:
        said, now = form.cleaned_data, clock.now()
        actions.propose_refusal(found, said["ground"], said["reason"], by=signed_in(request), at=now)

    if done(form, verb):
        messages.success(request, "已提请审判员裁定不予受理。")
        return redirect("enforcement", pk)
    return _page(request, found, refusal=form)


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
    form = ApplicationForm.asked(request, case, taken_over, applicant, on=clock.today())
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


def found_for(request: HttpRequest, pk: int) -> Application:
    """An application that this person may see. Raises Http404."""
    user = signed_in(request)
    found = queries.applications(user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"enforcement:{pk}", by=user, at=clock.now())
        raise Http404("没有该执行申请，或者您的岗位不能查看。")
    return found


def _explained(found: Application, title: queries.Carried) -> Answer[DueNow] | None:
    """Why the day is that of one part, where that follows from what was agreed and what the applicant says was paid."""
    due = title.due_now(found.paid_fen, on=china_day(found.received_at)) if len(title.parts) > 1 else None
    return due if due is not None and due.value.due_on == found.performance_due_on else None


def _read_in_title(found: Application, title: queries.Carried, *, waits: bool) -> dict[str, Any]:
    """What staff is told of the title: whether it is to be read first, who else applied, which day it names."""
    return {
        "unread": actions.needs_reading(found) if waits else "",
        "unread_called": "请对照执行依据原文核对" if found.outside_id is not None else "",
        "may_be_read": title.standing != "none",
        "against": queries.against(found) if title.standing != "has" and found.title_case_id is not None else (),
        "named_due": title.due_on,
        "explained": _explained(found, title),
    }


def _sees(user: User, case_id: int | None) -> bool:
    return case_id is not None and visible_case(user, case_id) is not None


def _do(request: HttpRequest, pk: int, verb: Callable[[Application], object], sentence: str) -> HttpResponse:
    found = found_for(request, pk)
    if request.method == "GET":
        return redirect("enforcement", pk)
    refusal = tried(lambda: verb(found), raising=(Forbidden, Overtaken))
    if refusal is not None:
        return refused_page(request, found, refusal)
    messages.success(request, sentence)
    return redirect("enforcement", pk)


def refused_page(request: HttpRequest, found: Application, refusal: Refused) -> HttpResponse:
    """The application with why something was not done."""
    return _page(request, found, refusal)


def _page(
    request: HttpRequest,
    found: Application,
    refused: Refused | None = None,
    *,
    notice: NoticeForm | None = None,
    correction: CorrectionForm | None = None,
    refusal: RefusalForm | None = None,
) -> HttpResponse:
    user = signed_in(request)
    held = held_posts(user)
    audit.record_look("enforcement.view", f"enforcement:{found.pk}", by=user, at=clock.now())
    fee = enforcement_fee(found.amount_fen, on=clock.today()) if found.amount_fen else None
    title, waits = queries.carried_by(found), found.status == "received"
    to_notify = queries.to_notify(found) if found.status == "accepted" else []
    context: dict[str, Any] = {
        "application": found,
        **_read_in_title(found, title, waits=waits),
        "accept": AcceptForm(),
        "status": {"label": ENFORCEMENT.label(found.status), "kind": KINDS[found.status]},
        "period": queries.period_note(found),
        "fee": fee,
        "account": f"{'*' * 8}{found.payee_account[-4:]}",
        "is_others_account": not is_of(found.payee_holder, found.applicant.name),
        "may_accept": RECEIVE.allows(held) and waits,
        "sees_title": _sees(user, found.title_case_id),
        "sees_case": _sees(user, found.case_id),
        "may_list": LIST.allows(held),
        "rules": RULE.allows(held) and found.refusal_judge_id == user.pk,
        "withdraw": WithdrawForm(),
        **outside_context(found),
        "receives": RECEIVE.allows(held),
        "filing_due": filing_due(china_day(found.received_at), on=china_day(found.received_at)),
        "correction": correction or CorrectionForm(),
        "refusal": refusal or RefusalForm(prefix="refusal"),
        "ruling": queries.ruling_of(found),
        "points": queries.points_of(found),
        "explained_at_home": queries.explained_at_home(found),
        "is_over": found.correct_by is not None and clock.today() > found.correct_by,
        "refused": refused,
        "notices": queries.notices_of(found),
        "to_notify": to_notify,
        "notice": notice or NoticeForm(to_notify),
        "may_notify": NOTIFY.allows(held) and bool(to_notify),
    }
    wrong = any(form is not None for form in (notice, correction, refusal))
    status = refused.status if refused else 422 if wrong else 200
    return render(request, "enforcement/application.html", context, status=status)
