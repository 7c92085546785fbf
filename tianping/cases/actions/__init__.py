"""What may be done in the spine: open matters and numbered cases, run clocks, write the timeline."""

from tianping.cases.actions.clocks import (
    ClockStart,
    decide_extension,
    exclude_days,
    request_extension,
    start_clocks,
    stop_clocks,
)
from tianping.cases.actions.lookup import NothingFound, count_look_up, look_up, replace_lookup_code
from tianping.cases.actions.opening import (
    LitigantDraft,
    MatterDraft,
    NoteDraft,
    close_cases,
    open_cases,
    open_matters,
    set_tracks,
)
from tianping.cases.actions.timeline import note_many

__all__ = [
    "ClockStart",
    "LitigantDraft",
    "MatterDraft",
    "NoteDraft",
    "NothingFound",
    "close_cases",
    "count_look_up",
    "decide_extension",
    "exclude_days",
    "look_up",
    "note_many",
    "open_cases",
    "open_matters",
    "replace_lookup_code",
    "request_extension",
    "set_tracks",
    "start_clocks",
    "stop_clocks",
]
