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


@dataclass(frozen=True)
class EntrustedMediationEnded(Fact):
    """A mediation after filing ended (委托调解): ``agreed``, ``failed`` or ``withdrawn``; by whom it was recorded."""

    name: ClassVar[str] = "mediation.entrusted_ended"
    case_id: int
    referral_id: int
    outcome: str
