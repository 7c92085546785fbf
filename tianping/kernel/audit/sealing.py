"""Sealing: unsealed entries become the leaves of a Merkle tree; its root goes to a file outside the database."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tianping.kernel.audit import merkle
from tianping.kernel.courts import current_court
from tianping.kernel.models import AuditEntry, Checkpoint, Seal

FIRST = b"\x00" * 32
ADVISORY_LOCK = 7_265_731


@dataclass(frozen=True)
class Proof:
    """What shows that one entry stands in a checkpoint: the leaf and its siblings up to the root."""

    leaf: bytes
    path: tuple[tuple[str, bytes], ...]
    root: bytes
    checkpoint: int

    def to_json(self) -> str:
        """The proof as it is printed on a receipt; well below 2 KB for a million entries."""
        return json.dumps(
            {
                "leaf": self.leaf.hex(),
                "path": [[side, sibling.hex()] for side, sibling in self.path],
                "root": self.root.hex(),
                "checkpoint": self.checkpoint,
            },
            separators=(",", ":"),
        )


def seal() -> Checkpoint | None:
    """Seal every committed entry that is not sealed yet; None if there is none. Safe to call at any time."""
    with transaction.atomic():
        _lock()
        entries = list(AuditEntry.objects.filter(seal__isnull=True).order_by("pk").values_list("pk", "leaf"))
        if not entries:
            return None
        checkpoint = _write_checkpoint([bytes(leaf) for _pk, leaf in entries])
        Seal.objects.bulk_create(
            [Seal(entry_id=pk, checkpoint=checkpoint, position=n) for n, (pk, _leaf) in enumerate(entries)]
        )
    publish_checkpoints()
    return checkpoint


def publish_checkpoints() -> None:
    """Write outside whatever checkpoints the file does not hold yet, also those that a crash left behind."""
    with transaction.atomic():
        _lock()
        path = checkpoint_file()
        written = _last_written(path)
        fresh = list(Checkpoint.objects.filter(pk__gt=written).order_by("pk"))
        if fresh:
            _append(path, fresh)


def proof_of(entry: AuditEntry) -> Proof | None:
    """The proof of one entry; None as long as it is not sealed."""
    place = Seal.objects.filter(entry=entry).select_related("checkpoint").first()
    if place is None:
        return None
    leaves = [
        bytes(leaf)
        for leaf in Seal.objects.filter(checkpoint=place.checkpoint)
        .order_by("position")
        .values_list("entry__leaf", flat=True)
    ]
    path = merkle.path(leaves, place.position)
    return Proof(bytes(entry.leaf), tuple(path), bytes(place.checkpoint.root), place.checkpoint.pk)


def checkpoint_file() -> Path:
    """The file, outside the database, that holds every checkpoint of the current court."""
    return settings.CHECKPOINT_FOLDER / f"{current_court()}.jsonl"


def _write_checkpoint(leaves: Sequence[bytes]) -> Checkpoint:
    last = Checkpoint.objects.order_by("-pk").first()
    previous = bytes(last.chain) if last else FIRST
    root = merkle.root(leaves)
    chain = hashlib.sha256(previous + root).digest()
    return Checkpoint.objects.create(root=root, previous=previous, chain=chain, size=len(leaves))


def _lock() -> None:
    # One sealer at a time in a court, across all processes; released with the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADVISORY_LOCK, current_court()])


def _last_written(path: Path) -> int:
    if not path.exists():
        return 0
    lines = path.read_text(encoding="ascii").splitlines()
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
    }
