"""Facts that hearings make known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class HearingHeld(Fact):
    """A hearing was held and its record closed, with its outcome (``Record.Outcome``)."""

    name: ClassVar[str] = "hearings.held"
    case_id: int
    record_id: int
    outcome: str
