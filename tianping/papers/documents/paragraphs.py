"""What stands on a paper (正文): paragraphs with a role each, from which PDF and Word are written alike."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROLES: dict[str, str] = {
    "court": "法院名称",
    "title": "文书名称",
    "number": "案号",
    "addressee": "受文人",
    "party": "当事人",
    "text": "正文",
    "heading": "小标题",
    "order": "裁判主文",
    "row": "表格",
    "bench": "审判人员",
    "date": "日期",
    "clerk": "书记员",
    "signature": "签名",
    "annex": "附注",
}
"""Role → the style that carries it in a Word document."""

FIXED = frozenset({"court", "title", "number", "bench", "date", "clerk", "signature"})
"""What the record says and nobody may write: who made the paper, what it is called, who sat."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``label`` is the left cell of a row, the office of somebody named, or who signed.

    A signature says in words how it was made, and by its SHA-256 which picture was drawn (签字板签名).
    """

    role: str
    text: str
    label: str = ""


Body = tuple[Paragraph, ...]


def to_json(body: Iterable[Paragraph]) -> list[list[str]]:
    """The body as the database holds it: role, text and, where there is one, label."""
    return [[each.role, each.text, each.label] if each.label else [each.role, each.text] for each in body]


def from_json(stored: Iterable[Sequence[str]]) -> Body:
    """The body as it was stored: its day is empty and written only when it is shown (``dated``)."""
    return tuple(Paragraph(*each) for each in stored)


def wording_of(stored: Sequence[Sequence[str]]) -> str:
    """SHA-256 of a stored wording, by which a signature says what was signed."""
    return hashlib.sha256(json.dumps(stored, ensure_ascii=False).encode()).hexdigest()


def dated(body: Iterable[Paragraph], day: str) -> Body:
    """The body with its day of issue."""
    return tuple(Paragraph("date", day) if each.role == "date" else each for each in body)


def plain(body: Iterable[Paragraph]) -> str:
    """The body as plain lines."""
    return "\n".join(f"{each.label}　{each.text}" if each.label else each.text for each in body)
