"""What supervision shows on the staff's page of a case; litigants never see it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from tianping.cases.models import Case
from tianping.cases.panels import Panel, Verb
from tianping.trial.deliberation.permissions import may_mark
from tianping.trial.deliberation.queries import supervision_of
from tianping.trial.deliberation.states import SUPERVISION
from tianping.trial.deliberation.tables import KINDS


def load_for_staff(case: Case, user: Any) -> Mapping[str, Any] | None:
    """The supervision of a case; where there is none, only the verb for those who may mark it."""
    found = supervision_of(case)
    verbs = (Verb("标识四类案件", reverse("supervision_mark", args=[case.pk])),) if may_mark(user, case) else ()
    if found is None or found.status == "ended":
        return {"supervision": found, "verbs": verbs} if verbs or found is not None else None
    status = {"label": SUPERVISION.label(found.status), "kind": KINDS[found.status]}
    return {"supervision": found, "status": status, "verbs": ()}


STAFF = Panel("监督管理", "deliberation/panel.html", load_for_staff, 70)
