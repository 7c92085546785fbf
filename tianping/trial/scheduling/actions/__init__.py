"""What may be done in scheduling: fix hearings, put them elsewhere, give them up; places, absences, waivers."""

from tianping.trial.scheduling.actions.effects import hear_cases_assigned, hear_hearing_held, hear_papers_served
from tianping.trial.scheduling.actions.fixing import Draft, fix, fix_many
from tianping.trial.scheduling.actions.keeping import (
    cancel,
    close_place,
    enter_place,
    hear_case_closed,
    note_absence,
    reschedule,
    withdraw_absence,
)
from tianping.trial.scheduling.actions.waiving import waive_many

__all__ = [
    "Draft",
    "cancel",
    "close_place",
    "enter_place",
    "fix",
    "fix_many",
    "hear_case_closed",
    "hear_cases_assigned",
    "hear_hearing_held",
    "hear_papers_served",
    "note_absence",
    "reschedule",
    "waive_many",
    "withdraw_absence",
]
