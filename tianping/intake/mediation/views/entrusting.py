"""A numbered case entrusted to mediators (委托调解): the page of the bench with its three verbs."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.entrusting import EntrustForm, ExtendForm, TakeBackForm
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.permissions import check_can_entrust
from tianping.intake.mediation.tables import KINDS
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm, done


@require_http_methods(["GET", "POST"])
@once
def entrust(request: HttpRequest, case_id: int) -> HttpResponse:
    """委托调解: what is under way in the case, or the form that begins it."""
    case, user = _case(request, case_id), signed_in(request)
    if request.method == "GET":
        return _show(request, case)
    form = EntrustForm(queries.organisation_names(), request.POST)

    def verb() -> object:
        typed = form.cleaned_data
        return actions.entrust(case, typed["organisation"], typed["consent"], by=user, at=clock.now())

    return _do(request, case, "entrust", form, verb, "已委托调解；调解组织接受委托之日起计算调解期限。")


@require_http_methods(["GET", "POST"])
@once
def extend(request: HttpRequest, case_id: int) -> HttpResponse:
    """延长调解期限."""
    case, user = _case(request, case_id), signed_in(request)
    running = queries.running_referral_of(case)
    form = ExtendForm(request.POST, prefix="extend", litigants=list(case.matter.litigants.all()))
    if request.method == "GET" or running is None:
        return redirect("entrust", case_id)

    def verb() -> object:
        typed = form.cleaned_data
        return actions.extend(running, typed["until"], form.agreed_by, typed["record"], by=user, at=clock.now())

    return _do(request, case, "extend", form, verb, "调解期限已延长，延长的期间结束时从审理期限中扣除。")


@require_http_methods(["GET", "POST"])
@once
def take_back(request: HttpRequest, case_id: int) -> HttpResponse:
    """收回委托."""
    case, user = _case(request, case_id), signed_in(request)
    running, form = queries.running_referral_of(case), TakeBackForm(request.POST, prefix="back")
    if request.method == "GET" or running is None:
        return redirect("entrust", case_id)

    def verb() -> object:
        return actions.take_back(running, form.cleaned_data["reason"], by=user, at=clock.now())

    return _do(request, case, "back", form, verb, "已收回委托，本案恢复审理。")


def _case(request: HttpRequest, case_id: int) -> Case:
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    check_can_entrust(user, case)
    return case


def _do(
    request: HttpRequest, case: Case, name: str, form: HouseForm, verb: Callable[[], object], sentence: str
) -> HttpResponse:
    if done(form, verb):
        messages.success(request, sentence)
        return redirect("case", case.pk)
    return _show(request, case, {name: form})


def _show(request: HttpRequest, case: Case, typed: Mapping[str, HouseForm] | None = None) -> HttpResponse:
    given = typed or {}
    running = queries.running_referral_of(case)
    audit.record_look("mediation.view", f"case:{case.pk}", by=signed_in(request), at=clock.now())
    context = {
        "case": case,
        "running": running,
        "status": {"label": Referral.machine.label(running.status), "kind": KINDS[running.status]} if running else None,
        "is_ordinary": case.track == Case.Track.ORDINARY,
        "entrust": given.get("entrust") or EntrustForm(queries.organisation_names()),
        "extend": given.get("extend") or ExtendForm(prefix="extend", litigants=list(case.matter.litigants.all())),
        "back": given.get("back") or TakeBackForm(prefix="back"),
    }
    return render(request, "mediation/entrust.html", context, status=422 if given else 200)
