"""Everyone's day (今日工作): what waits for a person now, told by the rooms that know.

The spine imports none of them; ``config.wiring`` names their lists by dotted paths and ``connect`` loads them once.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

# So many are shown of each list; the rest stands on the page that the list leads to.
SHOWN = 6


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is called, where it is done, and what else tells it from its neighbours.

    ``by`` is the day until which it must be done; None where none runs.
    """

    label: str
    url: str
    note: str = ""
    by: datetime.date | None = None


@dataclass(frozen=True)
class Waiting:
    """What waits in one list: the first tasks, how many there are in all, and the page with all of them."""

    tasks: Sequence[Task]
    count: int
    all_url: str = ""


@dataclass(frozen=True)
class TodayList:
    """One list of the day (事项), written by a room.

    ``load(user, on)`` reads what waits for this person on that day; None: the list is not for them, an empty one says
    that nothing waits. ``order`` places the lists, the most pressing first.
    """

    title: str
    load: Callable[[Any, datetime.date], Waiting | None]
    order: int


@dataclass(frozen=True)
class LoadedList:
    """A list with what waits in it."""

    title: str
    waiting: Waiting


class _Connected:
    """What the wiring named."""

    lists: tuple[TodayList, ...] = ()


def connect(paths: Iterable[str]) -> None:
    """Load the lists of the day, by dotted paths; called once by ``config.wiring``."""
    _Connected.lists = tuple(sorted((import_string(path) for path in paths), key=lambda each: each.order))


def lists_for(user: Any, on: datetime.date) -> list[LoadedList]:
    """The lists of a person's day, in their order: those with something in them before those without."""
    loaded = [
        LoadedList(each.title, waiting) for each in _Connected.lists if (waiting := each.load(user, on)) is not None
    ]
    return sorted(loaded, key=lambda each: not each.waiting.count)
