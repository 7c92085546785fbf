"""What hearings show on the staff's page of a case."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Found, Panel, Verb
from tianping.kernel.web.addresses import address_of
from tianping.trial.hearings.models import Record, Settlement
from tianping.trial.hearings.permissions import FIRST_INSTANCE, VIEW_RECORD, may_keep
from tianping.trial.hearings.queries import newest_settlement, records_of
from tianping.trial.hearings.states import RECORD
from tianping.trial.hearings.tables import KINDS_OF_STATUS


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The records of the case with their outcomes, the agreement in force, and the way to begin a record."""
    if case.type_code != FIRST_INSTANCE or not VIEW_RECORD.allows(held_posts(user)):
        return None
    records = list(records_of(case)) if "records" in found else []
    settlement = newest_settlement(case) if "settlements" in found else None
    may_open = not any(record.status == "open" for record in records) and may_keep(user, case)
    return {
        "records": [
            {
                "title": f"{record.get_kind_display()}（第{record.ordinal}次）",
                "url": address_of("hearing_record")(record.pk),
                "on": record.opened_at,
                "outcome": record.get_outcome_display(),
                "status": {"label": RECORD.label(record.status), "kind": KINDS_OF_STATUS[record.status]},
            }
            for record in records
        ],
        "settlement": settlement,
        "turns_url": address_of("hearing_turns")(case.pk),
        "verbs": (Verb("开始庭审记录", address_of("hearing_open")(case.pk)),) if may_open else (),
    }


ROWS = {
    "records": Record.objects.filter(case=OuterRef("pk")),
    "settlements": Settlement.objects.filter(case=OuterRef("pk")),
}
STAFF = Panel("庭审", "hearings/panel.html", load_for_staff, 45, ROWS)
