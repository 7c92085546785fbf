"""Sheets and catalogues of a case's file as PDF, by one template; data in, the same bytes out."""

import functools
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from tianping.cases.panels import Sheet

TEMPLATE = Path(__file__).parent / "file.typ"
# One compiler keeps its fonts; it may serve one thread at a time.
_TURN = threading.Lock()


def sheet_pdf(number: str, sheet: Sheet) -> bytes:
    """One piece of the file that was never a paper of its own: a table and lines, under the case's number."""
    data = {
        "mode": "sheet",
        "number": number,
        "title": sheet.title,
        "rows": [list(row) for row in sheet.rows],
        "lines": list(sheet.lines),
    }
    return pdf_of(data)


def pdf_of(data: Mapping[str, Any]) -> bytes:
    """The PDF of these data."""
    source = json.dumps(data, ensure_ascii=False)
    with _TURN:
        made = _compiler().compile(format="pdf", sys_inputs={"file": source}, timestamp=0)
    return b"".join(made) if isinstance(made, list) else made or b""


@functools.cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(settings.PAPER_FONTS / weight) for weight in ("400Regular", "700Bold")],
    )
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True)
