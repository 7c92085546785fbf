"""A plan is proposed (排期方案): for all cases that can be planned, within the days and places asked for."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tianping.kernel.clock import CHINA
from tianping.law.calendars import UnknownYear, is_rest_day
from tianping.trial.scheduling.models import Place
from tianping.trial.scheduling.planning import MOST_A_DAY, Frame, Proposal, Spot, place_key, propose
from tianping.trial.scheduling.queries.candidates import Candidate, candidates
from tianping.trial.scheduling.queries.engaged import what_is_taken

LONGEST_PLAN = datetime.timedelta(days=120)
ONE_DAY = datetime.timedelta(days=1)
FULL = "所选日期和地点内没有各方都有空的时间，请延长日期或者增加地点"
TOO_EARLY = "答辩期、举证期限在所选日期内没有届满"


@dataclass(frozen=True)
class PlanOrder:
    """What is asked of a plan: days (both counted), places, minutes of a hearing, hearings of a judge a day."""

    first_day: datetime.date
    last_day: datetime.date
    places: Sequence[Place]
    minutes: int
    most_a_day: int = MOST_A_DAY
    text: str = ""


@dataclass(frozen=True)
class Row:
    """A case with the hearing that is proposed for it."""

    candidate: Candidate
    proposal: Proposal
    place: Place


@dataclass(frozen=True)
class Plan:
    """A proposed plan: its rows by day and judge, and every other case with the reasons; ``is_more`` beyond them."""

    rows: Sequence[Row]
    left: Sequence[tuple[Candidate, str]]
    others: Sequence[Candidate]
    is_more: bool


def propose_plan(user: Any, order: PlanOrder, on: datetime.date, *, case_ids: Collection[int] | None = None) -> Plan:
    """Propose hearings for all cases that this person plans and that can be planned on that day."""
    waiting = candidates(user, on, text=order.text, case_ids=case_ids)
    places = {place.pk: place for place in order.places}
    frame = Frame(
        working_days(max(order.first_day, on + ONE_DAY), order.last_day),
        [Spot(place.pk, place.travel_minutes) for place in order.places],
        order.minutes,
        order.most_a_day,
    )
    keys = {key.key for each in waiting.plannable for key in each.people} | {place_key(pk) for pk in places}
    taken = what_is_taken(keys, order.first_day, order.last_day)
    found, left = propose([each.wanted(on) for each in waiting.plannable], frame, taken, CHINA)
    by_id = {each.case.pk: each for each in waiting.plannable}
    rows = [Row(by_id[each.case_id], each, places[each.place_id]) for each in found]
    rows.sort(key=lambda row: (row.proposal.starts.date(), str(row.candidate.case.responsible), row.proposal.starts))
    early = {pk for pk in left if by_id[pk].earliest(on) > order.last_day}
    return Plan(
        rows,
        [(by_id[pk], TOO_EARLY if pk in early else FULL) for pk in left],
        waiting.others,
        waiting.is_more,
    )


def working_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The working days from one day to another, both counted; none of a year whose holidays are not known."""
    days, day = [], first
    while day <= min(last, first + LONGEST_PLAN):
        if _is_worked(day):
            days.append(day)
        day += ONE_DAY
    return days


def _is_worked(day: datetime.date) -> bool:
    try:
        return not is_rest_day(day)
    except UnknownYear:
        return False
