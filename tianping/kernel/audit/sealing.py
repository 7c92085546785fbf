"""Sealing: unsealed entries become the leaves of a Merkle tree; its root goes to a file outside the database.

The root is sealed again with the one before it, the number of leaves and the moment, so that checkpoints form a
chain. An entry that was committed before ``seal`` began is in that checkpoint or an earlier one.
"""

import datetime
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tianping.kernel.audit import merkle
from tianping.kernel.courts import current_court
from tianping.kernel.models import AuditEntry, Checkpoint, Seal

FIRST = b"\x00" * 32
ADVISORY_LOCK = 7_265_731
# No piece of work takes longer than this between the writing of an entry and its commit.
LONGEST_WORK = datetime.timedelta(hours=1)
# A line of the file is some 300 characters long.
TAIL_BYTES = 4096


@dataclass(frozen=True)
class Proof:
    """What shows that one entry stands in a checkpoint: the entry's leaf and its siblings up to the root."""

    entry: int
    recorded_at: datetime.datetime
    leaf: bytes
    path: tuple[tuple[str, bytes], ...]
    root: bytes
    checkpoint: int

    def holds(self) -> bool:
        """Whether the entry and its siblings lead to the root."""
        return merkle.climb(sealed_leaf(self.entry, self.recorded_at, self.leaf), self.path) == self.root

    def to_json(self) -> str:
        """The proof as it is printed on a receipt; well below 2 KB for a million entries.

        Each step of the path is the side of the sibling (L or R) and its hash.
        """
        return json.dumps(
            {
                "entry": self.entry,
                "recorded_at": _moment(self.recorded_at),
                "leaf": self.leaf.hex(),
                "path": [side[0].upper() + sibling.hex() for side, sibling in self.path],
                "root": self.root.hex(),
                "checkpoint": self.checkpoint,
            },
            separators=(",", ":"),
        )


def seal(*, from_the_first: bool = False) -> Checkpoint | None:
    """Seal every committed entry that is not sealed yet; None if there is none. Safe to call at any time.

    Looked through are the entries of the last hour and those after them, so that sealing stays quick however long
    the log grows; ``from_the_first``: all of them, in case some work took longer than that to commit.
    Within a transaction the file outside is written once that commits.
    """
    with transaction.atomic():
        _lock()
        unsealed = AuditEntry.objects.filter(seal__isnull=True, pk__gt=0 if from_the_first else _sealed_long_ago())
        entries = list(unsealed.order_by("pk").values_list("pk", "recorded_at", "leaf"))
        checkpoint = _write_checkpoint(entries) if entries else None
        transaction.on_commit(publish_checkpoints)
    return checkpoint


def publish_checkpoints() -> None:
    """Write outside whatever checkpoints the file does not hold yet, also those that a crash left behind."""
    with transaction.atomic():
        _lock()
        path = checkpoint_file()
        fresh = list(Checkpoint.objects.filter(pk__gt=_last_written(path)).order_by("pk"))
        if fresh:
            _append(path, fresh)


def proof_of(entry: AuditEntry) -> Proof | None:
    """The proof of one entry; None as long as it is not sealed."""
    place = Seal.objects.filter(entry=entry).select_related("checkpoint", "entry").first()
    if place is None:
        return None
    entries = (
        Seal.objects.filter(checkpoint=place.checkpoint)
        .order_by("position")
        .values_list("entry_id", "entry__recorded_at", "entry__leaf")
    )
    return Proof(
        entry=place.entry.pk,
        recorded_at=place.entry.recorded_at,
        leaf=bytes(place.entry.leaf),
        path=tuple(merkle.path([sealed_leaf(*row) for row in entries], place.position)),
        root=bytes(place.checkpoint.root),
        checkpoint=place.checkpoint.pk,
    )


def checkpoint_file() -> Path:
    """The file, outside the database, that holds every checkpoint of the current court."""
    return settings.CHECKPOINT_FOLDER / f"{current_court()}.jsonl"


def sealed_leaf(entry_id: int, recorded_at: datetime.datetime, leaf: bytes) -> bytes:
    """The leaf of the tree: the entry's own hash with what the database adds, its number and its moment."""
    return hashlib.sha256(b"\x00" + f"{entry_id} {_moment(recorded_at)} {bytes(leaf).hex()}".encode()).digest()


def _write_checkpoint(entries: Sequence[tuple[Any, ...]]) -> Checkpoint:
    last = Checkpoint.objects.order_by("-pk").first()
    previous = bytes(last.chain) if last else FIRST
    root, sealed_at = merkle.root([sealed_leaf(*entry) for entry in entries]), _database_now()
    checkpoint = Checkpoint.objects.create(
        root=root,
        previous=previous,
        chain=hashlib.sha256(previous + root + f"{len(entries)} {_moment(sealed_at)}".encode()).digest(),
        size=len(entries),
        sealed_at=sealed_at,
    )
    Seal.objects.bulk_create(
        [Seal(entry_id=pk, checkpoint=checkpoint, position=n) for n, (pk, *_rest) in enumerate(entries)]
    )
    return checkpoint


def _sealed_long_ago() -> int:
    """The number of an entry before which everything was sealed, save what is still being worked on for an hour."""
    long_ago = Checkpoint.objects.filter(sealed_at__lt=_database_now() - LONGEST_WORK).order_by("-pk").first()
    last = Seal.objects.filter(checkpoint=long_ago).order_by("-position").first() if long_ago else None
    return last.entry_id if last else 0


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _database_now() -> datetime.datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _lock() -> None:
    # One sealer at a time in a court, across all processes; released with the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADVISORY_LOCK, current_court()])


def _last_written(path: Path) -> int:
    """The number of the last whole line; a line that a power cut left half written is cut off first."""
    if not path.exists():
        return 0
    with path.open("r+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - TAIL_BYTES))
        tail = stream.read()
        whole = tail[: tail.rfind(b"\n") + 1]
        if len(whole) < len(tail):
            stream.truncate(size - len(tail) + len(whole))
    lines = whole.splitlines()
    return json.loads(lines[-1])["checkpoint"] if lines else 0


def _append(path: Path, checkpoints: Sequence[Checkpoint]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as stream:
        for checkpoint in checkpoints:
            stream.write(json.dumps(_line(checkpoint)) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def _line(checkpoint: Checkpoint) -> dict[str, object]:
    return {
        "checkpoint": checkpoint.pk,
        "size": checkpoint.size,
        "root": bytes(checkpoint.root).hex(),
        "previous": bytes(checkpoint.previous).hex(),
        "chain": bytes(checkpoint.chain).hex(),
        "sealed_at": _moment(checkpoint.sealed_at),
    }
