"""What hearings show on the staff's page of a case."""

from collections.abc import Mapping
from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Panel, Verb
from tianping.kernel.web.addresses import address_of
from tianping.trial.hearings.permissions import FIRST_INSTANCE, VIEW_RECORD, may_keep
from tianping.trial.hearings.queries import newest_settlement, records_of
from tianping.trial.hearings.states import RECORD
from tianping.trial.hearings.tables import KINDS_OF_STATUS


def load_for_staff(case: Case, user: Any) -> Mapping[str, Any] | None:
    """The records of the case with their outcomes, the agreement in force, and the way to begin a record."""
    if case.type_code != FIRST_INSTANCE or not VIEW_RECORD.allows(held_posts(user)):
        return None
    records = list(records_of(case))
    settlement = newest_settlement(case)
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


STAFF = Panel("庭审", "hearings/panel.html", load_for_staff, 45)
