"""The verbs of an appeal, each on the page of its case."""

import datetime
from collections.abc import Callable
from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission, signed_in
from tianping.cases.models import Case
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm
from tianping.trial.closing import actions, queries
from tianping.trial.closing.forms import AppealForm, CopiesForm, SendForm, VerdictForm
from tianping.trial.closing.models import Ending, SecondInstance
from tianping.trial.closing.permissions import RECEIVE_APPEAL, SEND_APPEAL, check_can_handle_appeal
from tianping.trial.closing.views.common import case_or_404, show_case, tried, who_may_appeal


class How(TypedDict):
    """Who does a verb, and when."""

    by: User
    at: datetime.datetime


@require_http_methods(["GET", "POST"])
@once
def appeal(request: HttpRequest, case_id: int) -> HttpResponse:
    """收取上诉状."""
    case = case_or_404(request, case_id)
    form = AppealForm(request.POST or None, prefix="appeal", **who_may_appeal(case))

    def verb(ending: Ending, how: How) -> object:
        typed = form.cleaned_data
        draft = actions.AppealDraft(
            appellant_id=typed["appellant"],
            request=typed["request"],
            received_on=typed["received_on"],
            disputed_fen=typed["disputed"],
            posted_on=typed["posted_on"],
            counsel_id=typed.get("counsel"),
        )
        return actions.receive_appeal(ending, draft, **how)

    return _do(request, case, RECEIVE_APPEAL, ("appeal", form), verb, "上诉状已登记；请在五日内将副本送达对方当事人。")


@require_http_methods(["GET", "POST"])
@once
def copies(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记上诉状副本送达."""
    case, form = case_or_404(request, case_id), CopiesForm(request.POST or None, prefix="copies")

    def verb(ending: Ending, how: How) -> object:
        return actions.serve_copies(ending, form.cleaned_data["copies_on"], **how)

    return _do(request, case, SEND_APPEAL, ("copies", form), verb, "副本送达已登记，答辩期开始计算。")


@require_http_methods(["GET", "POST"])
@once
def send(request: HttpRequest, case_id: int) -> HttpResponse:
    """移送上诉案件."""
    case, form = case_or_404(request, case_id), SendForm(request.POST or None, prefix="send")

    def verb(ending: Ending, how: How) -> object:
        return actions.send_appeal(ending, actions.Sending(**form.cleaned_data), **how)

    return _do(request, case, SEND_APPEAL, ("send", form), verb, "上诉案卷已移送。")


@require_http_methods(["GET", "POST"])
@once
def second(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记二审结果."""
    case, form = case_or_404(request, case_id), VerdictForm(request.POST or None, prefix="second")

    def verb(ending: Ending, how: How) -> object:
        typed = form.cleaned_data
        outcome = SecondInstance.Outcome(typed["outcome"])
        verdict = actions.Verdict(typed["number"], outcome, typed["binds_on"])
        return actions.decide_second_instance(ending, verdict, **how)

    return _do(request, case, SEND_APPEAL, ("second", form), verb, "二审结果已登记。")


def _do(
    request: HttpRequest,
    case: Case,
    permission: Permission,
    named: tuple[str, HouseForm],
    verb: Callable[[Ending, How], object],
    sentence: str,
) -> HttpResponse:
    if request.method == "GET":
        return redirect("closing_case", case.pk)
    user = signed_in(request)
    check_can_handle_appeal(user, case, permission)
    ending = queries.ending_of(case)
    name, form = named
    if ending is None:
        messages.warning(request, "本案尚未结案，不能办理上诉事项。")
        return redirect("closing_case", case.pk)
    if form.is_valid():
        refused = tried(lambda: verb(ending, How(by=user, at=clock.now())))
        if refused is None:
            messages.success(request, sentence)
            return redirect("closing_case", case.pk)
        form.add_error(None, str(refused))
    return show_case(request, case, {name: form})
