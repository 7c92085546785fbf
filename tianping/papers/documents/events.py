"""Facts that the papers make known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class PapersIssued(Fact):
    """Papers were issued (制发): frozen, sealed, ready to be served."""

    name: ClassVar[str] = "papers.issued"
    paper_ids: list[int]
