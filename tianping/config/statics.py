"""`tianping static`: gathers the rooms' and the packages' static files, hashed and compressed, when they changed."""

import argparse
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect(words: list[str]) -> int:
    """Collect into STATIC_ROOT unless the same files were collected before."""
    argparse.ArgumentParser(prog="tianping static").parse_args(words)
    stamp, digest = Path(settings.STATIC_ROOT) / ".collected", _digest_of_sources()
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest)
    return 0


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
