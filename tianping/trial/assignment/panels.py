"""What assignment shows on the pages of a case: who sits, how the bench was drawn, and where to verify it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.panels import Found, Panel, Verb
from tianping.cases.queries import ON_THE_BENCH, seats_of
from tianping.trial.assignment.models import Recusal
from tianping.trial.assignment.permissions import (
    DRAW_CASES,
    FIRST_INSTANCE,
    RAISE_RECUSAL,
    VIEW_DRAWS,
    allowed,
    check_can_request,
)
from tianping.trial.assignment.queries import how_drawn, recusals_of
from tianping.trial.assignment.tables import KINDS


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The bench with its proof, recusals, and what this person may do about them."""
    if case.type_code != FIRST_INSTANCE:
        return None
    seats = seats_of([case.pk])[case.pk] if "seats" in found else []
    held = held_posts(user)
    to_draw = case.status == "open" and not seats and DRAW_CASES.allows(held)
    return {
        "seats": seats,
        "draw": how_drawn(case).first() if seats else None,
        "may_open": VIEW_DRAWS.allows(held),
        "recusals": [
            (row, {"label": row.machine.label(row.status), "kind": KINDS[row.status]})
            for row in (recusals_of(case) if "recusals" in found else ())
        ],
        "verbs": (Verb("随机分案", reverse("draw_list")),) if to_draw else (),
        # Not the next step of a case, and therefore no button at its head.
        "may_request": bool(seats) and allowed(lambda: check_can_request(user, case)),
        "may_recuse": bool(seats) and case.status == "open" and RAISE_RECUSAL.allows(held),
    }


def load_for_litigants(case: Case, _litigant: Litigant, _found: Found) -> Mapping[str, Any] | None:
    """Who tries the case, that one may ask them to withdraw, and where to verify the draw."""
    if case.type_code != FIRST_INSTANCE:
        return None
    seats = seats_of([case.pk])[case.pk]
    if not any(seat.role in ON_THE_BENCH for seat in seats):
        return None
    return {"seats": seats, "draw": how_drawn(case).first()}


ROWS = {
    "seats": Seat.objects.filter(case=OuterRef("pk"), until__isnull=True),
    "recusals": Recusal.objects.filter(case=OuterRef("pk")),
}
STAFF = Panel("审判组织", "assignment/panel.html", load_for_staff, 10, ROWS)
LITIGANTS = Panel("审判组织", "assignment/public_panel.html", load_for_litigants, 10)
