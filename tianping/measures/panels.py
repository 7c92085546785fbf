"""What the register shows on the page of a case, to staff and to litigants."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel
from tianping.kernel import clock
from tianping.measures.models import Measure
from tianping.measures.permissions import LIST_MEASURES
from tianping.measures.queries import measures_of_matter, stands, told_to
from tianping.measures.tables import light_facts, status_facts


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The measures of the dispute, each with its light."""
    if "measures" not in found or not LIST_MEASURES.allows(held_posts(user)):
        return None
    return {
        "rows": [_row(row) | {"url": reverse("measure", args=[row.pk])} for row in measures_of_matter(case.matter_id)]
    }


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What was taken for this litigant, and what on their property once they were told of it."""
    rows = told_to(case, litigant) if "measures" in found else []
    if not rows:
        return None
    mine = any(row.applicant_id == litigant.pk and stands(row, clock.today()) == "in_force" for row in rows)
    return {"rows": [_row(row) | {"own": row.owner_id == litigant.pk} for row in rows], "may_ask": mine}


def _row(row: Measure) -> dict[str, Any]:
    return {"measure": row, "status": status_facts(row, clock.today()), "light": light_facts(row, clock.today())}


ROWS = {"measures": Measure.objects.filter(case__matter=OuterRef("matter_id"))}
STAFF = Panel("查封、扣押、冻结", "measures/panel.html", load_for_staff, 36, ROWS)
LITIGANTS = Panel("查封、扣押、冻结", "measures/public_panel.html", load_for_litigants, 36, ROWS)
