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
    """What is to be recorded: an action on a subject. ``detail`` may hold no name and no number of a person."""

    action: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(action: str, subject: str, *, by: Actor | None, at: datetime.datetime, **detail: Any) -> AuditEntry:
    """Record one fact in the current transaction."""
    return record_many([Fact(action, subject, detail)], by=by, at=at)[0]


def record_look(action: str, subject: str, *, by: Actor | None, at: datetime.datetime, **detail: Any) -> AuditEntry:
    """Record one look in a transaction of its own that does not wait for the disk.

    A look changes nothing, so a crash within a fraction of a second may lose its row; the look itself is then lost
    with the answer. Raises RuntimeError inside another transaction, whose own commit would stop waiting, too.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
        return record(action, subject, by=by, at=at, **detail)


def record_many(facts: Sequence[Fact], *, by: Actor | None, at: datetime.datetime) -> list[AuditEntry]:
    """Record many facts in one statement."""
    by_id = by.pk if by is not None else None
    entries = []
    for fact in facts:
        # The salt makes every leaf unique and keeps a short detail from being guessed from its hash.
        detail = {**fact.detail, "salt": secrets.token_hex(8)}
        leaf = leaf_hash(at=at, by_id=by_id, action=fact.action, subject=fact.subject, detail=detail)
        entries.append(
            AuditEntry(at=at, by_id=by_id, action=fact.action, subject=fact.subject, detail=detail, leaf=leaf)
        )
    return AuditEntry.objects.bulk_create(entries)


def leaf_hash(
    *, at: datetime.datetime, by_id: int | None, action: str, subject: str, detail: Mapping[str, Any]
) -> bytes:
    """SHA-256 of an entry in canonical JSON; 0x00 first, so that no leaf can pass for a node of the tree."""
    moment = at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    text = json.dumps(
        [moment, by_id, action, subject, detail], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(b"\x00" + text.encode()).digest()
