"""Moves: the only writer of a status. A move is a conditional UPDATE, a step and an audit entry."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from django.db import models, transaction

from tianping.kernel import audit
from tianping.kernel.machines import MACHINES, Machine, Move
from tianping.kernel.models import Step
from tianping.kernel.refusals import Overtaken, Refused

__all__ = ["MACHINES", "Actor", "Machine", "Move", "begin_many", "move", "move_many", "require_state"]


class Actor(Protocol):
    """Whoever does something: a signed-in person."""

    pk: Any


def move(
    record: models.Model,
    verb: str,
    *,
    by: Actor | None,
    at: datetime.datetime,
    reason: str = "",
    **changes: Any,
) -> None:
    """Do ``verb`` on ``record``: change its status and ``changes`` if it is still in a state that allows it.

    Raises KeyError for a verb that the machine does not have; Overtaken if the record is no longer in a state from
    which the verb may be done.
    """
    move_many(type(record), [record.pk], verb, by=by, at=at, reason=reason, **changes)
    record.refresh_from_db()


def move_many(
    model: type[models.Model],
    ids: Sequence[int],
    verb: str,
    *,
    by: Actor | None,
    at: datetime.datetime,
    reason: str = "",
    **changes: Any,
) -> None:
    """The bulk form of ``move``: all of ``ids`` or none, in a constant number of statements."""
    machine: Machine = cast(Any, model).machine
    step = machine.verb(verb)
    with transaction.atomic():
        # order_by: two bulk moves that meet lock their rows in the same order and cannot deadlock.
        before = dict(
            model._default_manager.select_for_update()
            .filter(pk__in=ids, status__in=step.sources)
            .order_by("pk")
            .values_list("pk", "status")
        )
        if len(before) != len(set(ids)):
            raise Overtaken
        model._default_manager.filter(pk__in=before).update(status=step.target, **changes)
        _write_steps(machine, step, before, by=by, at=at, reason=reason)


def begin_many(
    machine: Machine, ids: Iterable[int], *, by: Actor | None, at: datetime.datetime, verb: str = "begin"
) -> None:
    """Write the first step of records that were just inserted in the machine's initial state."""
    opening = Move(verb, "", machine.initial, who="")
    _write_steps(machine, opening, dict.fromkeys(ids, ""), by=by, at=at, reason="")


def require_state(record: models.Model, *states: str, sentence: str) -> None:
    """Refuse with ``sentence`` unless the record is in one of ``states``."""
    if cast(Any, record).status not in states:
        raise Refused(sentence)


def _write_steps(
    machine: Machine,
    step: Move,
    before: Mapping[int, str],
    *,
    by: Actor | None,
    at: datetime.datetime,
    reason: str,
) -> None:
    by_id = by.pk if by is not None else None
    Step.objects.bulk_create(
        [
            Step(
                machine=machine.name,
                record_id=pk,
                verb=step.verb,
                source=source,
                target=step.target,
                at=at,
                by_id=by_id,
                reason=reason,
            )
            for pk, source in before.items()
        ]
    )
    audit.record_many(
        [
            audit.Fact(
                action=f"{machine.name}.{step.verb}",
                subject=f"{machine.name}:{pk}",
                detail={"source": source, "target": step.target},
            )
            for pk, source in before.items()
        ],
        by=by,
        at=at,
    )
