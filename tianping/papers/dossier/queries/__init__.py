"""Reads of the case file: what litigants handed in, and the catalogue."""

from tianping.papers.dossier.queries.catalogue import Catalogue, Item, archive_of, catalogue_of, content_of
from tianping.papers.dossier.queries.handed_in import (
    MATERIALS,
    answers_in,
    draft_of,
    hand_ins_of,
    last_day_of,
    may_hand_in,
    others_for,
    own_file,
    own_hand_in,
    own_hand_ins,
    remaining_periods,
    timeliness,
    to_forward,
    visible_file,
    visible_hand_ins,
)

__all__ = [
    "Catalogue",
    "Item",
    "MATERIALS",
    "answers_in",
    "archive_of",
    "catalogue_of",
    "content_of",
    "draft_of",
    "hand_ins_of",
    "last_day_of",
    "may_hand_in",
    "others_for",
    "own_file",
    "own_hand_in",
    "own_hand_ins",
    "remaining_periods",
    "timeliness",
    "to_forward",
    "visible_file",
    "visible_hand_ins",
]
