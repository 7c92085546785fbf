"""Facts that accounts make known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class LawyerConfirmed(Fact):
    """A clerk has seen the licence (核对律师执业证) of somebody who signs in: from now on it is theirs."""

    name: ClassVar[str] = "accounts.lawyer_confirmed"
    user_id: int
