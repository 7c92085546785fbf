"""What every rule gives back: an answer with its articles, or a refusal that says how to mend."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Certainty = Literal["T", "S", "R", "L"]
"""T: text at hand and compared; S: secondary source seen; R: recalled, not seen; L: local practice."""

CERTAINTY_WORDS: dict[Certainty, str] = {
    "T": "条文原文已核对",
    "S": "出自二手来源，原文未核对",
    "R": "凭记忆整理，原文未核对，使用前请核对",
    "L": "地方或本院做法，可由法院配置",
}

Value = TypeVar("Value")


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The less sure of two certainties: an answer is as sure as its weakest text."""
    order = "TSRL"
    return one if order.index(one) >= order.index(other) else other


@dataclass(frozen=True, slots=True)
class Answer(Generic[Value]):
    """One answered question (答复): the value, the steps that led to it and the articles it rests on.

    `steps` are Chinese sentences or lines of arithmetic in order; `because` are citations
    (《…》第…条); `certainty` is the weakest of the texts used; `notes` are warnings for the reader.
    """

    value: Value
    steps: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    certainty: Certainty = "T"
    notes: tuple[str, ...] = ()


class Refusal(Exception):
    """The question cannot be answered (不予答复): a Chinese sentence and, where known, how to mend it."""

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message + mend)
        self.message = message
        self.mend = mend

    @property
    def sentence(self) -> str:
        """The whole refusal as one text: what is wrong, then how to mend it."""
        return self.message + self.mend
