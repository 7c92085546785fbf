"""One hearing: fixing it for a case, its page, putting it elsewhere, giving it up."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import tried
from tianping.kernel.submissions import once
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.forms import ReasonForm, RescheduleForm, TimesForm
from tianping.trial.scheduling.models import Hearing
from tianping.trial.scheduling.permissions import may_plan
from tianping.trial.scheduling.tables import clock_words, status_facts
from tianping.trial.scheduling.views.common import not_there


@require_http_methods(["GET", "POST"])
@once
def fix(request: HttpRequest, case_id: int) -> HttpResponse:
    """排期开庭 for one case: what stands against it, and the time and place."""
    user, today = signed_in(request), clock.today()
    case = visible_case(user, case_id)
    if case is None:
        not_there(request, f"case:{case_id}")
    audit.record_look("hearing.look", f"case:{case.pk}", by=user, at=clock.now())
    candidate = queries.hearable_from(case, today)
    earliest = candidate.earliest(today)
    form = TimesForm(list(queries.open_places()), request.POST or None, initial={"day": _worked(earliest)})
    if request.method == "POST" and form.is_valid():
        made: list[Hearing] = []
        refused = tried(lambda: made.append(actions.fix(_draft(form, case), by=user, at=clock.now())))
        if refused is None:
            messages.success(request, "已确定开庭时间，传票已制发，等待送达。")
            return redirect("hearing", made[0].pk)
        form.add_error(None, str(refused))
    people = queries.people_of([case], organisations=True)[case.pk]
    context = {"case": case, "form": form, "candidate": candidate, "earliest": earliest, "people": people}
    return render(request, "scheduling/fix.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """One hearing: who must be there, who was summoned, and what became of it."""
    found = _found(request, pk)
    asked = request.GET.get("day", "")
    day = datetime.date.fromisoformat(asked) if _is_day(asked) else None
    return _page(request, found, moving_to=day)


@require_http_methods(["GET", "POST"])
@once
def reschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """改期."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("hearing", pk)
    form = RescheduleForm(list(queries.open_places()), request.POST, prefix="move")
    if form.is_valid():
        made: list[Hearing] = []
        reason = form.cleaned_data["reason"]
        refused = tried(
            lambda: made.append(
                actions.reschedule(found, _draft(form, found.case), reason, by=signed_in(request), at=clock.now())
            )
        )
        if refused is None:
            messages.success(request, "已改期，新的传票已制发，等待送达。")
            return redirect("hearing", made[0].pk)
        form.add_error(None, str(refused))
    return _page(request, _found(request, pk), typed={"move": form})


@require_http_methods(["GET", "POST"])
@once
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """取消开庭."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("hearing", pk)
    form = ReasonForm(request.POST, prefix="cancel")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refused = tried(lambda: actions.cancel(found, reason, by=signed_in(request), at=clock.now()))
        if refused is None:
            messages.success(request, "已取消开庭，案件重新等待排期。")
            return redirect("hearing", pk)
        form.add_error("reason", str(refused))
    return _page(request, _found(request, pk), typed={"cancel": form})


def _page(
    request: HttpRequest,
    found: Hearing,
    *,
    typed: Mapping[str, Any] | None = None,
    moving_to: datetime.date | None = None,
) -> HttpResponse:
    """The hearing as it stands now; what was refused with the form that asked for it, or alone where none is left."""
    user, given = signed_in(request), typed or {}
    audit.record_look("hearing.look", f"hearing:{found.pk}", by=user, at=clock.now())
    is_ahead = found.status == "fixed"
    local = found.starts.astimezone(CHINA)
    initial = {
        "place": str(found.place_id),
        "day": moving_to or local.date(),
        "time": local.time(),
        "minutes": str(int((found.ends - found.starts).total_seconds() // 60)),
        "is_closed": not found.is_public,
    }
    context = {
        "hearing": found,
        "case": found.case,
        "times": clock_words(found),
        "status": status_facts(found),
        "people": queries.people_of([found.case], organisations=True)[found.case_id],
        "is_stale": bool(queries.stale_bench([found])),
        "notices": queries.late_notices(found, clock.today()) if is_ahead else [],
        "summonses": queries.summonses(found),
        "may_plan": is_ahead and may_plan(user, found.case),
        "refused": [sentence for form in given.values() for errors in form.errors.values() for sentence in errors],
        "move": given.get("move") or RescheduleForm(list(queries.open_places()), initial=initial, prefix="move"),
        "cancelling": given.get("cancel") or ReasonForm(prefix="cancel"),
        "is_moving": moving_to is not None or "move" in given,
    }
    return render(request, "scheduling/hearing.html", context, status=422 if typed else 200)


def _found(request: HttpRequest, pk: int) -> Hearing:
    found = queries.visible_hearings(signed_in(request)).filter(pk=pk).first()
    if found is None:
        not_there(request, f"hearing:{pk}")
    return found


def _draft(form: TimesForm, case: Case) -> Draft:
    typed = form.cleaned_data
    return Draft(case.pk, int(typed["place"]), form.starts, typed["minutes"], is_public=not typed["is_closed"])


def _worked(day: datetime.date) -> datetime.date:
    """The day itself where it is worked, else the next that is."""
    return next(iter(queries.working_days(day, day + datetime.timedelta(days=30))), day)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
