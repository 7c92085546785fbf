"""Whoever comes to the window: for the first time (第一次来的人), known by what was typed to find them; or again."""

import datetime
from typing import NamedTuple

from tianping.cases.models import Litigant
from tianping.kernel import messages
from tianping.law import identities

DOCUMENTS = ("resident_id", "uscc")


class Newcomer(NamedTuple):
    """What is known of them, as of anybody at the window; what is not, is empty."""

    name: str
    identity_kind: str
    identity_number: str
    phone: str
    address: str


def newcomer(typed: str, *, on: datetime.date) -> Newcomer | None:
    """Somebody by a whole document number, mobile number or name; None for what is none of them."""
    wanted = typed.strip()
    for kind in DOCUMENTS:
        found = identities.check(kind, wanted, on=on)
        if found.valid:
            return Newcomer("", kind, found.number, "", "")
    phone = messages.mobile_number(wanted, on=on)
    if phone is not None:
        return Newcomer("", "", "", phone, "")
    is_name = bool(wanted) and not any(each.isdigit() for each in wanted)
    return Newcomer(wanted, "", "", "", "") if is_name else None


def newest_place(litigant: Litigant) -> Litigant:
    """The same person where they sued last: what they corrected since is not asked again.

    Where others named them, others said it, and they may not know of that matter yet (民事诉讼法第一百零六条第二款).
    """
    if not litigant.identity_number:
        return litigant
    document = {"identity_kind": litigant.identity_kind, "identity_number": litigant.identity_number}
    own = Litigant.objects.filter(**document, name=litigant.name, role=Litigant.Role.PLAINTIFF)
    return own.order_by("-pk").first() or litigant
