"""Reads of closing: what can be closed, endings and what they wait for, appeals."""

from tianping.trial.closing.queries.closing_days import closed_on
from tianping.trial.closing.queries.deciding import (
    BY_LIST,
    by_list,
    proposed_judgment,
    request_for_the_fee,
    request_for_withdrawal,
    requests_for,
    to_decide,
)
from tianping.trial.closing.queries.endings import (
    appeals_of,
    ending_of,
    endings,
    not_binding,
    second_instance_of,
    to_handle,
    visible_endings,
)
from tianping.trial.closing.queries.ready import (
    Ground,
    ground_of,
    ready_for,
    unpaid_among,
    why_not_for_the_fee,
    with_grounds,
)
from tianping.trial.closing.queries.served import concerned_by, decision_of, effect_of, served_on

__all__ = [
    "concerned_by",
    "BY_LIST",
    "Ground",
    "appeals_of",
    "by_list",
    "closed_on",
    "decision_of",
    "effect_of",
    "ending_of",
    "endings",
    "ground_of",
    "not_binding",
    "proposed_judgment",
    "ready_for",
    "request_for_the_fee",
    "request_for_withdrawal",
    "requests_for",
    "second_instance_of",
    "served_on",
    "to_decide",
    "to_handle",
    "unpaid_among",
    "visible_endings",
    "why_not_for_the_fee",
    "with_grounds",
]
