"""Sheets and catalogues of a case's file as PDF, by one template; data in, the same bytes out."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tianping.cases.panels import Sheet
from tianping.kernel.typesetting import Typesetter

_FILE = Typesetter(Path(__file__).parent / "file.typ", "file")


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
    return _FILE.pdf(json.dumps(data, ensure_ascii=False))
