"""Facts that service makes known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class PapersServed(Fact):
    """Papers were served (送达): these deliveries have their effective day now."""

    name: ClassVar[str] = "papers.served"
    delivery_ids: list[int]
