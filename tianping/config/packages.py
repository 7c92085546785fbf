"""The few files of npm packages that pages use, served under names of our own; nothing of them is committed."""

import builtins
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, overload

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"

# Static name -> file of a package.
FILES = {
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "signature_pad/signature_pad.umd.min.js": "signature_pad/dist/signature_pad.umd.min.js",
    # The script names its map; static files are named by content only where everything they name is there.
    "signature_pad/signature_pad.umd.min.js.map": "signature_pad/dist/signature_pad.umd.min.js.map",
}


class PackageFiles(FileSystemStorage):
    """Reads a package's file under its static name."""

    def path(self, name: str) -> str:
        """The file of the package. Raises KeyError for a name that is not in the list."""
        return str(NODE_MODULES / FILES[name])


class PackageFinder(BaseFinder):
    """Finds the listed files, and nothing else, in node_modules."""

    storage = PackageFiles(location=NODE_MODULES)

    def check(self, **_options: Any) -> list[CheckMessage]:
        """The list is fixed; nothing can be misconfigured."""
        return []

    @overload
    def find(self, path: str, find_all: Literal[False] = False) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> builtins.list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | builtins.list[str] | None:
        """The file behind a static name, if that is on the list."""
        file = str(NODE_MODULES / FILES[path]) if path in FILES else None
        if find_all:
            return [file] if file else []
        return file

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every listed file that is installed."""
        return ((name, self.storage) for name, file in FILES.items() if (NODE_MODULES / file).is_file())
