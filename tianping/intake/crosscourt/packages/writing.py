"""Writing packages and replies (导出立案包、回执)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tianping.intake.crosscourt.packages.archive import digest_of, packed, with_digest
from tianping.intake.crosscourt.packages.content import Paper
from tianping.intake.crosscourt.packages.shapes import PACKAGE, REPLY, VERSION, Manifest, Reply, Strict


@dataclass(frozen=True)
class Written:
    """A file to be sent: its bytes, and the hash of its list."""

    content: bytes
    digest: str


def package(facts: dict[str, Any], papers: Sequence[Paper]) -> Written:
    """The package of these facts (fields of ``Manifest``) and papers."""
    listed, files, page = [], {}, 1
    for number, each in enumerate(papers, start=1):
        name = f"papers/{number:03d}.pdf"
        files[name] = each.content
        listed.append(
            {
                "file": name,
                "kind": each.kind,
                "name": each.name,
                "purpose": each.purpose,
                "pages": each.pages,
                "first_page": page,
                "last_page": page + each.pages - 1,
                "size": len(each.content),
                "sha256": digest_of(each.content),
            }
        )
        page += each.pages
    manifest = Manifest.model_validate({"format": PACKAGE, "version": VERSION, **facts, "papers": listed})
    said = _json(manifest)
    return Written(packed({**with_digest("manifest", said), **files}), digest_of(said))


def reply(facts: dict[str, Any]) -> Written:
    """The reply of these facts (fields of ``Reply``)."""
    said = _json(Reply.model_validate({"format": REPLY, "version": VERSION, **facts}))
    return Written(packed(with_digest("reply", said)), digest_of(said))


def _json(said: Strict) -> bytes:
    """Written so that a person can read it, too."""
    return json.dumps(said.model_dump(mode="json"), ensure_ascii=False, indent=1).encode()
