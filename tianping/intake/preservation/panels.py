"""What preservation shows on the page of a case: to the staff, and to the applicant alone."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Verb
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import LIST, RECEIVE
from tianping.intake.preservation.queries import FIRST_INSTANCE, fees_for, of_case
from tianping.intake.preservation.tables import KINDS


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The applications of the dispute; the counter enters one in a case that is tried."""
    held = held_posts(user)
    rows = of_case(case) if "applications" in found and LIST.allows(held) else ()
    receives = RECEIVE.allows(held) and case.type_code == FIRST_INSTANCE and case.status == "open"
    verbs = (Verb("登记保全申请", reverse("preservation_in_suit", args=[case.pk])),) if receives else ()
    if not rows and not verbs:
        return None
    return {"rows": [_row(row) | {"url": reverse("preservation", args=[row.pk])} for row in rows], "verbs": verbs}


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What the applicant is told, and pays. The respondent is told by the measures, once they are taken, alone."""
    own = Q(applicant=litigant)
    if litigant.role == Litigant.Role.PLAINTIFF:
        own |= Q(stage="before_suit", matter=litigant.matter_id)
    rows = of_case(case).filter(own) if "applications" in found else ()
    return {"rows": [_row(row) for row in rows], "fees": fees_for(case, litigant)} if rows else None


def _row(row: Application) -> dict[str, Any]:
    return {"application": row, "status": {"label": Application.machine.label(row.status), "kind": KINDS[row.status]}}


ROWS = {
    "applications": Application.objects.filter(Q(matter=OuterRef("matter_id")) | Q(suit_matter=OuterRef("matter_id")))
}
STAFF = Panel("财产保全", "preservation/panel.html", load_for_staff, 35, ROWS)
LITIGANTS = Panel("财产保全", "preservation/public_panel.html", load_for_litigants, 35, ROWS)
