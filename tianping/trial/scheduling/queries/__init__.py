"""Reads of scheduling: the plan, what can be planned, who is taken when, calendars."""

from tianping.trial.scheduling.queries.candidates import (
    Candidate,
    Candidates,
    candidates,
    cases_to_schedule,
    hearable_from,
)
from tianping.trial.scheduling.queries.engaged import Person, absences, open_places, people_of, what_is_taken
from tianping.trial.scheduling.queries.planned import (
    calendar_fits,
    calendar_key,
    cause_list,
    counts_by_status,
    hearing_of,
    hearings_of,
    late_notices,
    on_day,
    own_hearings,
    search,
    stale_bench,
    summonses,
    visible_hearings,
    week_of,
)
from tianping.trial.scheduling.queries.proposing import Plan, PlanOrder, Row, propose_plan, working_days

__all__ = [
    "Candidate",
    "Candidates",
    "Person",
    "Plan",
    "PlanOrder",
    "Row",
    "absences",
    "calendar_fits",
    "calendar_key",
    "candidates",
    "cases_to_schedule",
    "cause_list",
    "counts_by_status",
    "hearable_from",
    "hearing_of",
    "hearings_of",
    "late_notices",
    "on_day",
    "open_places",
    "own_hearings",
    "people_of",
    "propose_plan",
    "search",
    "stale_bench",
    "summonses",
    "visible_hearings",
    "week_of",
    "what_is_taken",
    "working_days",
]
