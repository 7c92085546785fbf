"""What filing shows on the page of a case: how the matter came in, and its receipt."""

import re
from collections.abc import Mapping
from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel
from tianping.cases.permissions import visible_cases
from tianping.intake.filing.copies import Copies, complaints_on_paper, copies_for
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import FILE_BATCH, SEE_FILINGS
from tianping.intake.filing.queries import filing_of
from tianping.kernel.web.addresses import address_of

# The receipt of a correction says its version behind the number.
RECEIPT = re.compile(r"(?:收据号)?:?收([0-9]{4})-([0-9]{1,6})(?:-[0-9]{1,3})?")


def load(case: Case, user: Any, _found: Found) -> Mapping[str, Any] | None:
    """The filing from which the case came; None for a matter without one."""
    filing = filing_of(case.matter_id)
    if filing is None:
        return None
    held = held_posts(user)
    return {
        "filing": filing,
        "may_open": SEE_FILINGS.allows(held),
        "may_open_batch": FILE_BATCH.allows(held),
        "on_paper": case.status == "open" and complaints_on_paper().filter(pk=case.pk).exists(),
    }


def load_for_litigants(case: Case, litigant: Litigant, _found: Found) -> Mapping[str, Any] | None:
    """The complaint and the evidence that came with it, to be read and kept; of one on paper what was registered."""
    copies = copies_for(case, litigant)
    if copies == Copies():
        return None
    return {"copies": copies.pieces, "words": copies.words, "own": litigant.role == Litigant.Role.PLAINTIFF}


def find_number(user: Any, typed: str) -> str | None:
    """收据号 (收2023-000123), of the filing or of what corrected it: the filing, else the case that came of it."""
    number = RECEIPT.fullmatch(typed)
    if number is None:
        return None
    year, sequence = number.groups()
    found = Filing.objects.filter(receipt_number=f"收{year}-{int(sequence):06d}").first()
    if found is None:
        return ""
    if SEE_FILINGS.allows(held_posts(user)):
        return address_of("filing")(found.pk)
    case = visible_cases(user).filter(matter=found.matter_id).order_by("-pk").first()
    return address_of("case")(case.pk) if case is not None else ""


STAFF = Panel("立案", "filing/panel.html", load, 50)
LITIGANTS = Panel("起诉状和证据", "filing/public_panel.html", load_for_litigants, 32)
