"""Reads of closing: what can be closed, endings and what they wait for, appeals."""

from tianping.trial.closing.queries.endings import (
    appeals_of,
    ending_of,
    endings,
    not_binding,
    second_instance_of,
    to_handle,
    visible_endings,
)
from tianping.trial.closing.queries.ready import Ground, ground_of, ready_count, ready_for, unpaid_among, with_grounds
from tianping.trial.closing.queries.served import decision_of, effect_of, served_on

__all__ = [
    "Ground",
    "appeals_of",
    "decision_of",
    "effect_of",
    "ending_of",
    "endings",
    "ground_of",
    "not_binding",
    "ready_count",
    "ready_for",
    "second_instance_of",
    "served_on",
    "to_handle",
    "unpaid_among",
    "visible_endings",
    "with_grounds",
]
