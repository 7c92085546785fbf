"""Facts that the register of measures makes known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class MeasuresEnded(Fact):
    """Measures ended: they lapsed or were lifted (期限届满失效、解除); the cases that had ordered them."""

    name: ClassVar[str] = "measures.ended"
    case_ids: list[int]
