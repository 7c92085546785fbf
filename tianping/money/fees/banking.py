"""What the bank's statements know of a payment that is typed by hand, asked of the room that keeps them.

That room stands above this one; ``config.wiring`` names what it answers, by dotted paths.
"""

import datetime
import unicodedata
from collections.abc import Callable, Collection, Mapping
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
class Surplus:
    """What was paid above a bill (多交), and what of it was given back; fen."""

    fen: int
    returned_fen: int

    @property
    def left_fen(self) -> int:
        """What is still to be given back."""
        return self.fen - self.returned_fen


Find = Callable[[str, int], Booked | None]
Settle = Callable[[Booked, Bill, User, datetime.datetime], None]
Surpluses = Callable[[Collection[int]], Mapping[int, Surplus]]
IsSpent = Callable[[str], bool]


class _Connected:
    """What the wiring named."""

    find: Find
    settle: Settle
    surpluses: Surpluses
    is_spent: IsSpent


def connect(*, find: str, settle: str, surpluses: str, is_spent: str) -> None:
    """Load what the statements answer; called once by ``config.wiring``.

    ``find``: reference, sum → the row that it is, None where no statement has it; raises Refused where the row says
    another thing. ``settle``: that row has paid this bill. ``surpluses``: bill ids → what was paid above them.
    ``is_spent``: whether a payment out under this reference gave back a surplus.
    """
    _Connected.find = staticmethod(import_string(find))
    _Connected.settle = staticmethod(import_string(settle))
    _Connected.surpluses = staticmethod(import_string(surpluses))
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


def surplus_of(bill: Bill) -> Surplus | None:
    """What was paid above a bill; None where it was paid to the fen."""
    return _Connected.surpluses([bill.pk]).get(bill.pk)


def is_spent(reference: str) -> bool:
    """Whether a surplus was given back under this reference."""
    return _Connected.is_spent(reference)
