"""What filing shows on the page of a case: how the matter came in, and its receipt."""

from collections.abc import Mapping
from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel
from tianping.intake.filing.permissions import FILE_BATCH, SEE_FILINGS
from tianping.intake.filing.queries import copies_for, filing_of


def load(case: Case, user: Any, _found: Found) -> Mapping[str, Any] | None:
    """The filing from which the case came; None for a matter without one."""
    filing = filing_of(case.matter_id)
    if filing is None:
        return None
    held = held_posts(user)
    return {"filing": filing, "may_open": SEE_FILINGS.allows(held), "may_open_batch": FILE_BATCH.allows(held)}


def load_for_litigants(case: Case, litigant: Litigant, _found: Found) -> Mapping[str, Any] | None:
    """The complaint and the evidence that came with it, to be read and kept."""
    copies = copies_for(case, litigant)
    return {"copies": copies, "own": litigant.role == Litigant.Role.PLAINTIFF} if copies else None


STAFF = Panel("立案", "filing/panel.html", load, 50)
LITIGANTS = Panel("起诉状和证据", "filing/public_panel.html", load_for_litigants, 32)
