"""How many things wait for a person, as the navigation counts them."""

from typing import Any

from tianping.cases.queries import requests_waiting_for, warnings_for
from tianping.kernel import clock


def warnings_today(user: Any) -> int:
    """Clocks that are overdue or end within three days."""
    return warnings_for(user, clock.today())


def requests_waiting(user: Any) -> int:
    """Requests to extend a trial limit that this person may decide."""
    return requests_waiting_for(user)
