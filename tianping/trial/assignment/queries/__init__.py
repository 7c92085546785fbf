"""Reads of assignment: pools, waiting cases, who may be drawn, draws and their published files, changes of benches."""

from tianping.trial.assignment.queries.changes import (
    asked_at,
    reassignment_rows,
    reassignments_to_approve,
    recusal_rows,
    recusals_of,
    recusals_to_decide,
    visible_recusals,
)
from tianping.trial.assignment.queries.draws import (
    draw_rows,
    entries_of,
    how_drawn,
    judges_without_clerk,
    lots_of,
    publications,
    published_draws,
    shares,
)
from tianping.trial.assignment.queries.eligible import (
    Excluded,
    exclusions,
    judges_of,
    loads,
    members_on,
    open_pools,
    paused_on,
    team_of,
)
from tianping.trial.assignment.queries.pools import members_with_loads, pauses_from, pool_rows
from tianping.trial.assignment.queries.protocol import document, heading
from tianping.trial.assignment.queries.rosters import Lack, build_roster, short_of_people
from tianping.trial.assignment.queries.waiting import is_taken_by, lacks_of, waiting, waiting_for

__all__ = [
    "asked_at",
    "Excluded",
    "Lack",
    "build_roster",
    "document",
    "heading",
    "draw_rows",
    "visible_recusals",
    "members_with_loads",
    "pauses_from",
    "pool_rows",
    "entries_of",
    "judges_of",
    "judges_without_clerk",
    "members_on",
    "publications",
    "shares",
    "exclusions",
    "how_drawn",
    "is_taken_by",
    "lacks_of",
    "loads",
    "lots_of",
    "open_pools",
    "paused_on",
    "published_draws",
    "reassignment_rows",
    "reassignments_to_approve",
    "recusal_rows",
    "recusals_of",
    "recusals_to_decide",
    "short_of_people",
    "team_of",
    "waiting",
    "waiting_for",
]
