"""Writing to the audit log: every write, every look at personal data, every refused look."""

import datetime
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection, transaction

from tianping.kernel.models import AuditEntry


class Actor(Protocol):
    """Whoever did it."""

    pk: Any


@dataclass(frozen=True)
class Fact:
    """What is to be recorded: an action on a subject. ``detail`` may hold no name and no number of a person.

    Its values are texts, whole numbers, truth values, None, and lists or tables of these; a fraction would come
    back from the database written another way, and the entry would look tampered with.
    """

    action: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(action: str, subject: str, *, by: Actor | None, at: datetime.datetime, **detail: Any) -> AuditEntry:
    """Record one fact in the current transaction."""
    return record_many([Fact(action, subject, detail)], by=by, at=at)[0]


def record_many(facts: Sequence[Fact], *, by: Actor | None, at: datetime.datetime) -> list[AuditEntry]:
    """Record many facts in one statement. Raises TypeError for a detail that cannot be read back as it was."""
    by_id = by.pk if by is not None else None
    entries = []
    for fact in facts:
        _check_readable(fact.detail)
        # The salt makes every leaf unique and keeps a short detail from being guessed from its hash.
        detail = {**fact.detail, "salt": secrets.token_hex(8)}
        leaf = leaf_hash(at=at, by_id=by_id, action=fact.action, subject=fact.subject, detail=detail)
        entries.append(
            AuditEntry(at=at, by_id=by_id, action=fact.action, subject=fact.subject, detail=detail, leaf=leaf)
        )
    return AuditEntry.objects.bulk_create(entries)


def record_look(action: str, subject: str, *, by: Actor | None, at: datetime.datetime, **detail: Any) -> None:
    """Record a look at personal data, without waiting for the disk where nothing else hangs on it.

    A look changes nothing, so that only a power cut within the next second could lose its entry. Inside a
    transaction that does more, the entry is as durable as the rest.
    """
    if connection.in_atomic_block:
        record(action, subject, by=by, at=at, **detail)
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        record(action, subject, by=by, at=at, **detail)


def leaf_hash(
    *, at: datetime.datetime, by_id: int | None, action: str, subject: str, detail: Mapping[str, Any]
) -> bytes:
    """SHA-256 of an entry in canonical JSON; 0x00 first, so that no leaf can pass for a node of the tree."""
    moment = at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    text = json.dumps(
        [moment, by_id, action, subject, detail], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def _check_readable(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"an audit detail has a key that is no text: {key!r}")
            _check_readable(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_readable(inner)
    elif not isinstance(value, str | int | None):
        raise TypeError(f"an audit detail cannot hold {type(value).__name__}")
