"""Facts that assignment makes known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class CasesAssigned(Fact):
    """Cases got a bench, or a new member of it (分案完成); the seats stand in the spine."""

    name: ClassVar[str] = "assignment.cases_assigned"
    case_ids: tuple[int, ...]
