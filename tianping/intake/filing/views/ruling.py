"""The judge whose turn it is rules on what the clerk proposes (裁定不予受理), or gives it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.filing import actions, queries
from tianping.intake.filing.forms.reviewing import RefuseForm, ReturnForm
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import refusals_before
from tianping.intake.filing.views.shown import shown
from tianping.kernel import audit, clock, files
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import done
from tianping.papers.documents.queries import Paper

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


@BOTH
@once
def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """裁定不予受理: what was handed in, what the clerk proposes, and the ruling that is drawn up of it."""
    found, made = _mine(request, pk), []
    form = _ruling_form(found, request.POST or None)

    def rule() -> None:
        said = form.cleaned_data
        kept = {name: said[name] for name in ("ground", "court")}
        made.append(actions.refuse(found, said["reason"], **kept, by=signed_in(request), at=clock.now()))

    if request.method == "POST" and done(form, rule):
        return _drawn_up(request, made[0])
    return _page(request, found, status=422 if form.errors else 200, refuse=form)


@BOTH
@once
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """不同意不予受理，退回立案审查."""
    found, form = _mine(request, pk), ReturnForm(request.POST, prefix="back")
    if request.method == "GET":
        return redirect("filing_ruling", pk)

    def return_it() -> None:
        actions.return_refusal(found, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    if done(form, return_it):
        messages.success(request, "已退回立案审查。")
        return redirect("today")
    return _page(request, found, status=422, back=form)


@BOTH
@once
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """重新拟制裁定书, after the draft was given up."""
    found = _mine(request, pk)
    if request.method == "GET":
        return redirect("filing_ruling", pk)
    return _drawn_up(request, actions.draw_up_again(found, by=signed_in(request), at=clock.now()))


@GET
def material(request: HttpRequest, pk: int, material_id: int) -> HttpResponseBase:
    """One piece that was handed in with the filing."""
    found = queries.material_of(_mine(request, pk).pk, material_id)
    if found is None:
        raise Http404
    audit.record_look("filing.material", f"filing:{pk}", by=signed_in(request), at=clock.now(), material=found.pk)
    return attachment(files.read(found.file), found.file_name, found.file.media_type)


def _mine(request: HttpRequest, pk: int) -> Filing:
    """The filing, if it is before this judge; what is not does not exist."""
    user = signed_in(request)
    if not refusals_before(user).filter(pk=pk).exists():
        audit.record("access.refused", f"filing:{pk}", by=user, at=clock.now())
        raise Http404
    return queries.filings().get(pk=pk)


def _drawn_up(request: HttpRequest, paper: Paper) -> HttpResponse:
    messages.success(request, "裁定书已经拟制，请核对；由他人校对后签署、制发。")
    return redirect("paper", paper.pk)


def _ruling_form(found: Filing, sent: QueryDict | None = None) -> RefuseForm:
    """What is ruled, beginning with what the clerk proposes; the judge may find another condition not met."""
    proposed = {"ground": found.refusal_ground, "court": found.refusal_court, "reason": found.refusal_reason}
    return RefuseForm(sent, prefix="refuse", initial=proposed, cause_name=found.matter.cause_name)


def _page(request: HttpRequest, found: Filing, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        **shown(request, found),
        "materials_at": "filing_ruling_material",
        "refuse": forms.get("refuse") or _ruling_form(found),
        "back": forms.get("back") or ReturnForm(prefix="back"),
    }
    return render(request, "filing/ruling.html", context, status=status)
