"""Facts that closing makes known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class CaseClosed(Fact):
    """A case of first instance was closed (``way`` as in ``cases.Case.ClosingWay``)."""

    name: ClassVar[str] = "closing.closed"
    case_id: int
    way: str


@dataclass(frozen=True)
class EndingBinds(Fact):
    """The ending of a case has come to bind: whatever waits for that may begin (refund, archive, enforcement)."""

    name: ClassVar[str] = "closing.binds"
    case_id: int
