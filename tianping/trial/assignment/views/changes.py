"""Pages of reassignments and recusals."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import signed_in
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post, posts_on
from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.queries import ON_THE_BENCH, seats_of
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.law.recusals import decision_due, grounds, who_decides
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.forms import DecisionForm, ReasonForm, ReassignForm, RecusalForm
from tianping.trial.assignment.models import Reassignment, Recusal
from tianping.trial.assignment.permissions import (
    allowed,
    check_can_change_bench,
    check_can_decide,
    check_can_decide_recusal,
    check_can_request,
    whose_recusal,
)
from tianping.trial.assignment.tables import REASSIGNMENT_TABLE, RECUSAL_TABLE, status_html
from tianping.trial.assignment.views.common import case_or_404, not_there


@require_http_methods(["GET"])
def reassignment_list(request: HttpRequest) -> HttpResponseBase:
    """变更审判人员: the requests that the person may see."""
    rows = queries.reassignment_rows(signed_in(request))
    context = {"waiting": queries.reassignments_to_approve(signed_in(request)).count()}
    return REASSIGNMENT_TABLE.respond(request, rows, "assignment/reassignments.html", context)


@require_http_methods(["GET", "POST"])
@once
def request_reassignment(request: HttpRequest, case_id: int) -> HttpResponse:
    """申请变更审判人员 of one case."""
    case, user = case_or_404(request, case_id), signed_in(request)
    check_can_request(user, case)
    bench = _people(case, ON_THE_BENCH)
    form = ReassignForm(bench, _successors(bench), request.POST or None, initial={"leaving": str(case.responsible_id)})
    if request.method == "POST" and form.is_valid():
        reason, successor = form.cleaned_data["reason"], form.successor
        refused = tried(
            lambda: actions.request_reassignment(
                case, reason, leaving=form.who, to_user=successor, by=user, at=clock.now()
            )
        )
        if refused is None:
            messages.success(request, "申请已提交，等待庭长或者院长审批；批准前审判组织不变。")
            return redirect("case", case.pk)
        form.add_error(None, str(refused))
    context = {"case": case, "form": form}
    return render(request, "assignment/reassign.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def reassignment(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its decision."""
    return _reassignment(request, _request(request, pk))


@require_http_methods(["GET", "POST"])
@once
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """批准."""
    found = _request(request, pk)
    if request.method == "GET":
        return redirect("reassignment", pk)
    refused = tried(lambda: actions.approve(found, by=signed_in(request), at=clock.now()))
    if refused is not None:
        return _reassignment(request, found, refused=refused)
    messages.success(request, "已批准变更。" if found.to_user else "已批准变更，案件已回到待分案，请重新随机抽取。")
    return redirect("reassignment", pk)


@require_http_methods(["GET", "POST"])
@once
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """不批准."""
    found = _request(request, pk)
    if request.method == "GET":
        return redirect("reassignment", pk)
    form = ReasonForm(request.POST, prefix="refuse")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refused = tried(lambda: actions.refuse(found, reason, by=signed_in(request), at=clock.now()))
        if refused is None:
            messages.success(request, "已登记不批准，审判组织不变。")
            return redirect("reassignment", pk)
        form.add_error(None, str(refused))
    return _reassignment(request, found, form=form)


@require_http_methods(["GET"])
def recusal_list(request: HttpRequest) -> HttpResponseBase:
    """回避: those of the cases that the person may see."""
    rows = queries.visible_recusals(signed_in(request))
    context = {"waiting": queries.recusals_to_decide(signed_in(request)).count()}
    return RECUSAL_TABLE.respond(request, rows, "assignment/recusals.html", context)


@require_http_methods(["GET", "POST"])
@once
def raise_recusal(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记回避 in one case: one's own, or what a litigant asks for."""
    case, user = case_or_404(request, case_id), signed_in(request)
    check_can_change_bench(case)
    litigants = list(Litigant.objects.filter(matter=case.matter_id))
    form = RecusalForm(case, _people(case), litigants, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ground, reason = Recusal.Ground(form.cleaned_data["ground"]), form.cleaned_data["reason"]
        made: list[Recusal] = []
        refused = tried(
            lambda: made.append(
                actions.raise_recusal(case, form.who, ground, reason, applicant=form.asks, by=user, at=clock.now())
            )
        )
        if refused is None:
            messages.success(request, "已登记，决定作出前该人员应当暂停参与本案工作（需要采取紧急措施的除外）。")
            return redirect("recusal", made[0].pk)
        form.add_error(None, str(refused))
    audit.record_look("case.view", f"case:{case.pk}", by=user, at=clock.now())
    context = {"case": case, "form": form, "articles": "、".join(grounds(on=clock.today()))}
    return render(request, "assignment/recuse.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """One recusal with its decision and review."""
    return _recusal(request, _asked(request, pk))


@require_http_methods(["GET", "POST"])
@once
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """准许回避, at first or on review."""
    return _decide(request, pk, granted=True)


@require_http_methods(["GET", "POST"])
@once
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """驳回申请, or 复议维持."""
    return _decide(request, pk, granted=False)


@require_http_methods(["GET", "POST"])
@once
def ask_review(request: HttpRequest, pk: int) -> HttpResponse:
    """登记申请复议."""
    found = _asked(request, pk)
    if request.method == "GET":
        return redirect("recusal", pk)
    refused = tried(lambda: actions.ask_review(found, by=signed_in(request), at=clock.now()))
    if refused is not None:
        return _recusal(request, found, refused=refused)
    messages.success(request, "已登记复议申请；复议期间不停止参与本案的工作。")
    return redirect("recusal", pk)


def _decide(request: HttpRequest, pk: int, *, granted: bool) -> HttpResponse:
    found, prefix = _asked(request, pk), "grant" if granted else "reject"
    if request.method == "GET":
        return redirect("recusal", pk)
    form = DecisionForm(request.POST, prefix=prefix)
    if form.is_valid():
        verb: Callable[..., None] = actions.decide_review if found.status == "reviewing" else actions.decide_recusal
        reason = form.cleaned_data["reason"]
        refused = tried(lambda: verb(found, granted, reason, by=signed_in(request), at=clock.now()))
        if refused is None:
            messages.success(request, "决定已登记，当事人可以看到。")
            return redirect("recusal", pk)
        form.add_error(None, str(refused))
    return _recusal(request, found, forms={prefix: form})


def _successors(bench: dict[str, tuple[User, str]]) -> dict[str, tuple[User, str]]:
    """Judges who do not sit in the case; where assessors sit, the other assessors too."""
    posts = [Post.JUDGE]
    if any(word == Seat.Role.ASSESSOR.label for _user, word in bench.values()):
        posts.append(Post.PEOPLES_ASSESSOR)
    found = ((user, str(post.label)) for post in posts for user in people_with_post(post, clock.today()))
    return {str(user.pk): (user, word) for user, word in found if str(user.pk) not in bench}


def _people(case: Case, roles: Collection[str] = tuple(Seat.Role)) -> dict[str, tuple[User, str]]:
    """Who sits in the case, or serves its bench, with the word for their place."""
    return {
        str(seat.user_id): (seat.user, str(seat.get_role_display()))
        for seat in seats_of([case.pk])[case.pk]
        if seat.role in roles
    }


def _request(request: HttpRequest, pk: int) -> Reassignment:
    found = queries.reassignment_rows(signed_in(request)).filter(pk=pk).first()
    if found is None:
        not_there(request, f"reassignment:{pk}")
    return found


def _asked(request: HttpRequest, pk: int) -> Recusal:
    found = queries.visible_recusals(signed_in(request)).filter(pk=pk).first()
    if found is None:
        not_there(request, f"recusal:{pk}")
    return found


def _reassignment(
    request: HttpRequest, found: Reassignment, *, form: Any = None, refused: Refused | None = None
) -> HttpResponse:
    user = signed_in(request)
    people = [found.from_user_id, *([found.to_user_id] if found.to_user_id else [])]
    held = queries.loads(people)
    context = {
        "reassignment": found,
        "case": found.case,
        "status": status_html(found),
        "from_load": held[found.from_user_id],
        "to_load": held.get(found.to_user_id or 0),
        "may_decide": allowed(lambda: check_can_decide(user, found)),
        "form": form or ReasonForm(prefix="refuse"),
        "refused": refused,
    }
    failed = refused.status if refused is not None else 422 if form else 200
    return render(request, "assignment/reassignment.html", context, status=failed)


def _recusal(
    request: HttpRequest, found: Recusal, *, forms: dict[str, Any] | None = None, refused: Refused | None = None
) -> HttpResponse:
    user = signed_in(request)
    audit.record_look("recusal.view", f"recusal:{found.pk}", by=user, at=clock.now())
    waits, today = found.status in ("requested", "reviewing"), clock.today()
    is_president = Post.PRESIDENT in posts_on(found.person, today)
    whose = whose_recusal(found, is_president=is_president)
    context = {
        "recusal": found,
        "case": found.case,
        "status": status_html(found),
        "decider": who_decides(whose, on=today) if waits else None,
        "due": decision_due(clock.china_day(queries.asked_at(found)), on=today) if waits and found.applicant else None,
        "may_decide": waits and allowed(lambda: check_can_decide_recusal(user, found, is_president=is_president)),
        "may_ask_review": found.status == "refused" and found.kind == Recusal.Kind.ASKED,
        "grant": DecisionForm(prefix="grant"),
        "reject": DecisionForm(prefix="reject"),
        "refused": refused,
        **(forms or {}),
    }
    failed = refused.status if refused is not None else 422 if forms else 200
    return render(request, "assignment/recusal.html", context, status=failed)
