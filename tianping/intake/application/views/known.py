"""Who is known already and need not be typed: the citizen who signed in, or whoever stands at the clerk's window."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import identity_of
from tianping.cases.permissions import at_window, own_person
from tianping.intake.application.permissions import at_counter
from tianping.kernel import clock


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whose name and document the court has (已知身份), as a pleading takes them over."""

    words: str
    typed: dict[str, str]

    @property
    def mark(self) -> str:
        """What the button on the page carries, so that it puts in whom it named and nobody who came since."""
        named = f"{self.typed['name']}:{self.typed['identity_number']}"
        return salted_hmac("known person", named, algorithm="sha256").hexdigest()


def known_person(request: HttpRequest) -> KnownPerson | None:
    """Whoever writes, if they said who they are; at the counter, whoever was found at the window (一窗)."""
    user = signed_in(request)
    if at_counter(user):
        there = at_window(request, at=clock.now())
        return (
            KnownPerson(f"就是窗口的{there.name}", there.typed) if there is not None and there.counsel is None else None
        )
    own = own_person(user.pk)
    return KnownPerson(f"就是我本人，{own.name}", own.typed) if own is not None else None


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
