"""Pages of the register of mediation organisations (调解组织名册)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.register import CloseForm, FactsForm, MemberForm, OrganisationForm
from tianping.intake.mediation.models import Membership, Organisation
from tianping.intake.mediation.tables import ORGANISATIONS
from tianping.kernel import clock
from tianping.kernel.refusals import tried
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm


@require_http_methods(["GET"])
def organisations(request: HttpRequest) -> HttpResponseBase:
    """调解组织: those on the register, and those that have left it."""
    return ORGANISATIONS.respond(request, queries.organisations(), "mediation/organisations.html")


@require_http_methods(["GET", "POST"])
@once
def enter(request: HttpRequest) -> HttpResponse:
    """登记调解组织."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered: list[Organisation] = []
        name, by, at = form.cleaned_data["name"], signed_in(request), clock.now()
        if _done(form, lambda: entered.append(actions.enter_organisation(name, form.facts, by=by, at=at))):
            messages.success(request, f"“{entered[0].name}”已登记入册。")
            return redirect("organisation", entered[0].pk)
    return render(request, "mediation/organisation_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation with those who mediate for it."""
    return _page(request, get_object_or_404(queries.organisations(), pk=pk))


@require_http_methods(["GET", "POST"])
@once
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """更改公布信息."""
    found = get_object_or_404(queries.organisations(), pk=pk)
    form = FactsForm(request.POST or None, initial={**vars(found), "host": found.host_id or ""})
    if request.method == "POST" and form.is_valid():
        by, at = signed_in(request), clock.now()
        if _done(form, lambda: actions.change_organisation(found, form.facts, by=by, at=at)):
            messages.success(request, "公布信息已更改。")
            return redirect("organisation", pk)
    context = {"form": form, "organisation": found}
    return render(request, "mediation/organisation_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """登记调解员."""
    found = get_object_or_404(queries.organisations(), pk=pk)
    if request.method == "GET":
        return redirect("organisation", pk)
    form = MemberForm(request.POST, people=queries.possible_members(clock.today()))
    if form.is_valid():
        member, by = form.person, signed_in(request)
        more = {name: form.cleaned_data[name] for name in ("specialty", "phone")}
        if _done(form, lambda: actions.add_member(found, member, **more, by=by, at=clock.now())):
            messages.success(request, f"{member.full_name}已登记。")
            return redirect("organisation", pk)
    return _page(request, found, member=form)


@require_http_methods(["GET", "POST"])
@once
def leave(request: HttpRequest, pk: int, membership_id: int) -> HttpResponse:
    """调解员退出."""
    membership = get_object_or_404(Membership.objects.filter(organisation=pk), pk=membership_id)
    if request.method == "GET":
        return redirect("organisation", pk)
    refusal = tried(lambda: actions.end_membership(membership, by=signed_in(request), at=clock.now()))
    if refusal is not None:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "已登记退出。")
    return redirect("organisation", pk)


@require_http_methods(["GET", "POST"])
@once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """退出名册."""
    found = get_object_or_404(queries.organisations(), pk=pk)
    if request.method == "GET":
        return redirect("organisation", pk)
    form = CloseForm(request.POST)
    if form.is_valid():
        reason, by = form.cleaned_data["reason"], signed_in(request)
        if _done(form, lambda: actions.close_organisation(found, reason, by=by, at=clock.now())):
            messages.success(request, f"“{found.name}”已退出名册。")
            return redirect("organisation", pk)
    return _page(request, found, closing=form)


def _done(form: HouseForm, verb: Callable[[], object]) -> bool:
    refusal = tried(verb)
    if refusal is not None:
        form.add_error(None, str(refusal))
    return refusal is None


def _page(
    request: HttpRequest, found: Organisation, *, member: HouseForm | None = None, closing: HouseForm | None = None
) -> HttpResponse:
    context = {
        "organisation": found,
        "members": list(queries.members_of(found)),
        "member": member or MemberForm(people=queries.possible_members(clock.today())),
        "closing": closing or CloseForm(),
    }
    return render(request, "mediation/organisation.html", context, status=422 if member or closing else 200)
