"""A paper as Word (.docx), for changing it in WPS or Word, and read back into the same paragraphs.

Every role is a paragraph style of its own, by which it is known again; rows are a table of two columns.
"""

import functools
import io
import re
from collections.abc import Iterator
from typing import Any, cast

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from tianping.papers.documents.paragraphs import ROLES, Body, Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT, _LATIN = "仿宋", "Times New Roman"
_ROLE_OF_STYLE = {style: role for role, style in ROLES.items()}
_LINE = Pt(28.9)
_SIZES = {"court": 22, "title": 22, "row": 12.5, "annex": 11}
_CENTRED, _RIGHT = frozenset({"court", "title"}), frozenset({"number", "bench", "date", "clerk"})
_INDENTED = frozenset({"party", "text", "heading", "order"})
_OFFICE = re.compile(r"^(?P<label>\S+?)　　(?P<text>.+)$")
# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def word_of(body: Body, *, title: str, court: str, key: str, demonstration: bool) -> bytes:
    """The paper as .docx; ``key`` names the paper, so that a file is taken back only for the paper it came from."""
    document = Document(io.BytesIO(_blank(demonstration)))
    properties = document.core_properties
    properties.title, properties.author, properties.identifier = title, court, key
    # Asked for once: python-docx looks through all styles for each paragraph.
    styles = {role: document.styles[name].style_id for role, name in ROLES.items()}
    table: Table | None = None
    for each in body:
        if each.role == "row":
            table = _table(document) if table is None else table
            _write_row(table, each, styles["row"])
            continue
        table = None
        document.add_paragraph(_words(each))._p.style = styles[each.role]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def body_of(content: bytes) -> tuple[str, Body]:
    """The key and the paragraphs of a .docx that has passed ``safety.check``; unknown styles are plain text."""
    document = Document(io.BytesIO(content))
    return document.core_properties.identifier or "", tuple(_read(document))


@functools.cache
def _blank(demonstration: bool) -> bytes:
    """An empty document with the page and every style, laid out once for all papers."""
    document = Document()
    _lay_out(document, demonstration)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _words(each: Paragraph) -> str:
    words = f"{each.label}　　{each.text}" if each.label else each.text
    return _UNWRITABLE.sub("", words)


def _read(document: DocumentObject) -> Iterator[Paragraph]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = row.cells
                yield Paragraph("row", cells[-1].text, cells[0].text if len(cells) > 1 else "")
        elif isinstance(block, WordParagraph) and block.text.strip():
            yield _paragraph(_ROLE_OF_STYLE.get(block.style.name if block.style else "", "text"), block.text)
        elif isinstance(block, WordParagraph) and block.style and block.style.name == ROLES["date"]:
            yield Paragraph("date", "")


def _paragraph(role: str, text: str) -> Paragraph:
    if role in ("bench", "clerk") and (match := _OFFICE.match(text)):
        return Paragraph(role, match["text"], match["label"])
    return Paragraph(role, text.strip("\n") if role in ("text", "order", "party") else text.strip())


def _lay_out(document: DocumentObject, demonstration: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    if demonstration:
        header = section.header.paragraphs[0]
        header.text, header.alignment = "演示文书　不具有法律效力", WD_ALIGN_PARAGRAPH.RIGHT
    for role, name in ROLES.items():
        _style(document, role, name)


def _style(document: DocumentObject, role: str, name: str) -> None:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    size = _SIZES.get(role, 16)
    style.font.size, style.font.name = Pt(size), _LATIN
    style.font.bold = role in ("court", "title", "heading")
    style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), _FONT)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    if role in ("row", "annex"):
        layout.line_spacing = 1.2
    else:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    layout.alignment = _alignment(role)
    if role in _INDENTED:
        layout.first_line_indent = Pt(2 * size)
    if role in _RIGHT:
        layout.right_indent = Pt(2 * size)


def _alignment(role: str) -> Any:
    if role in _CENTRED:
        return WD_ALIGN_PARAGRAPH.CENTER
    return WD_ALIGN_PARAGRAPH.RIGHT if role in _RIGHT else WD_ALIGN_PARAGRAPH.JUSTIFY


def _table(document: DocumentObject) -> Table:
    table = document.add_table(rows=0, cols=2)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    return table


def _write_row(table: Table, each: Paragraph, style: str) -> None:
    cells = table.add_row().cells
    for cell, words, width in zip(cells, (each.label, each.text), (Mm(34), Mm(122)), strict=True):
        cell.width = width
        cell.text = _UNWRITABLE.sub("", words)
        for paragraph in cell.paragraphs:
            paragraph._p.style = style
