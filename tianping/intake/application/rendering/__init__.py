"""The pleading as a PDF (要素式起诉状): data in, the same bytes out."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tianping.kernel.typesetting import Typesetter

_PLEADING = Typesetter(Path(__file__).parent / "pleading.typ", "pleading")


def pleading_pdf(data: Mapping[str, Any]) -> bytes:
    """The PDF of these data; ``signature`` is a PNG or JPEG, or None."""
    picture = data.get("signature")
    return _PLEADING.pdf(json.dumps({**data, "signature": list(picture) if picture else None}, ensure_ascii=False))
