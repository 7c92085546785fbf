"""The pleading (要素式起诉状) and where papers reach who sues (送达地址确认书) as PDFs: data in, the same bytes out."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf

from tianping.kernel.typesetting import Typesetter

_HERE = Path(__file__).parent
_PLEADING, _PLACE = Typesetter(_HERE / "pleading.typ", "pleading"), Typesetter(_HERE / "place.typ", "place")


def pleading_pdf(data: Mapping[str, Any]) -> bytes:
    """The PDF of a pleading; ``signed``: who signed, each with the bytes of a PNG or JPEG, or None."""
    return _PLEADING.pdf(json.dumps(data, ensure_ascii=False))


def place_pdf(data: Mapping[str, Any]) -> bytes:
    """The PDF of what the court alone is told of who sues; ``signed`` as in the pleading."""
    return _PLACE.pdf(json.dumps(data, ensure_ascii=False))


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return len(opened.pages)
