"""What may be done in the spine: open matters and numbered cases, run clocks, write the timeline."""

from tianping.cases.actions.acting import (
    CounselDraft,
    WaiverDraft,
    end_counsel,
    end_mandate,
    name_counsel,
    name_counsel_many,
    waive_periods,
    waive_periods_many,
)
from tianping.cases.actions.bench import (
    SeatDraft,
    lift_conflict,
    make_responsible,
    note_conflict,
    seat_many,
    unseat_many,
)
from tianping.cases.actions.claims import ClaimDraft, change_claim
from tianping.cases.actions.clocks import (
    ClockStart,
    decide_extension,
    exclude_days,
    follow_limit,
    request_extension,
    start_clocks,
    stop_clocks,
)
from tianping.cases.actions.lookup import NothingFound, count_look_up, look_up, replace_lookup_code
from tianping.cases.actions.opening import (
    LitigantDraft,
    MatterDraft,
    NoteDraft,
    bind_cases,
    close_cases,
    open_cases,
    open_matters,
    set_tracks,
)
from tianping.cases.actions.timeline import note_many, tell_many

__all__ = [
    "ClaimDraft",
    "ClockStart",
    "CounselDraft",
    "LitigantDraft",
    "MatterDraft",
    "NoteDraft",
    "NothingFound",
    "SeatDraft",
    "WaiverDraft",
    "bind_cases",
    "change_claim",
    "close_cases",
    "count_look_up",
    "decide_extension",
    "end_counsel",
    "end_mandate",
    "exclude_days",
    "follow_limit",
    "lift_conflict",
    "look_up",
    "make_responsible",
    "name_counsel",
    "name_counsel_many",
    "note_conflict",
    "note_many",
    "open_cases",
    "open_matters",
    "replace_lookup_code",
    "request_extension",
    "seat_many",
    "set_tracks",
    "start_clocks",
    "stop_clocks",
    "tell_many",
    "unseat_many",
    "waive_periods",
    "waive_periods_many",
]
