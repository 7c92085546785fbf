"""What waits for a person, as the navigation counts it."""

from typing import Any

from django.db.models import QuerySet

from tianping.cases.models import Clock
from tianping.cases.queries import warnings_for
from tianping.kernel import clock


def warnings_today(user: Any) -> QuerySet[Clock]:
    """Clocks that are overdue or end within three days."""
    return warnings_for(user, clock.today())
