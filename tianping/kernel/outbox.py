"""The outbox: facts written in their own transaction; handlers hear of them in another, each exactly once."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Exists, OuterRef
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


@transaction.atomic
def publish_many(facts: Sequence[Fact], *, at: datetime.datetime) -> None:
    """Write down many facts and, if anybody listens, one job that will tell the handlers."""
    rows = Event.objects.bulk_create([Event(name=fact.name, payload=_payload(fact), at=at) for fact in facts])
    heard = [row.pk for row in rows if HANDLERS.get(row.name)]
    if heard:
        queue.defer("deliver", event_ids=heard)


def deliver(event_ids: Sequence[int]) -> None:
    """Tell every handler of every event; safe to repeat, since each handling leaves a row in its transaction.

    A handler that fails holds up nobody else: the others are told first. Raises ExceptionGroup with what went
    wrong, so that the job is tried again.
    """
    failures: list[Exception] = []
    for event in Event.objects.filter(pk__in=event_ids).order_by("pk"):
        for path in HANDLERS.get(event.name, ()):
            try:
                _handle_once(event, path, import_string(path))
            except Exception as failure:
                failure.add_note(f"event {event.pk} ({event.name}), handler {path}")
                failures.append(failure)
    if failures:
        raise ExceptionGroup("handlers failed", failures)


def redeliver() -> None:
    """Tell the handlers again whatever they have not dealt with; for jobs that were lost or gave up."""
    deliver(undelivered())


def undelivered(limit: int = 1000) -> list[int]:
    """Events that some handler has not dealt with yet, oldest first."""
    waiting: set[int] = set()
    for name, paths in HANDLERS.items():
        for path in paths:
            dealt_with = Handling.objects.filter(event=OuterRef("pk"), handler=path)
            events = Event.objects.filter(~Exists(dealt_with), name=name).order_by("pk")
            waiting.update(events.values_list("pk", flat=True)[:limit])
    return sorted(waiting)[:limit]


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
