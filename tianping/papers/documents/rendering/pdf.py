"""A paper as PDF (定稿): one typst world for all papers of the process, the paper itself as data."""

import datetime
import functools
import json
import threading
from pathlib import Path

import typst
from django.conf import settings

from tianping.papers.documents.paragraphs import Body

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "paper.typ"
# One compiler keeps its fonts and what it learned of the template; it may serve one thread at a time.
_TURN = threading.Lock()


def source_of(body: Body, *, title: str, court: str, seal: str, sealed: bool, demonstration: bool) -> str:
    """What the layout is given: the paragraphs and what is printed around them."""
    return json.dumps(
        {
            "title": title,
            "court": court,
            "seal": seal,
            "sealed": sealed,
            "demonstration": demonstration,
            "body": [{"role": each.role, "text": each.text, "label": each.label} for each in body],
        },
        ensure_ascii=False,
    )


def pdf_of(source: str, *, at: datetime.datetime) -> bytes:
    """The PDF of one paper; the same source at the same moment gives the same bytes."""
    with _TURN:
        made = _compiler().compile(format="pdf", sys_inputs={"paper": source}, timestamp=int(at.timestamp()))
    return b"".join(made) if isinstance(made, list) else made or b""


def pictures_of(source: str, *, dots_per_inch: float = 96) -> list[bytes]:
    """The pages of one paper as PNG."""
    with _TURN:
        made = _compiler().compile(format="png", ppi=dots_per_inch, sys_inputs={"paper": source})
    return made if isinstance(made, list) else [made or b""]


@functools.cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(settings.PAPER_FONTS / weight) for weight in ("400Regular", "700Bold")],
    )
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True)
