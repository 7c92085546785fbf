"""Pages of deliberation: a panel's deliberations (合议庭评议), and supervised cases (四类案件)."""

from collections.abc import Callable
from typing import NoReturn

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Happening
from tianping.kernel.web.forms import HouseForm
from tianping.law.answers import Answer
from tianping.trial.deliberation import actions, queries
from tianping.trial.deliberation.forms import AnswerForm, DeliberationForm, EndForm, MarkForm, StepForm
from tianping.trial.deliberation.models import Deliberation, Supervision, SupervisionStep
from tianping.trial.deliberation.permissions import check_can_record, may_answer, may_sign, may_supervise
from tianping.trial.deliberation.states import SOURCE
from tianping.trial.deliberation.tables import SUPERVISED_TABLE, status_html

FORMS: dict[str, type[HouseForm]] = {"step": StepForm, "answer": AnswerForm, "end": EndForm}


@require_http_methods(["GET"])
def supervised_list(request: HttpRequest) -> HttpResponseBase:
    """四类案件: those that the person may see."""
    return SUPERVISED_TABLE.respond(request, queries.supervisions(signed_in(request)), "deliberation/list.html")


@require_http_methods(["GET", "POST"])
@once
def mark(request: HttpRequest, case_id: int) -> HttpResponse:
    """标识四类案件."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        _refuse(request, f"case:{case_id}")
    form = MarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = Supervision.Kind(form.cleaned_data["kind"])
        refused = tried(
            lambda: actions.mark_supervised(case, kind, form.cleaned_data["reason"], by=user, at=clock.now())
        )
        if refused is None:
            messages.success(request, "已标识为四类案件。")
            return redirect("case", case.pk)
        form.add_error(None, str(refused))
    context = {"case": case, "form": form, "source": SOURCE}
    return render(request, "deliberation/mark.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def supervision(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one supervised case."""
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "POST"])
@once
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """采取监督管理措施."""
    return _do(
        request,
        pk,
        "step",
        lambda found, typed, **how: actions.take_step(
            found, SupervisionStep.Measure(typed["measure"]), typed["text"], **how
        ),
    )


@require_http_methods(["GET", "POST"])
@once
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """审判组织书面回复."""
    return _do(request, pk, "answer", lambda found, typed, **how: actions.answer(found, typed["text"], **how))


@require_http_methods(["GET", "POST"])
@once
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """解除标识."""
    return _do(request, pk, "end", lambda found, typed, **how: actions.end_supervision(found, typed["reason"], **how))


def _do(request: HttpRequest, pk: int, name: str, verb: Callable[..., object]) -> HttpResponse:
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("supervision", pk)
    form = FORMS[name](request.POST, prefix=name)
    if form.is_valid():
        refused = tried(lambda: verb(found, form.cleaned_data, by=signed_in(request), at=clock.now()))
        if refused is None:
            messages.success(request, "已记入监督管理记录。")
            return redirect("supervision", pk)
        form.add_error(None, str(refused))
    return _page(request, found, {name: form})


def _found(request: HttpRequest, pk: int) -> Supervision:
    found = queries.supervisions(signed_in(request)).filter(pk=pk).first()
    if found is None:
        _refuse(request, f"supervision:{pk}")
    return found


def _refuse(request: HttpRequest, subject: str) -> NoReturn:
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该案件，或者您的岗位不能查看。")


def _page(request: HttpRequest, found: Supervision, typed: dict[str, HouseForm] | None = None) -> HttpResponse:
    user = signed_in(request)
    case: Case = found.case
    audit.record_look("supervision.view", f"supervision:{found.pk}", by=user, at=clock.now())
    forms = {name: (typed or {}).get(name) or kind(prefix=name) for name, kind in FORMS.items()}
    context = {
        "supervision": found,
        "case": case,
        "status": status_html(found),
        "source": SOURCE,
        "entries": [
            Happening(each.at, each.get_measure_display(), each.by.full_name, each.text)
            for each in queries.steps_of(found)
        ],
        "may_supervise": may_supervise(user, found),
        "may_answer": may_answer(user, found),
        "forms": forms,
    }
    return render(request, "deliberation/supervision.html", context, status=422 if typed else 200)


@require_http_methods(["GET", "POST"])
@once
def record(request: HttpRequest, case_id: int) -> HttpResponse:
    """记录评议: what each member of the panel said, and what was concluded."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        _refuse(request, f"case:{case_id}")
    check_can_record(user, case)
    audit.record_look("deliberation.view", f"case:{case.pk}", by=user, at=clock.now())
    form = DeliberationForm(
        request.POST or None, members=queries.members_of(case), initial={"held_on": clock.today(), "place": "合议室"}
    )
    if request.method == "POST" and form.is_valid():
        made: list[Deliberation] = []
        refused = tried(lambda: made.append(actions.record_deliberation(case, form.sitting, by=user, at=clock.now())))
        if refused is None:
            messages.success(request, "评议已记录，请合议庭成员签名。")
            return redirect("deliberation", made[0].pk)
        form.add_error(None, str(refused))
    return render(request, "deliberation/record.html", {"case": case, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def deliberation(request: HttpRequest, pk: int) -> HttpResponse:
    """评议笔录 of one deliberation."""
    return _deliberation_page(request, _deliberation(request, pk))


@require_http_methods(["GET", "POST"])
@once
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """签名 of a member."""
    found = _deliberation(request, pk)
    if request.method == "POST":
        refused = tried(lambda: actions.sign_deliberation(found, by=signed_in(request), at=clock.now()))
        if refused is not None:
            return _deliberation_page(request, found, refused)
        messages.success(request, "已签名。")
    return redirect("deliberation", pk)


def _deliberation(request: HttpRequest, pk: int) -> Deliberation:
    found = queries.deliberations(signed_in(request)).filter(pk=pk).first()
    if found is None:
        _refuse(request, f"deliberation:{pk}")
    return found


def _deliberation_page(request: HttpRequest, found: Deliberation, refused: Refused | None = None) -> HttpResponse:
    user = signed_in(request)
    audit.record_look("deliberation.view", f"deliberation:{found.pk}", by=user, at=clock.now())
    context = {
        "deliberation": found,
        "case": found.case,
        "unsigned": queries.unsigned(found),
        "answer": Answer(None, tuple(found.steps), tuple(found.because)),
        "may_sign": may_sign(user, found),
        "refused": refused,
    }
    return render(request, "deliberation/deliberation.html", context, status=refused.status if refused else 200)
