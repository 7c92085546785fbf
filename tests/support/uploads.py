"""Files that somebody hands in: a photograph, a scan and a signature, as small as they can be."""

import io

import pikepdf
from PIL import Image, ImageDraw


def photo(colour: str = "white") -> bytes:
    """A photograph of a sheet with three lines on it, as PNG."""
    stream, made = io.BytesIO(), Image.new("RGB", (120, 160), colour)
    for top in (40, 70, 100):
        ImageDraw.Draw(made).line((20, top, 100, top), fill=(40, 40, 60), width=4)
    made.save(stream, "PNG")
    return stream.getvalue()


def scan(pages: int = 1) -> bytes:
    """A scan as PDF."""
    stream, made = io.BytesIO(), pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    made.save(stream)
    return stream.getvalue()


def signature() -> bytes:
    """A name as a finger draws it on the pad: ink, and nothing around it."""
    stream, made = io.BytesIO(), Image.new("RGBA", (420, 160))
    ImageDraw.Draw(made).line([(40, 80), (120, 40), (160, 120), (240, 60), (360, 100)], fill="black", width=5)
    made.save(stream, "PNG")
    return stream.getvalue()


def blank() -> bytes:
    """The pad as it is sent when nobody drew on it."""
    stream = io.BytesIO()
    Image.new("RGBA", (420, 160)).save(stream, "PNG")
    return stream.getvalue()


PHOTO, SCAN, SIGNATURE, BLANK = photo(), scan(2), signature(), blank()
