"""What mediation before filing shows on the page of a case."""

from collections.abc import Mapping
from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Panel
from tianping.intake.mediation.permissions import LIST_REFERRALS
from tianping.intake.mediation.queries import referral_of
from tianping.intake.mediation.states import REFERRAL
from tianping.intake.mediation.tables import KINDS


def load(case: Case, user: Any) -> Mapping[str, Any] | None:
    """The referral of the case's matter; None if it was never referred."""
    referral = referral_of(case)
    if referral is None:
        return None
    return {
        "referral": referral,
        "label": REFERRAL.label(referral.status),
        "kind": KINDS[referral.status],
        "may_open": LIST_REFERRALS.allows(held_posts(user)),
    }


STAFF = Panel("诉前调解", "mediation/panel.html", load, 60)
