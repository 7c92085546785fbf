"""The outbox: facts written in their own transaction; handlers hear of them in another, each exactly once."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.utils.module_loading import import_string

from tianping.kernel import queue
from tianping.kernel.models import Event, Handling

HANDLERS: dict[str, tuple[str, ...]] = {}


@dataclasses.dataclass(frozen=True)
class Fact:
    """Base of a room's events: frozen, ids and dates only. ``name`` is unique in the house."""

    name: ClassVar[str]


def wire(table: Iterable[tuple[type[Fact], Sequence[str]]]) -> None:
    """Set which handlers (dotted paths) hear of which events; called once by ``config.wiring``."""
    HANDLERS.clear()
    HANDLERS.update({event.name: tuple(handlers) for event, handlers in table})


def publish(fact: Fact, *, at: datetime.datetime) -> None:
    """Write down one fact in the current transaction."""
    publish_many([fact], at=at)


def publish_many(facts: Sequence[Fact], *, at: datetime.datetime) -> None:
    """Write down many facts and, if anybody listens, one job that will tell the handlers."""
    rows = Event.objects.bulk_create([Event(name=fact.name, payload=_payload(fact), at=at) for fact in facts])
    heard = [row.pk for row in rows if HANDLERS.get(row.name)]
    if heard:
        queue.defer("deliver", event_ids=heard)


def deliver(event_ids: Sequence[int]) -> None:
    """Tell every handler of every event; safe to repeat, since each handling leaves a row in its transaction."""
    for event in Event.objects.filter(pk__in=event_ids).order_by("pk"):
        for path in HANDLERS.get(event.name, ()):
            _handle_once(event, path, import_string(path))


def undelivered(limit: int = 100) -> list[int]:
    """Events that some handler has not dealt with yet, oldest first."""
    wanted = [name for name, handlers in HANDLERS.items() if handlers]
    done: dict[int, int] = {}
    candidates = list(Event.objects.filter(name__in=wanted).order_by("-pk")[: limit * 10])
    for handling in Handling.objects.filter(event__in=candidates):
        done[handling.event_id] = done.get(handling.event_id, 0) + 1
    return [event.pk for event in candidates if done.get(event.pk, 0) < len(HANDLERS[event.name])][:limit]


def _handle_once(event: Event, path: str, handler: Callable[..., None]) -> None:
    with transaction.atomic():
        # The unique row first: a second deliverer waits for it and then finds the work done.
        _row, is_new = Handling.objects.get_or_create(event=event, handler=path)
        if is_new:
            handler(at=event.at, **event.payload)


def _payload(fact: Fact) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime.date) else value
        for key, value in dataclasses.asdict(fact).items()
    }
