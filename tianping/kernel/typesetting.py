"""Typesetting (排版): data into a PDF by one template, with the house's fonts and no others."""

import functools
import threading
from pathlib import Path

import typst
from django.conf import settings


class Typesetter:
    """One template with its fonts. Its compiler keeps what it learned, and serves one thread at a time.

    ``called``: the name under which the template reads its source (``sys.inputs``).
    """

    def __init__(self, template: Path, called: str) -> None:
        self._template, self._called = template, called
        self._turn = threading.Lock()

    def pdf(self, source: str, *, timestamp: int = 0) -> bytes:
        """The PDF of a source, as JSON; ``timestamp``: seconds since 1970 that it says it was made at."""
        with self._turn:
            made = self._compiler.compile(format="pdf", sys_inputs={self._called: source}, timestamp=timestamp)
        return b"".join(made) if isinstance(made, list) else made or b""

    def pictures(self, source: str, *, dots_per_inch: float) -> list[bytes]:
        """The pages of a source as PNG."""
        with self._turn:
            made = self._compiler.compile(format="png", ppi=dots_per_inch, sys_inputs={self._called: source})
        return made if isinstance(made, list) else [made or b""]

    @functools.cached_property
    def _compiler(self) -> typst.Compiler:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(settings.PAPER_FONTS / weight) for weight in ("400Regular", "700Bold")],
        )
        folder = str(self._template.parent)
        return typst.Compiler(str(self._template), root=folder, font_paths=fonts, ignore_system_fonts=True)
