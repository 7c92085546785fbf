"""The file store: content-addressed, SHA-256 and SM3, bytes on disk, facts in the database.

Bytes reach the disk before the row that names them commits, so that no row is ever without its bytes. What a
rollback or a crash leaves behind is bytes without a row; ``sweep`` removes them. Keeping and removing the same
content wait for each other.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.db import connection, transaction
from django.db.models import ProtectedError

from tianping.kernel.courts import current_court
from tianping.kernel.models import StoredFile

ADVISORY_LOCK = 7_265_733
LEFT_BEHIND_AFTER_SECONDS = 3600
SYNCS_AT_ONCE = 16


@dataclass(frozen=True)
class _Draft:
    """A content on its way to the disk, under a name that nothing refers to."""

    path: Path
    sm3: str
    size: int
    written: Future[None]


class FileDamaged(ValueError):
    """The bytes of a stored file are gone or no longer match their hashes."""


def keep(content: bytes, media_type: str) -> StoredFile:
    """Keep ``content`` in the court's store and return its row; the same content is kept once."""
    return keep_many([content], media_type)[0]


@transaction.atomic
def keep_many(contents: Iterable[bytes], media_type: str) -> list[StoredFile]:
    """Keep many contents, in a constant number of statements; their rows in the order given.

    ``contents`` may be made one by one: each is on its way to the disk while the next is made. Under their names
    they stand once all of them are on the disk and locked, and only then do their rows.
    """
    drafts: dict[str, _Draft] = {}
    order = []
    with ThreadPoolExecutor(max_workers=SYNCS_AT_ONCE) as writers:
        for content in contents:
            sha256 = hashlib.sha256(content).hexdigest()
            order.append(sha256)
            if sha256 not in drafts:
                draft = _draft_of(sha256)
                drafts[sha256] = _Draft(draft, sm3(content), len(content), writers.submit(_write, draft, content))
    for each in drafts.values():
        each.written.result()
    _lock(*drafts)
    _name(drafts)
    StoredFile.objects.bulk_create(
        [
            StoredFile(sha256=sha256, sm3=each.sm3, size=each.size, media_type=media_type)
            for sha256, each in drafts.items()
        ],
        ignore_conflicts=True,
    )
    rows = {row.sha256: row for row in StoredFile.objects.filter(sha256__in=list(drafts))}
    return [rows[sha256] for sha256 in order]


def read(row: StoredFile) -> bytes:
    """The bytes of a stored file. Raises FileDamaged if they are gone or no longer match both hashes."""
    try:
        content = path_of(row.sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileDamaged(f"stored file {row.sha256} is gone") from error
    if (hashlib.sha256(content).hexdigest(), sm3(content)) != (row.sha256, row.sm3):
        raise FileDamaged(f"stored file {row.sha256} does not match its hashes")
    return content


@transaction.atomic
def forget(row: StoredFile) -> None:
    """Remove a file unless something still refers to it; its row goes now, its bytes once that is committed."""
    sha256 = row.sha256
    _lock(sha256)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return
    transaction.on_commit(lambda: _remove_bytes(sha256))


def sweep() -> None:
    """Remove bytes that a rollback or a crash left behind: those that no row names, an hour after they came."""
    named = set(StoredFile.objects.values_list("sha256", flat=True))
    for path in (settings.FILE_STORE / current_court()).glob("??/*"):
        if path.name not in named and time.time() - path.stat().st_mtime > LEFT_BEHIND_AFTER_SECONDS:
            _remove_bytes(path.name)


def path_of(sha256: str) -> Path:
    """Where the bytes of a content lie, each court in a folder of its own."""
    return settings.FILE_STORE / current_court() / sha256[:2] / sha256


def sm3(content: bytes) -> str:
    """SM3 (国密杂凑, GB/T 32905) of a content as hexadecimal text."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def _draft_of(sha256: str) -> Path:
    path = path_of(sha256)
    # A name of its own: others may be keeping the same content now.
    return path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")


def _write(draft: Path, content: bytes) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _name(drafts: Mapping[str, _Draft]) -> None:
    """Give drafts that are on the disk the names of their contents; those that are there already are dropped."""
    folders = set()
    for sha256, each in drafts.items():
        path = path_of(sha256)
        if _holds(path, sha256):
            each.path.unlink()
        else:
            each.path.replace(path)
            folders.add(path.parent)
    # A name is in its folder only once the folder itself is on the disk.
    with ThreadPoolExecutor(max_workers=SYNCS_AT_ONCE) as waiting:
        list(waiting.map(_sync_folder, folders))


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _holds(path: Path, sha256: str) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


@transaction.atomic
def _remove_bytes(sha256: str) -> None:
    _lock(sha256)
    if not StoredFile.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)


def _lock(*contents: str) -> None:
    # Released with the transaction, when the row that names the bytes is there for all to see, or not at all.
    # In one order, so that two who keep the same contents wait for each other instead of standing still.
    names = sorted(f"{current_court()}:{sha256}" for sha256 in contents)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, key) FROM"
            " (SELECT hashtext(name) AS key FROM unnest(%s::text[]) AS name ORDER BY 1) AS keys",
            [ADVISORY_LOCK, names],
        )
