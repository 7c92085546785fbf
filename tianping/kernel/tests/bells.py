"""A fact and its handlers, for tests of the outbox: each ringing leaves a counted mark."""

import datetime
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel import outbox
from tianping.kernel.models import Counter
from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class BellRung(Fact):
    """A bell was rung."""

    name: ClassVar[str] = "bell.rung"
    bell_id: int
    on: datetime.date


HERE = "tianping.kernel.tests.bells"
broken: set[int] = set()


def hear(*, at: datetime.datetime, bell_id: int, on: str) -> None:
    """Write the ringing down; fails for a broken bell after it was written."""
    _mark(f"bell {bell_id} {on}")
    if bell_id in broken:
        raise RuntimeError("the bell is broken")


def hear_too(*, at: datetime.datetime, bell_id: int, on: str) -> None:
    """A second one who listens."""
    _mark(f"echo {bell_id} {on}")


def heard() -> list[str]:
    """What was written down, in order."""
    return list(Counter.objects.order_by("pk").values_list("kind", flat=True))


def _mark(ringing: str) -> None:
    # Counters are never tidied away, whatever hour the test runs at; each ringing has a year of its own, so that
    # one heard twice stands there twice.
    Counter.objects.create(kind=ringing, year=Counter.objects.count())


@contextmanager
def listening(*handlers: str) -> Generator[None]:
    """Let these handlers hear of bells, and put the house's own wiring back afterwards."""
    before = dict(outbox.HANDLERS)
    outbox.wire([(BellRung, [f"{HERE}.{handler}" for handler in handlers])])
    broken.clear()
    try:
        yield
    finally:
        outbox.HANDLERS.clear()
        outbox.HANDLERS.update(before)
