"""What deliberation and supervision show on the staff's page of a case; litigants never see it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Found, Panel, Verb
from tianping.kernel.web.addresses import address_of
from tianping.trial.deliberation.models import Supervision
from tianping.trial.deliberation.permissions import VIEW_DELIBERATION, may_mark, may_record
from tianping.trial.deliberation.queries import deliberations, supervision_of, unsigned
from tianping.trial.deliberation.states import SUPERVISION
from tianping.trial.deliberation.tables import KINDS


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The supervision of a case; where there is none, only the verb for those who may mark it."""
    newest = supervision_of(case) if "supervisions" in found else None
    verbs = (Verb("标识四类案件", reverse("supervision_mark", args=[case.pk])),) if may_mark(user, case) else ()
    if newest is None or newest.status == "ended":
        return {"supervision": newest, "verbs": verbs} if verbs or newest is not None else None
    status = {"label": SUPERVISION.label(newest.status), "kind": KINDS[newest.status]}
    return {"supervision": newest, "status": status, "verbs": ()}


ROWS = {"supervisions": Supervision.objects.filter(case=OuterRef("pk"))}
STAFF = Panel("监督管理", "deliberation/panel.html", load_for_staff, 70, ROWS)


def load_deliberations(case: Case, user: Any, _found: Found) -> Mapping[str, Any] | None:
    """The deliberations of a panel, for those who have a seat in the case; nothing where one judge sits alone."""
    if case.composition != Case.Composition.PANEL or not VIEW_DELIBERATION.allows(held_posts(user)):
        return None
    rows = [
        {"row": each, "url": address_of("deliberation")(each.pk), "unsigned": unsigned(each)}
        for each in deliberations(user).filter(case=case).order_by("ordinal")
    ]
    verbs = (Verb("记录评议", reverse("deliberation_record", args=[case.pk])),) if may_record(user, case) else ()
    return {"rows": rows, "verbs": verbs} if rows or verbs else None


DELIBERATIONS = Panel("合议庭评议", "deliberation/deliberations.html", load_deliberations, 47)
