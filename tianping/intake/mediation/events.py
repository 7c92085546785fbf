"""Facts that mediation makes known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class MediationEnded(Fact):
    """A mediation before filing ended: ``agreed``, ``failed`` or ``withdrawn``."""

    name: ClassVar[str] = "mediation.ended"
    matter_id: int
    outcome: str
