"""Who is known already and need not be typed: the citizen who signed in, or whoever stands at the clerk's window."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import identity_of
from tianping.cases.permissions import at_window
from tianping.intake.application.permissions import at_counter
from tianping.kernel import clock


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whose name and document the court has (已知身份), as a pleading takes them over."""

    words: str
    name: str
    identity_kind: str
    identity_number: str
    phone: str
    address: str

    @property
    def mark(self) -> str:
        """What the button on the page carries, so that it puts in whom it named and nobody who came since."""
        return salted_hmac("known person", f"{self.name}:{self.identity_number}", algorithm="sha256").hexdigest()

    @property
    def typed(self) -> dict[str, str]:
        """What would have been typed."""
        return {
            "kind": "legal" if self.identity_kind == "uscc" else "natural",
            "name": self.name,
            "identity_kind": self.identity_kind,
            "identity_number": self.identity_number,
            "phone": self.phone,
            "address": self.address,
        }


def known_person(request: HttpRequest) -> KnownPerson | None:
    """Whoever writes, if they said who they are; at the counter, whoever was found at the window (一窗)."""
    user = signed_in(request)
    if at_counter(user):
        there = at_window(request, at=clock.now())
        if there is None:
            return None
        facts = (there.name, there.identity_kind, there.identity_number, there.phone, there.address)
        return KnownPerson(f"就是窗口的{there.name}", *facts)
    own = identity_of(user)
    if own is None:
        return None
    facts = (user.full_name, own.identity_kind, own.identity_number, own.phone, own.address)
    return KnownPerson(f"就是我本人，{user.full_name}", *facts)


def known_lawyer(request: HttpRequest) -> dict[str, str]:
    """A lawyer who writes for others, as the page of an agent is filled in; nothing for anybody else."""
    user = signed_in(request)
    own = identity_of(user)
    if own is None or not own.licence_number:
        return {}
    return {
        "name": user.full_name,
        "kind": "lawyer",
        "firm": own.firm,
        "licence_number": own.licence_number,
        "phone": own.phone,
    }
