"""How many things of assignment wait for a person, for the navigation."""

from typing import Any

from tianping.trial.assignment import queries


def reassignments_waiting(user: Any) -> int:
    """Requests that wait for this person's decision."""
    return queries.reassignments_to_approve(user).count()


def recusals_waiting(user: Any) -> int:
    """Recusals that wait for this person's decision."""
    return queries.recusals_to_decide(user).count()
