"""Facts that court fees make known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class FeesPaid(Fact):
    """A bill was paid in full."""

    name: ClassVar[str] = "fees.paid"
    bill_id: int
