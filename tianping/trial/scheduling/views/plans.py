"""The plan (排期方案): proposed, changed by hand, adopted whole; periods given up on record."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import clock
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.forms import PlanForm, WaiverForm
from tianping.trial.scheduling.models import Place
from tianping.trial.scheduling.queries import Candidate, Plan, PlanOrder

A_MONTH = datetime.timedelta(days=30)


@dataclass(frozen=True)
class ShownRow:
    """A row of the plan as its inputs show it; ``starts`` as such a field wants it: 2023-02-20T09:00."""

    candidate: Candidate
    place_id: int
    starts: str
    ticked: bool


@dataclass(frozen=True)
class ShownDay:
    """The rows of one judge on one day."""

    day: datetime.date
    judge: str
    rows: list[ShownRow]


@require_http_methods(["GET"])
def plan(request: HttpRequest) -> HttpResponse:
    """排期方案: asked for, then proposed; ``waived=all`` ticks every case whose periods still run."""
    frame = request.GET.copy()
    everybody = frame.pop("waived", None) == ["all"]
    return _page(request, frame, waived=None if everybody else ())


@require_http_methods(["GET", "POST"])
@once
def adopt(request: HttpRequest) -> HttpResponse:
    """确定排期 of the ticked rows as they stand in their inputs; all or none."""
    frame = QueryDict(request.POST.get("frame", ""))
    if request.method == "GET":
        return redirect("hearing_plan")
    count: list[int] = []
    refused = tried(
        lambda: count.append(len(actions.fix_many(_drafts(request.POST, frame), by=signed_in(request), at=clock.now())))
    )
    if refused is None:
        messages.success(request, f"已确定{count[0]}件案件的开庭时间，传票和开庭公告正在制发。")
        return redirect("hearing_list")
    return _page(request, frame, typed=request.POST, refused=refused)


@require_http_methods(["GET", "POST"])
@once
def waive(request: HttpRequest) -> HttpResponse:
    """登记放弃期限 of the ticked cases."""
    frame = QueryDict(request.POST.get("frame", ""))
    if request.method == "GET":
        return redirect("hearing_plan")
    form = WaiverForm(request.POST)
    ids = _numbers(request.POST.getlist("waived"))
    refused: Refused | None = None
    if form.is_valid():
        refused = tried(
            lambda: actions.waive_many(ids, form.cleaned_data["record"], by=signed_in(request), at=clock.now())
        )
        if refused is None:
            messages.success(request, f"已登记{len(ids)}件案件的当事人放弃期限。")
            return redirect(f"{reverse('hearing_plan')}?{frame.urlencode()}")
    return _page(request, frame, waiving=form, waived=ids, refused=refused)


def _page(
    request: HttpRequest,
    frame: QueryDict,
    *,
    typed: QueryDict | None = None,
    waiving: WaiverForm | None = None,
    waived: Sequence[int] | None = (),
    refused: Refused | None = None,
) -> HttpResponse:
    user, today = signed_in(request), clock.today()
    places = list(queries.open_places())
    form = PlanForm(places, frame) if frame else PlanForm(places, initial=_initial(places, today))
    context: dict[str, Any] = {
        "form": form,
        "places": places,
        "frame": frame.urlencode(),
        "refused": refused,
        "waiving": waiving if waiving is not None else WaiverForm(),
    }
    if frame and form.is_valid():
        proposed = queries.propose_plan(user, _order(form), today)
        context |= _shown(proposed, form, typed)
    else:
        waiting = queries.candidates(user, today)
        context["waiting"] = len(waiting.plannable)
        context["others"] = waiting.others
        context["is_more"] = waiting.is_more
        context["running"] = [each for each in waiting.plannable if each.running]
    context["waived"] = {each.case.pk for each in context["running"]} if waived is None else waived
    context["groups"] = _grouped(context["others"])
    wrong = bool(form.errors) or (waiving is not None and bool(waiving.errors))
    status = refused.status if refused is not None else 422 if wrong else 200
    return render(request, "scheduling/plan.html", context, status=status)


def _grouped(others: Sequence[Candidate]) -> list[tuple[str, list[Candidate]]]:
    """The cases that cannot be planned by what has to be done first."""
    groups: dict[str, list[Candidate]] = {}
    for each in others:
        groups.setdefault(each.first_step, []).append(each)
    return sorted(groups.items())


def _initial(places: Sequence[Place], today: datetime.date) -> dict[str, Any]:
    first = next(iter(queries.working_days(today + datetime.timedelta(days=1), today + A_MONTH)), today)
    return {"first": first, "last": first + A_MONTH, "places": [str(place.pk) for place in places]}


def _order(form: PlanForm) -> PlanOrder:
    typed = form.cleaned_data
    return PlanOrder(typed["first"], typed["last"], form.chosen, typed["minutes"], typed["most"], typed["text"])


def _shown(proposed: Plan, form: PlanForm, typed: QueryDict | None) -> dict[str, Any]:
    rows = [_row(row, typed) for row in proposed.rows]
    days: dict[tuple[datetime.date, str], ShownDay] = {}
    for shown, row in zip(rows, proposed.rows, strict=True):
        key = (row.proposal.starts.date(), str(row.candidate.case.responsible))
        days.setdefault(key, ShownDay(*key, [])).rows.append(shown)
    everybody = [*(row.candidate for row in proposed.rows), *(each for each, _why in proposed.left)]
    return {
        "proposed": True,
        "days": list(days.values()),
        "count": len(rows),
        "minutes": form.cleaned_data["minutes"],
        "left": proposed.left,
        "others": proposed.others,
        "is_more": proposed.is_more,
        "running": [each for each in everybody if each.running],
    }


def _row(row: queries.Row, typed: Mapping[str, Any] | None) -> ShownRow:
    pk, ticked = row.candidate.case.pk, True
    place, starts = str(row.place.pk), row.proposal.starts.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M")
    if typed is not None:
        ticked = f"case-{pk}" in typed
        place, starts = typed.get(f"place-{pk}", place), typed.get(f"starts-{pk}", starts)
    return ShownRow(row.candidate, int(place) if place.isdecimal() else row.place.pk, starts, ticked)


def _drafts(typed: QueryDict, frame: QueryDict) -> list[Draft]:
    minutes = frame.get("minutes", "")
    length = int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 0
    ids = _numbers(name.removeprefix("case-") for name in typed if name.startswith("case-"))
    return [Draft(pk, _place(typed, pk), _starts(typed, pk), length) for pk in ids]


def _place(typed: QueryDict, pk: int) -> int:
    (place,) = _numbers([typed.get(f"place-{pk}", "")]) or [0]
    return place


def _starts(typed: QueryDict, pk: int) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(typed.get(f"starts-{pk}", "")).replace(tzinfo=CHINA)
    except ValueError:
        raise Refused("开庭时间无法识别，请写成2023-02-20 09:00这样。") from None


def _numbers(texts: Any) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]
