"""A paper as PDF (定稿): one typst world for all papers of the process, the paper itself as data."""

import datetime
import json
import re
import zlib
from collections.abc import Mapping
from pathlib import Path

from tianping.kernel.typesetting import Typesetter
from tianping.papers.documents.paragraphs import Body, Paragraph

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "paper.typ"
_PAPER = Typesetter(TEMPLATE, "paper")
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_PICTURE = 50_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")


def source_of(
    body: Body,
    *,
    title: str,
    court: str,
    seal: str,
    sealed: bool,
    demonstration: bool,
    pictures: Mapping[str, bytes] | None = None,
) -> str:
    """What the layout is given: the paragraphs and what is printed around them; pictures of signatures by SHA-256."""
    drawn = pictures or {}
    return json.dumps(
        {
            "title": title,
            "court": court,
            "seal": seal,
            "sealed": sealed,
            "demonstration": demonstration,
            "body": [
                {
                    "role": each.role,
                    "text": each.text,
                    "label": each.label,
                    "picture": list(drawn.get(picture_of(each), b"")),
                }
                for each in body
            ],
        },
        ensure_ascii=False,
    )


def picture_of(each: Paragraph) -> str:
    """The SHA-256 of the picture that a signature names; empty where it names none."""
    found = _DIGEST.search(each.text) if each.role == "signature" else None
    return found[0] if found else ""


def is_drawable(content: bytes) -> bool:
    """Whether a picture is a whole PNG: its chunks bear their checksums, its lines can be unpacked."""
    place, packed, kind = len(_PNG), b"", b""
    if not content.startswith(_PNG) or content[place + 4 : place + 8] != b"IHDR":
        return False
    while kind != b"IEND":
        length = int.from_bytes(content[place : place + 4])
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        checksum = content[place + 8 + length : place + 12 + length]
        if checksum != zlib.crc32(kind + body).to_bytes(4):
            return False
        packed += body if kind == b"IDAT" else b""
        place += 12 + length
    try:
        return bool(zlib.decompressobj().decompress(packed, _LARGEST_PICTURE))
    except zlib.error:
        return False


def pdf_of(source: str, *, at: datetime.datetime) -> bytes:
    """The PDF of one paper; the same source at the same moment gives the same bytes."""
    return _PAPER.pdf(source, timestamp=int(at.timestamp()))


def pictures_of(source: str, *, dots_per_inch: float = 96) -> list[bytes]:
    """The pages of one paper as PNG."""
    return _PAPER.pictures(source, dots_per_inch=dots_per_inch)
