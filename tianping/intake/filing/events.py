"""Facts that filing makes known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class FilingDecided(Fact):
    """A filing that another court sent us was decided on: ``outcome`` is its new status; who decided, if a person."""

    name: ClassVar[str] = "filing.decided"
    filing_id: int
    outcome: str
    by_id: int | None
