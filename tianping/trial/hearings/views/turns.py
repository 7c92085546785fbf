"""The way of a case in trial: another procedure, and stretches that do not count in its limit."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.intake.triage.queries import running_limit
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import ConvertForm, DropForm, EndForm, StretchForm
from tianping.trial.hearings.permissions import check_can_convert, check_can_keep, may_convert, may_keep
from tianping.trial.hearings.views.common import refuse, tried


@require_http_methods(["GET"])
def turns(request: HttpRequest, case_id: int) -> HttpResponse:
    """程序和审限: what happened so far, and what may be done."""
    return _show(request, _case(request, case_id))


@require_http_methods(["GET", "POST"])
@once
def convert(request: HttpRequest, case_id: int) -> HttpResponse:
    """转换审理程序."""
    case, form = _case(request, case_id), ConvertForm(request.POST or None, prefix="convert")
    if request.method == "GET":
        return redirect("hearing_turns", case_id)
    user = signed_in(request)
    check_can_convert(user, case)

    def verb() -> object:
        typed = form.cleaned_data
        turn = actions.Turn(Case.Track(typed["track"]), Case.Composition(typed["composition"]), typed["reason"])
        return actions.convert(case, turn, by=user, at=clock.now())

    ruled = request.POST.get("convert-track") == Case.Track.ORDINARY
    sentence = "转为普通程序的裁定书已拟稿，校对、签署、制发后转换。" if ruled else "审理程序已转换。"
    return _do(request, case, form, "convert", verb, sentence)


@require_http_methods(["GET", "POST"])
@once
def drop(request: HttpRequest, case_id: int) -> HttpResponse:
    """撤回转换审理程序."""
    case, form = _case(request, case_id), DropForm(request.POST or None, prefix="drop")
    pending = queries.conversions_of(case).filter(status="ruling").first()
    if request.method == "GET" or pending is None:
        return redirect("hearing_turns", case_id)
    user = signed_in(request)
    check_can_convert(user, case)

    def verb() -> object:
        return actions.drop_conversion(pending, form.cleaned_data["reason"], by=user, at=clock.now())

    return _do(request, case, form, "drop", verb, "不再转换审理程序，未制发的裁定书已作废。")


@require_http_methods(["GET", "POST"])
@once
def begin(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记不计入审限的期间."""
    case, form = _case(request, case_id), StretchForm(request.POST or None, prefix="stretch")
    if request.method == "GET":
        return redirect("hearing_turns", case_id)
    user = signed_in(request)
    check_can_keep(user, [case])

    def verb() -> object:
        stretch = actions.Stretch(**form.cleaned_data)
        return actions.begin_interruption(case, stretch, by=user, at=clock.now())

    return _do(request, case, form, "stretch", verb, "已登记，自开始之日起不计入审理期限。")


@require_http_methods(["GET", "POST"])
@once
def end(request: HttpRequest, case_id: int) -> HttpResponse:
    """期间结束，恢复计算."""
    case = _case(request, case_id)
    running = {str(each.pk): each for each in queries.interruptions_of(case)}
    stretch = running.get(request.POST.get("stretch", ""))
    if stretch is None:
        return redirect("hearing_turns", case_id)
    user = signed_in(request)
    check_can_keep(user, [case])
    form = EndForm(request.POST, prefix=f"end{stretch.pk}")

    def verb() -> object:
        typed = form.cleaned_data
        return actions.end_interruption(stretch, typed["next_day"], typed["papers"], by=user, at=clock.now())

    return _do(request, case, form, f"end{stretch.pk}", verb, "已结束，期间从审理期限中扣除。")


def _case(request: HttpRequest, case_id: int) -> Case:
    case = visible_case(signed_in(request), case_id)
    if case is None:
        refuse(request, f"case:{case_id}")
    return case


def _do(
    request: HttpRequest, case: Case, form: HouseForm, name: str, verb: Callable[[], object], sentence: str
) -> HttpResponse:
    if form.is_valid():
        refused = tried(verb)
        if refused is None:
            messages.success(request, sentence)
            return redirect("hearing_turns", case.pk)
        form.add_error(None, str(refused))
    return _show(request, case, {name: form})


def _show(request: HttpRequest, case: Case, typed: Mapping[str, HouseForm] | None = None) -> HttpResponse:
    user, given = signed_in(request), typed or {}
    audit.record_look("hearing.turns", f"case:{case.pk}", by=user, at=clock.now())
    stretches, conversions = list(queries.interruptions_of(case)), list(queries.conversions_of(case))
    context = {
        "case": case,
        "conversions": conversions,
        "pending": next((each for each in conversions if each.status == "ruling"), None),
        "limit": running_limit(case),
        "drop": given.get("drop") or DropForm(prefix="drop"),
        "stretches": [(each, given.get(f"end{each.pk}") or EndForm(prefix=f"end{each.pk}")) for each in stretches],
        "may_keep": may_keep(user, case),
        "may_convert": may_convert(user, case) and case.track != Case.Track.ORDINARY,
        "convert": given.get("convert") or ConvertForm(prefix="convert"),
        "stretch": given.get("stretch") or StretchForm(prefix="stretch"),
    }
    return render(request, "hearings/turns.html", context, status=422 if given else 200)
