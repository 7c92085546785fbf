"""The pleading as a PDF (要素式起诉状): data in, the same bytes out."""

import functools
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

TEMPLATE = Path(__file__).parent / "pleading.typ"
# One compiler keeps its fonts; it may serve one thread at a time.
_TURN = threading.Lock()


def pleading_pdf(data: Mapping[str, Any]) -> bytes:
    """The PDF of these data; ``signature`` is a PNG or JPEG, or None."""
    picture = data.get("signature")
    shown = {**data, "signature": list(picture) if picture else None}
    with _TURN:
        source = json.dumps(shown, ensure_ascii=False)
        made = _compiler().compile(format="pdf", sys_inputs={"pleading": source}, timestamp=0)
    return b"".join(made) if isinstance(made, list) else made or b""


@functools.cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(settings.PAPER_FONTS / weight) for weight in ("400Regular", "700Bold")],
    )
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True)
