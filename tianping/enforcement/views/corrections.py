"""Corrections at the counter (窗口收取补正材料): what was brought for each point, its scans; or the days are over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.enforcement import actions, queries
from tianping.enforcement.forms.corrections import CorrectionsForm
from tianping.enforcement.models import Application
from tianping.enforcement.views.desk import found_for, refused_page
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Overtaken, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.chosen import TICKED, Asked, FilesForm
from tianping.kernel.web.forms import done
from tianping.law.enforcement_titles import OTHER

BOTH = require_http_methods(["GET", "POST"])
SCANS = (Asked(OTHER, "补正材料的扫描件", "补正材料"),)


@BOTH
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """登记收到的补正材料. What was chosen is kept before anything else: no error undoes that."""
    found = found_for(request, pk)
    if request.method == "GET":
        if found.status != "correcting":
            return redirect("enforcement", pk)
        return _page(request, found, CorrectionsForm(queries.points_of(found)), FilesForm(SCANS, prefix="scans"))
    scans = FilesForm.sent(request, SCANS, f"enforcement-corrections-{pk}", at=clock.now(), prefix="scans")
    return scans.let_go_with(_sent(request, found, scans))


@once
def _sent(request: HttpRequest, found: Application, scans: FilesForm) -> HttpResponse:
    form = CorrectionsForm(queries.points_of(found), request.POST)
    by, now = signed_in(request), clock.now()

    def verb() -> None:
        actions.take_corrections(found, form.came, scans.papers(), by=by, at=now)

    # Each is looked into, so that all that is wrong is said at once.
    if all([form.is_valid(), scans.is_valid()]) and done(form, verb):
        waits = found_for(request, found.pk).status == "correcting"
        messages.success(
            request, "已登记，其余各项在补正期限内还可以收取。" if waits else "已登记收到的补正材料，重新审查。"
        )
        return redirect("enforcement", found.pk)
    return _page(request, found, form, scans, status=422)


@BOTH
@once
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """期限届满没有补正: the review goes on."""
    found = found_for(request, pk)
    if request.method == "GET":
        return redirect("enforcement", pk)
    by, now = signed_in(request), clock.now()
    refusal = tried(lambda: actions.end_corrections(found, by=by, at=now), raising=(Forbidden, Overtaken))
    if refusal is not None:
        return refused_page(request, found, refusal)
    messages.success(request, "已登记期限届满没有补正，继续审查。")
    return redirect("enforcement", pk)


def _page(
    request: HttpRequest, found: Application, form: CorrectionsForm, scans: FilesForm, *, status: int = 200
) -> HttpResponse:
    audit.record_look("enforcement.view", f"enforcement:{found.pk}", by=signed_in(request), at=clock.now())
    context = {
        "application": found,
        "came": [each for each in queries.points_of(found) if each.came is not None],
        "form": form,
        "scans": scans,
        "ticked": TICKED,
    }
    return render(request, "enforcement/corrections.html", context, status=status)
