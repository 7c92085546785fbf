"""One rule name, several dated texts: the text in force on a day (同一规则的各时期文本)."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tianping.law.answers import Certainty, Refusal
from tianping.law.wording import chinese_date

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Text(Generic[Value]):
    """One text of a rule (文本): what it says from the day `since` until the next text begins.

    `cite` is the citation (《…》第…条), `reference` says where the wording or figure was taken from,
    `last_checked_on` when somebody last compared it with its source.
    """

    since: date
    cite: str
    value: Value
    certainty: Certainty = "T"
    reference: str = ""
    last_checked_on: date | None = None


class Dated(Generic[Value]):
    """All texts of one rule, oldest first; asked with a day, it gives the one text in force."""

    def __init__(self, name: str, *texts: Text[Value]) -> None:
        self.name = name
        self.texts = tuple(sorted(texts, key=lambda text: text.since))
        self._starts = [text.since for text in self.texts]

    def __iter__(self) -> Iterator[Text[Value]]:
        return iter(self.texts)

    def on(self, day: date) -> Text[Value]:
        """The text in force on `day`; refuses a day before the first recorded text."""
        position = bisect_right(self._starts, day)
        if position == 0:
            raise Refusal(
                f"{self.name}：{chinese_date(day)}没有可以适用的文本，"
                f"收录的最早文本自{chinese_date(self._starts[0])}起施行。",
                mend="请核对适用法律的日期；确需适用更早的规定的，请人工查对原文。",
            )
        return self.texts[position - 1]
