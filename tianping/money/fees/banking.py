"""What the bank's statements know of a payment that is typed by hand, asked of the room that keeps them.

That room stands above this one; ``config.wiring`` names what it answers, by dotted paths.
"""

import datetime
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils.module_loading import import_string

from tianping.accounts.models import User
from tianping.kernel.courts import current_court
from tianping.money.fees.models import Bill

ADVISORY_LOCK = 7_265_734


@dataclass(frozen=True)
class Booked:
    """The row of a statement that a typed payment is: its id, and the day on which the bank booked it."""

    row_id: int
    booked_on: datetime.date


@dataclass(frozen=True)
class Line:
    """The row of a statement that paid a bill: what it is called, its page (empty for whoever may not open it).

    What it paid above the bill (多交), what of that was given back, fen, and each time in words. ``payer`` and their
    ``account`` with its middle hidden; ``reveal``: where whoever gives money back looks at it in full.
    """

    label: str
    address: str
    surplus_fen: int
    returned_fen: int
    returns: tuple[str, ...]
    payer: str = ""
    account: str = ""
    reveal: str = ""

    @property
    def left_fen(self) -> int:
        """What is still to be given back."""
        return self.surplus_fen - self.returned_fen


Find = Callable[[str, int], Booked | None]
Settle = Callable[[Booked, Bill, User, datetime.datetime], None]
Release = Callable[[str, Bill, str, User, datetime.datetime], None]
Lines = Callable[[int, User], Mapping[str, Line]]
IsSpent = Callable[[str], bool]


class _Connected:
    """What the wiring named."""

    find: Find
    settle: Settle
    release: Release
    lines: Lines
    is_spent: IsSpent


def connect(*, find: str, settle: str, release: str, lines: str, is_spent: str) -> None:
    """Load what the statements answer; called once by ``config.wiring``.

    ``find``: reference, sum → the row that it is, None where no statement has it; raises Refused where the row says
    another thing. ``settle``: that row has paid this bill. ``release``: what was recorded under this reference was
    reversed, and its row waits again; raises Refused where its surplus was given back. ``lines``: bill id, who looks →
    reference → the row that paid. ``is_spent``: whether a payment out under this reference gave back a surplus.
    """
    _Connected.find = staticmethod(import_string(find))
    _Connected.settle = staticmethod(import_string(settle))
    _Connected.release = staticmethod(import_string(release))
    _Connected.lines = staticmethod(import_string(lines))
    _Connected.is_spent = staticmethod(import_string(is_spent))


def plain_reference(text: str) -> str:
    """A bank's reference in its one form: however a cashier types it, one number of the bank's pays one bill."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def lock_references() -> None:
    """Whoever books a reference waits for whoever is booking one, until the end of the transaction.

    What is typed and the statement that is taken in at the same moment would not see each other else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADVISORY_LOCK, current_court()])


def find_booked(reference: str, total_fen: int) -> Booked | None:
    """The row of a statement under this reference; Refused where it is another sum, or is dealt with already."""
    return _Connected.find(reference, total_fen)


def settle_booked(booked: Booked, bill: Bill, *, by: User, at: datetime.datetime) -> None:
    """The row has paid this bill, and pays no second one."""
    _Connected.settle(booked, bill, by, at)


def release(reference: str, bill: Bill, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The row under this reference paid this bill in error, and waits again; nothing where no statement has it."""
    _Connected.release(reference, bill, reason, by, at)


def lines_of(bill: Bill, user: User) -> Mapping[str, Line]:
    """Reference → the row of a statement that paid a bill, as far as a statement has it."""
    return _Connected.lines(bill.pk, user)


def is_spent(reference: str) -> bool:
    """Whether a surplus was given back under this reference."""
    return _Connected.is_spent(reference)
