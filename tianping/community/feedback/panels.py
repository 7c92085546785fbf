"""What feedback shows on the litigants' page of a case: the way to say how it was."""

from collections.abc import Mapping
from typing import Any

from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel


def load(_case: Case, _litigant: Litigant, _found: Found) -> Mapping[str, Any]:
    """The link alone."""
    return {}


LITIGANTS = Panel("评价与意见", "feedback/public_panel.html", load, 90)
