"""What is a signed-in citizen's own: matters, hearings (我的案件、我的开庭); and the outbox of a demonstration."""

import datetime
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases import actions
from tianping.cases.models import Litigant, LitigantAccess
from tianping.cases.permissions import Looker, as_litigant, looked_up, may_add, open_own_look, own_accesses, typed
from tianping.cases.queries import (
    OwnMatter,
    closed_by_a_new_code,
    own_case,
    own_matters,
    shown_name,
    told_by_telephone,
)
from tianping.intake.filing import queries as filings
from tianping.intake.preservation import queries as preservations
from tianping.kernel import audit, clock, limits
from tianping.kernel.models import Message
from tianping.kernel.submissions import once
from tianping.law import case_numbers
from tianping.law.roles import APPLYING, SUING, role_in
from tianping.portal.own_forms import AddCaseForm, OutboxForm
from tianping.trial.scheduling.queries import calendar_key, hearings_of_citizen

GET, POST, BOTH = (require_http_methods([*methods]) for methods in (["GET"], ["POST"], ["GET", "POST"]))
SHOWN_IN_OUTBOX, OUTBOX_PER_MINUTE = 10, 60


@GET
def mine(request: HttpRequest) -> HttpResponse:
    """我的案件: every matter in which the person acts as a litigant, numbered or not."""
    user = signed_in(request)
    audit.record_look("access.list", f"person:{user.pk}", by=user, at=clock.now())
    unsued = preservations.matters_before_suit(user)
    matters = own_matters(user, clock.today())
    correct_by = filings.to_be_corrected(
        [each.access.litigant.matter_id for each in matters if each.access.litigant.role == Litigant.Role.PLAINTIFF]
    )
    over = filings.ended_without_a_case([each.access.litigant.matter_id for each in matters if not each.cases])
    rows = [
        _shown(each, user, unsued, correct_by) | {"over": over.get(each.access.litigant.matter_id)} for each in matters
    ]
    to_sue = [each for each in preservations.open_for(user) if each.sue_by is not None]
    told = told_by_telephone(user)
    context = {
        "rows": rows,
        "to_sue": to_sue,
        "told": told.cases,
        "suits": _suits_told(told.suits),
        "closed": closed_by_a_new_code(user, clock.now()),
        "today": clock.today(),
    }
    return render(request, "portal/mine.html", context)


@BOTH
def add(request: HttpRequest) -> HttpResponse:
    """添加案件: by number and code, once. Not in one transaction: wrong codes are counted."""
    user, now, address = signed_in(request), clock.now(), request.META.get("REMOTE_ADDR", "")
    example = case_numbers.format_number(clock.today().year, this_court().code, "民初", 1)
    form, not_found = AddCaseForm(request.POST or None, example=example), ""
    if request.method == "POST":
        actions.count_look_up(address, at=now)
        if form.is_valid():
            typed = form.cleaned_data
            try:
                looker = actions.add_own_case(user, typed["number"], typed["code"], address=address, at=now)
            except actions.NothingFound as refusal:
                not_found = str(refusal)
            else:
                messages.success(request, f"{looker.case.number}已经加入“我的案件”，以后不用再输入查询码。")
                return redirect("mine")
    looker = looked_up(request, at=now)
    context = {
        "form": form,
        "not_found": not_found,
        "looked_up": looker if looker is not None and may_add(request, looker) else None,
    }
    return render(request, "portal/add_case.html", context, status=422 if form.errors or not_found else 200)


@POST
@as_litigant
def add_open(request: HttpRequest, looker: Looker) -> HttpResponse:
    """加入我的案件: the case that is open by its number and code, with one tap; it stays open."""
    user, now = signed_in(request), clock.now()
    if looker.user is None:
        access = actions.add_looked_up(user, looker, at=now)
        open_own_look(request, access, looker.case, at=now)
        messages.success(request, f"{looker.case.number}已经加入“我的案件”，以后不用再输入查询码。")
    return redirect("progress_case")


@POST
def add_told(request: HttpRequest, case_id: int) -> HttpResponse:
    """是我的案件: a case of which the court told this person's own number is theirs from now on, and opens."""
    actions.add_told_case(signed_in(request), case_id, at=clock.now())
    return open_case(request, case_id)


@POST
def open_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Open one of one's own cases as its litigant, or as the one of several clients who was chosen."""
    chosen = request.POST.get("litigant", "")
    found = own_case(signed_in(request), case_id, int(chosen) if chosen.isdecimal() and len(chosen) < 19 else None)
    if found is None:
        raise Http404
    access, case = found
    open_own_look(request, access, case, at=clock.now())
    looker = Looker(case, access.litigant, signed_in(request))
    return redirect(typed.way_back(request, looker) or "progress_case")


@BOTH
@once
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """不再显示此案: ask, then end the access."""
    access = get_object_or_404(own_accesses(signed_in(request)).select_related("litigant__matter"), pk=pk)
    if request.method == "POST":
        actions.end_access(access, by=signed_in(request), at=clock.now())
        messages.success(request, "已经从“我的案件”中移除，案件照常办理。")
        return redirect("mine")
    return render(request, "portal/leave_case.html", {"access": access})


@GET
def hearings(request: HttpRequest) -> HttpResponse:
    """我的开庭: the hearings ahead in one's own cases, and the address for a calendar program."""
    user = signed_in(request)
    audit.record_look("access.hearings", f"person:{user.pk}", by=user, at=clock.now())
    context = {"rows": hearings_of_citizen(user), "user_id": user.pk, "key": calendar_key(user)}
    return render(request, "portal/my_hearings.html", context)


@BOTH
def outbox(request: HttpRequest) -> HttpResponse:
    """演示发件箱: the messages to a number that is typed in full; only a demonstration has this page."""
    if not this_court().is_demonstration or not settings.MESSAGE_GATEWAYS["sms"].endswith("LocalOutbox"):
        raise Http404
    form, rows = OutboxForm(request.POST or None), None
    if request.method == "POST":
        limits.count_guess("outbox", request.META.get("REMOTE_ADDR", ""), at=clock.now(), per_minute=OUTBOX_PER_MINUTE)
        if form.is_valid():
            rows = list(Message.objects.filter(address=form.cleaned_data["phone"]).order_by("-pk")[:SHOWN_IN_OUTBOX])
            audit.record_look("message.outbox", "messages", by=None, at=clock.now(), rows=len(rows))
    return render(request, "portal/outbox.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


def _suits_told(places: Sequence[Litigant]) -> list[dict[str, object]]:
    """Suits without a number that somebody else handed in for this person: to be read, and nothing else."""
    handed_in = filings.handed_in_of([each.matter_id for each in places]) if places else {}
    sides: dict[int, list[Litigant]] = {}
    for each in Litigant.objects.filter(matter__in=list(handed_in)).order_by("position"):
        sides.setdefault(each.matter_id, []).append(each)
    return [
        {
            "cause_name": place.matter.cause_name,
            "handed_in": handed_in[place.matter_id],
            "others": "、".join(
                f"{SUING[each.role]}{shown_name(each)}" for each in sides[place.matter_id] if each.role != place.role
            ),
        }
        for place in places
        if place.matter_id in handed_in
    ]


def _shown(
    matter: OwnMatter, user: User, unsued: set[int], correct_by: Mapping[int, datetime.date]
) -> dict[str, object]:
    """One matter as the page shows it: as whom or for whom, against whom; who has not sued yet is no plaintiff."""
    is_unsued = matter.access.litigant.matter_id in unsued
    called = APPLYING if is_unsued else _called([each.case.type_code for each in matter.cases])
    role = called[matter.access.litigant.role]
    litigants = [each.litigant for each in matter.accesses]
    # Those for whom somebody acts in full: two of them may have one surname. The others masked, as everywhere.
    names = "、".join(each.name for each in litigants)
    fellows = "、".join(each.name for each in litigants if each.name != user.full_name)
    if user.full_name in [each.name for each in litigants]:
        # Whoever sues with others is a litigant, whoever else they wrote for.
        own = f"您是{role}，也以{role}{fellows}的身份办理" if fellows else f"您是{role}"
    elif any(each.how == LitigantAccess.How.COUNSEL for each in matter.accesses):
        own = f"您是{role}{names}的诉讼代理人"
    else:
        own = f"您以{role}{names}的身份办理"
    others = [f"{called[each.role]}{shown_name(each)}" for each in matter.others]
    asked = correct_by.get(matter.access.litigant.matter_id)
    return {"matter": matter, "own": own, "others": "、".join(others), "is_unsued": is_unsued, "correct_by": asked}


def _called(types: Sequence[str]) -> Mapping[str, str]:
    """How the sides are called by a matter's cases, newest first: whoever sued is a plaintiff whatever came after."""
    words = [{role: role_in(code, role) for role in SUING} for code in types]
    return next((each for each in words if each["plaintiff"] == SUING["plaintiff"]), words[0] if words else SUING)
