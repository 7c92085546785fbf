"""Reads of the spine: lists of cases, one case, clocks with their lights, stages, look-up codes."""

from tianping.cases.queries.bench import ON_THE_BENCH, conflicts_in, counsel_of, seats_of
from tianping.cases.queries.clocks import (
    ClockGroup,
    Light,
    clock_groups,
    due_clocks,
    extension_requests,
    kinds_of_clocks,
    light_of,
    limit_as_lengthened,
    requests_waiting_for,
    running_clock,
    warnings_for,
)
from tianping.cases.queries.listing import (
    case_by_number,
    case_list,
    causes_in_use,
    matching,
    number_refusal,
    numbered,
    running_clocks,
    years_in_use,
)
from tianping.cases.queries.lookup import code_fits, lookup_code, plain_code
from tianping.cases.queries.progress import ProgressPage, case_for_litigants, progress_page, shown_name
from tianping.cases.queries.single import (
    CasePage,
    case_page,
    matter_of,
    visible_case,
    visible_clock,
    visible_litigant,
)
from tianping.cases.queries.slips import MOST_SLIPS, Slip, slips
from tianping.cases.queries.stages import Stage, stage

__all__ = [
    "CasePage",
    "ClockGroup",
    "Light",
    "MOST_SLIPS",
    "ON_THE_BENCH",
    "ProgressPage",
    "Slip",
    "Stage",
    "case_by_number",
    "case_for_litigants",
    "case_list",
    "case_page",
    "causes_in_use",
    "clock_groups",
    "code_fits",
    "conflicts_in",
    "counsel_of",
    "due_clocks",
    "extension_requests",
    "kinds_of_clocks",
    "light_of",
    "limit_as_lengthened",
    "lookup_code",
    "matching",
    "matter_of",
    "number_refusal",
    "numbered",
    "plain_code",
    "progress_page",
    "requests_waiting_for",
    "running_clock",
    "running_clocks",
    "seats_of",
    "shown_name",
    "slips",
    "stage",
    "visible_case",
    "visible_clock",
    "visible_litigant",
    "warnings_for",
    "years_in_use",
]
