"""Files that somebody hands in: a photograph and a scan, as small as they can be."""

import io

import pikepdf
from PIL import Image


def photo(colour: str = "white") -> bytes:
    """A photograph as PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, "PNG")
    return stream.getvalue()


def scan(pages: int = 1) -> bytes:
    """A scan as PDF."""
    stream, made = io.BytesIO(), pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    made.save(stream)
    return stream.getvalue()


PHOTO, SCAN = photo(), scan(2)
