"""What mediation before filing shows on the page of a case, to staff and to litigants."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Panel, Verb
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.permissions import LIST_REFERRALS, RUN_REFERRAL
from tianping.intake.mediation.queries import referral_of
from tianping.intake.mediation.tables import KINDS

NEXT_VERBS = {"referred": "接受委派", "accepted": "登记调解结果"}


def load_for_staff(case: Case, user: Any) -> Mapping[str, Any] | None:
    """The referral of the dispute, with the next verb for those who run it while its own case is open."""
    referral = referral_of(case)
    if referral is None:
        return None
    held, label = held_posts(user), NEXT_VERBS.get(referral.status, "")
    may_run = RUN_REFERRAL.allows(held) and referral.case_id == case.pk and label
    return {
        **_shown(referral),
        "may_open": LIST_REFERRALS.allows(held),
        "verbs": (Verb(label, reverse("referral", args=[referral.pk])),) if may_run else (),
    }


def load_for_litigants(case: Case, _user: Any) -> Mapping[str, Any] | None:
    """What a litigant is told of the mediation: with whom, since when, how it stands."""
    referral = referral_of(case)
    return None if referral is None else _shown(referral)


def _shown(referral: Referral) -> dict[str, Any]:
    label = Referral.machine.label(referral.status)
    return {"referral": referral, "status": {"label": label, "kind": KINDS[referral.status]}}


STAFF = Panel("诉前调解", "mediation/panel.html", load_for_staff, 20)
LITIGANTS = Panel("诉前调解", "mediation/public_panel.html", load_for_litigants, 20)
