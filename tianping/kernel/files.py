"""The file store: content-addressed, SHA-256 and SM3, bytes on disk, facts in the database."""

import hashlib
import os
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from tianping.kernel.courts import current_court
from tianping.kernel.models import StoredFile


def keep(content: bytes, media_type: str) -> StoredFile:
    """Keep ``content`` in the court's store and return its row; the same content is kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{sha256}.{os.getpid()}.part")
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    row, _is_new = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"sm3": sm3(content), "size": len(content), "media_type": media_type}
    )
    return row


def read(row: StoredFile) -> bytes:
    """The bytes of a stored file. Raises ValueError if they no longer match their hash."""
    content = path_of(row.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise ValueError(f"stored file {row.sha256} does not match its hash")
    return content


def forget(row: StoredFile) -> None:
    """Remove a file that nothing refers to, row and bytes (a refused upload leaves nothing behind)."""
    row.delete()
    path_of(row.sha256).unlink(missing_ok=True)


def path_of(sha256: str) -> Path:
    """Where the bytes of a content lie, each court in a folder of its own."""
    return settings.FILE_STORE / current_court() / sha256[:2] / sha256


def sm3(content: bytes) -> str:
    """SM3 (国密杂凑, GB/T 32905) of a content as hexadecimal text."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()
