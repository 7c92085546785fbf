"""On which paper each way of closing rests (结案方式与法律文书)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tianping.cases.models import Case

Way = Case.ClosingWay


@dataclass(frozen=True, slots=True)
class Rest:
    """The paper that a way of closing needs: its kind, and for a ruling what it decides."""

    kind: Literal["judgment", "mediation_paper", "ruling"]
    variant: str = ""


RESTS_ON: Mapping[Case.ClosingWay, Rest] = MappingProxyType(
    {
        Way.JUDGMENT: Rest("judgment"),
        Way.MEDIATION: Rest("mediation_paper"),
        Way.WITHDRAWN: Rest("ruling", "withdrawal"),
        Way.DEEMED_WITHDRAWN: Rest("ruling", "deemed_withdrawal"),
        Way.NOT_ACCEPTED: Rest("ruling", "not_accepted"),
        Way.SUIT_DISMISSED: Rest("ruling", "suit_dismissed"),
        Way.TRANSFERRED: Rest("ruling", "transfer"),
        Way.TERMINATED: Rest("ruling", "terminated"),
    }
)
# Whoever does not pay is deemed to have withdrawn; no other case that was tried is closed unpaid.
MUST_BE_PAID = frozenset({Way.JUDGMENT, Way.MEDIATION, Way.WITHDRAWN})
_BY_PAPER = {(rest.kind, rest.variant): way for way, rest in RESTS_ON.items()}


def way_by_paper(kind: str, variant: str) -> Case.ClosingWay | None:
    """How a case ends by a paper of that kind; None for papers that end nothing."""
    for (known, decides), way in _BY_PAPER.items():
        if known == kind and decides == variant:
            return way
    return None
