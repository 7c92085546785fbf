"""The lists of scheduling: hearings, a week, the cause list of a day; places and absences."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts, signed_in
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post, this_court
from tianping.kernel import clock
from tianping.kernel.refusals import tried
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.forms import AbsenceForm, PlaceForm
from tianping.trial.scheduling.permissions import KEEP_ABSENCES, KEEP_PLACES, PLAN_HEARINGS
from tianping.trial.scheduling.tables import GROUPS, clock_words, hearing_table
from tianping.trial.scheduling.views.common import not_there

ONE_DAY = datetime.timedelta(days=1)
MAY_BE_AWAY = (Post.JUDGE, Post.PEOPLES_ASSESSOR, Post.COURT_CLERK)


@require_http_methods(["GET"])
def hearing_list(request: HttpRequest) -> HttpResponseBase:
    """开庭排期: what lies ahead, what was held, what was put elsewhere or given up."""
    user = signed_in(request)
    counts = queries.counts_by_status(user)
    asked = request.GET.get("group", "fixed")
    group = asked if asked in GROUPS else "fixed"
    held = held_posts(user)
    context = {
        "tabs": [
            Tab(label, f"{reverse('hearing_list')}?group={key}", active=key == group, count=counts.get(key, 0))
            for key, label in GROUPS.items()
        ],
        "may_plan": PLAN_HEARINGS.allows(held),
        "may_keep_places": KEEP_PLACES.allows(held),
        "may_keep_absences": KEEP_ABSENCES.allows(held),
        "calendar_url": request.build_absolute_uri(
            reverse("hearing_calendar", args=[user.pk, queries.calendar_key(user)])
        ),
    }
    return hearing_table(group).respond(request, queries.visible_hearings(user), "scheduling/list.html", context)


@require_http_methods(["GET"])
def week(request: HttpRequest) -> HttpResponse:
    """本周开庭: a column for each day; a card is drawn to another day, or its link followed, to put it elsewhere."""
    user = signed_in(request)
    day = _day(request.GET.get("day")) or clock.today()
    monday = day - day.weekday() * ONE_DAY
    rows = list(queries.week_of(user, monday))
    judges = {row.case.responsible_id: str(row.case.responsible) for row in rows if row.case.responsible_id}
    chosen = request.GET.get("judge", "")
    shown = [row for row in rows if not chosen or str(row.case.responsible_id) == chosen]
    days = [monday + number * ONE_DAY for number in range(7)]
    worked = set(queries.working_days(days[0], days[-1]))
    columns = [
        {
            "day": each,
            "is_worked": each in worked,
            "rows": [(row, clock_words(row)) for row in shown if clock.china_day(row.starts) == each],
        }
        for each in days
    ]
    context = {
        "columns": [column for column in columns if column["is_worked"] or column["rows"]],
        "judges": sorted(judges.items(), key=lambda each: each[1]),
        "chosen": chosen,
        "monday": monday,
        "before": monday - 7 * ONE_DAY,
        "after": monday + 7 * ONE_DAY,
        "count": len(shown),
        "may_plan": PLAN_HEARINGS.allows(held_posts(user)),
    }
    return render(request, "scheduling/week.html", context)


@require_http_methods(["GET"])
def cause_list(request: HttpRequest) -> HttpResponse:
    """开庭排期表: the hearings of a day by place, to be printed and put up."""
    day = _day(request.GET.get("day")) or clock.today()
    groups: dict[str, list[Any]] = {}
    for row in queries.cause_list(signed_in(request), day):
        sides = {role: "、".join(_names(row, role)) for role in ("plaintiff", "defendant")}
        groups.setdefault(row.place.name, []).append({"hearing": row, "times": clock_words(row), **sides})
    context = {"court": this_court(), "day": day, "groups": groups, "before": day - ONE_DAY, "after": day + ONE_DAY}
    return render(request, "scheduling/cause_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def places(request: HttpRequest) -> HttpResponse:
    """法庭和巡回审判点."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        refused = tried(
            lambda: actions.enter_place(
                typed["name"], typed["address"], typed["travel_minutes"], by=signed_in(request), at=clock.now()
            )
        )
        if refused is None:
            messages.success(request, f"已登记{typed['name']}。")
            return redirect("place_list")
        form.add_error("name", str(refused))
    return _places(request, form)


@require_http_methods(["GET", "POST"])
@once
def close_place(request: HttpRequest, pk: int) -> HttpResponse:
    """停用地点."""
    place = queries.place_by_id(pk)
    if place is None:
        not_there(request, f"place:{pk}")
    if request.method == "GET":
        return redirect("place_list")
    refused = tried(lambda: actions.close_place(place, by=signed_in(request), at=clock.now()))
    if refused is None:
        messages.success(request, f"{place.name}已停用。")
        return redirect("place_list")
    return _places(request, PlaceForm(), refused=str(refused))


@require_http_methods(["GET", "POST"])
@once
def absences(request: HttpRequest) -> HttpResponse:
    """请假、外出: who is away; no hearing of theirs can be fixed meanwhile."""
    form = AbsenceForm(_people(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        refused = tried(
            lambda: actions.note_absence(
                form.absent,
                typed["first_day"],
                typed["last_day"],
                typed["reason"],
                by=signed_in(request),
                at=clock.now(),
            )
        )
        if refused is None:
            messages.success(request, f"已登记{form.absent.full_name}的{typed['reason']}。")
            return redirect("absence_list")
        form.add_error(None, str(refused))
    context = {"form": form, "absences": queries.absences(clock.today())}
    return render(request, "scheduling/absences.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def withdraw_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """销假."""
    absence = queries.absence_by_id(pk)
    if absence is None:
        not_there(request, f"absence:{pk}")
    if request.method == "POST":
        actions.withdraw_absence(absence, by=signed_in(request), at=clock.now())
        messages.success(request, f"{absence.user.full_name}已销假。")
    return redirect("absence_list")


def _places(request: HttpRequest, form: PlaceForm, refused: str = "") -> HttpResponse:
    context = {"form": form, "places": queries.open_places(), "refused": refused}
    return render(request, "scheduling/places.html", context, status=422 if form.errors or refused else 200)


def _people() -> list[User]:
    found = {user.pk: user for post in MAY_BE_AWAY for user in people_with_post(post, clock.today())}
    return list(found.values())


def _names(row: Any, role: str) -> list[str]:
    return [each.name for each in row.case.matter.litigants.all() if each.role == role]


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
