"""A case at its end: the page, and closing it alone."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.papers.documents.queries import Paper
from tianping.papers.dossier.queries import suing_on
from tianping.trial.closing import actions
from tianping.trial.closing.forms import CloseForm, SpokenRulingForm
from tianping.trial.closing.permissions import check_can_close
from tianping.trial.closing.views.common import case_or_404, ruling_prefix, show_case, tried


@require_http_methods(["GET"])
def closing_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """结案: how the case can be closed, or how it ended."""
    return show_case(request, case_or_404(request, case_id))


@require_http_methods(["GET", "POST"])
@once
def close(request: HttpRequest, case_id: int) -> HttpResponse:
    """结案, one case."""
    case = case_or_404(request, case_id)
    if request.method == "GET":
        return redirect("closing_case", case_id)
    user = signed_in(request)
    check_can_close(user, [case])
    form = CloseForm(request.POST, prefix="close")
    if form.is_valid():
        typed = form.cleaned_data
        refused = tried(lambda: actions.close(case, **typed, by=user, at=clock.now()))
        if refused is None:
            messages.success(request, "已结案。")
            return redirect("closing_case", case_id)
        form.add_error(None, str(refused))
    return show_case(request, case, {"close": form})


@require_http_methods(["GET", "POST"])
@once
def for_the_fee(request: HttpRequest, case_id: int) -> HttpResponse:
    """拟制按撤诉处理的裁定书, where the fee was not paid in time."""
    return _drawn(request, case_id, actions.draw_up_for_the_fee)


@require_http_methods(["GET", "POST"])
@once
def withdrawal(request: HttpRequest, case_id: int) -> HttpResponse:
    """拟制准许撤诉的裁定书, where whoever sues has asked for it."""
    return _drawn(request, case_id, actions.draw_up_withdrawal)


@require_http_methods(["GET", "POST"])
@once
def ruled(request: HttpRequest, case_id: int, hand_in_id: int) -> HttpResponse:
    """登记口头裁定, on the withdrawal of one of several who sue."""
    case, user = case_or_404(request, case_id), signed_in(request)
    if request.method == "GET":
        return redirect("closing_case", case_id)
    check_can_close(user, [case])
    prefix = ruling_prefix(hand_in_id)
    form = SpokenRulingForm(request.POST, prefix=prefix, whole=not suing_on(case))
    if form.is_valid():
        ruling = actions.SpokenRuling(**form.cleaned_data)
        refused = tried(lambda: actions.rule_on_withdrawal(case, hand_in_id, ruling, by=user, at=clock.now()))
        if refused is None:
            messages.success(request, "口头裁定已经登记，并且告知了申请人。")
            return redirect("closing_case", case_id)
        form.add_error(None, str(refused))
    return show_case(request, case, {prefix: form})


def _drawn(request: HttpRequest, case_id: int, verb: Callable[..., Paper]) -> HttpResponse:
    """The ruling, drawn up and shown; what stands in its way is said on the page of the case's end."""
    case, user = case_or_404(request, case_id), signed_in(request)
    if request.method == "GET":
        return redirect("closing_case", case_id)
    drawn: list[Paper] = []
    refused = tried(lambda: drawn.append(verb(case, by=user, at=clock.now())))
    if refused is not None:
        messages.error(request, str(refused))
        return redirect("closing_case", case_id)
    messages.success(request, "裁定书已拟制，等待校对、签署。")
    return redirect("paper", drawn[0].pk)
