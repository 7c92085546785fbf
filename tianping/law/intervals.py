"""Intervals that do not count (扣除期间), half open: the last day named is the first that counts again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tianping.law.answers import Refusal
from tianping.law.wording import chinese_date


@dataclass(frozen=True, slots=True)
class Excluded:
    """An interval that does not count (扣除期间), half open: `ends_before` is the first day that counts again."""

    starts_on: date
    ends_before: date
    why: str = ""


def merged(excluded: Iterable[Excluded]) -> list[Excluded]:
    """The intervals in order, overlapping and touching ones joined; refuses one that ends before it starts."""
    joined: list[Excluded] = []
    for interval in sorted(excluded, key=lambda one: (one.starts_on, one.ends_before)):
        if interval.ends_before < interval.starts_on:
            raise Refusal(
                f"扣除期间的结束日{chinese_date(interval.ends_before)}早于开始日{chinese_date(interval.starts_on)}。",
                mend="请核对扣除期间的起止日。",
            )
        if joined and interval.starts_on <= joined[-1].ends_before:
            last = joined.pop()
            reasons = dict.fromkeys(filter(None, (last.why, interval.why)))
            interval = Excluded(last.starts_on, max(last.ends_before, interval.ends_before), "、".join(reasons))
        joined.append(interval)
    return joined
