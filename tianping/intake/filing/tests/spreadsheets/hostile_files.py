"""Broken and hostile files, each built from a clean workbook or from nothing."""

import io
import zipfile
from collections.abc import Callable, Mapping

import openpyxl

from tianping.intake.filing.tests.spreadsheets.builder import HEADINGS, LOAN, fill, loan_list, saved

SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

CLEAN = loan_list({}, {})


def parts() -> dict[str, bytes]:
    """The parts of a clean workbook."""
    with zipfile.ZipFile(io.BytesIO(CLEAN)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes], method: int = DEFLATED) -> bytes:
    """Parts put together again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_part(name: str, data: bytes | str) -> bytes:
    """A clean workbook with one part added or replaced."""
    return zipped({**parts(), name: data.encode() if isinstance(data, str) else data})


def without_part(name: str) -> bytes:
    """A clean workbook with one part missing."""
    return zipped({key: data for key, data in parts().items() if key != name})


def replaced(name: str, old: str, new: str) -> bytes:
    """A clean workbook with some text of a part replaced."""
    text = parts()[name].decode()
    assert old in text
    return with_part(name, text.replace(old, new, 1))


def sheet(inside: str, after: str = "") -> bytes:
    """A workbook whose sheet holds just these rows."""
    return with_part(SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData>{after}</worksheet>')


def related(kind: str, target: str, mode: str = "") -> bytes:
    """A clean workbook whose sheet has one more relation."""
    line = f'<Relationship Id="r9" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS.format(line))


def doctype(inside: str) -> bytes:
    """A clean workbook whose sheet begins with a document type declaration."""
    return replaced(SHEET, "<worksheet", f"<!DOCTYPE worksheet [{inside}]><worksheet")


def repeated_entry() -> bytes:
    """Two parts of one name that differ only in case."""
    return zipped({**parts(), SHEET.upper(): parts()[SHEET]})


def flagged_as_encrypted() -> bytes:
    """The bit that says a part is encrypted, set in every entry."""
    content = bytearray(CLEAN)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(mark)
        while position >= 0:
            content[position + offset] |= 1
            position = content.find(mark, position + 4)
    return bytes(content)


def crowded() -> bytes:
    """More filled cells than any list needs, with figures that hardly compress."""
    rows = (range(first, first + 199) for first in range(0, 199 * 2050, 199))
    return sheet("".join(f"<row>{''.join(map(_figure_cell, row))}</row>" for row in rows))


def _figure_cell(number: int) -> str:
    return f"<c><v>{number * 7919 % 999_983}</v></c>"


def countless_elements() -> bytes:
    """Elements that mean nothing, one more than will be looked at."""
    return sheet("".join(f'<x y="{number * 7919 % 999_983}"/>' for number in range(2_500_001)))


def echoing_one_text(columns: int, rows: int) -> bytes:
    """One long text of brackets, over which a careless pattern would never end, shown by every cell."""
    links = parts()["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml" Id="rId9"/></Relationships>'
    strings = f'<sst xmlns="{MAIN}"><si><t>{"(" * 32_000}</t></si></sst>'
    cells = ("<row>" + '<c t="s"><v>0</v></c>' * columns + "</row>") * rows
    page = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    changed = {
        "xl/_rels/workbook.xml.rels": links.replace("</Relationships>", link).encode(),
        "xl/sharedStrings.xml": strings.encode(),
        SHEET: page.encode(),
    }
    return zipped({**parts(), **changed}, STORED)


def overlapping_merges() -> bytes:
    """Twenty thousand merges, each over all of the loans."""
    text = parts()[SHEET].decode().replace("<mergeCells", "<oldMerges").replace("</mergeCells", "</oldMerges")
    merges = "".join(f'<mergeCell ref="A{21 + number % 7}:U10050"/>' for number in range(19_000))
    rows = "".join(loan_row(number) for number in range(6, 3006))
    return with_part(SHEET, text.replace("</sheetData>", f"{rows}</sheetData><mergeCells>{merges}</mergeCells>"))


def loan_row(row: int) -> str:
    """A row with a few texts in it."""
    cells = "".join(f'<c r="{letter}{row}" t="inlineStr"><is><t>甲乙{row}</t></is></c>' for letter in "BDI")
    return f'<row r="{row}">{cells}</row>'


def greedy_arrays(count: int, reach: str) -> bytes:
    """Array formulas that claim large parts of the sheet."""
    formulas = "".join(f'<row><c><f t="array" ref="A1:{reach}">1</f></c></row>' for _ in range(count))
    return sheet(formulas + ("<row>" + "<c><v>1</v></c>" * 190 + "</row>") * 200)


def many_formats() -> bytes:
    """More cell formats than a workbook may have."""
    formats = "".join(f'<xf numFmtId="170" fontId="{number * 7919 % 999_983}"/>' for number in range(65_491))
    code = "[" * 250
    return with_part(
        "xl/styles.xml",
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        f"<cellXfs>{formats}</cellXfs></styleSheet>",
    )


def overlapping() -> bytes:
    """Two entries of the directory that share one part's bytes."""
    content = zipped({**parts(), "xl/a.xml": b"<a/>" * 200, "xl/b.xml": b"<a/>" * 200}, STORED)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first, second = archive.getinfo("xl/a.xml"), archive.getinfo("xl/b.xml")
    directory = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/b.xml"))
    old = second.header_offset.to_bytes(4, "little")
    assert content[directory + 42 : directory + 46] == old
    return content[: directory + 42] + first.header_offset.to_bytes(4, "little") + content[directory + 46 :]


def bad_checksum() -> bytes:
    """A stored part with one byte turned over."""
    content = bytearray(zipped(parts(), STORED))
    content[content.find(b"sheetData")] ^= 0xFF
    return bytes(content)


def many_rows() -> bytes:
    """One loan more than may be filed at once."""
    book = openpyxl.Workbook()
    fill(book.worksheets[0], [])
    loan = [LOAN.get(chr(65 + place)) for place in range(len(HEADINGS))]
    for number in range(10_001):
        book.worksheets[0].append([number + 1, *loan[1:3], *loan[3:4]])
    return saved(book)


def only(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """An otherwise empty workbook, changed."""
    book = openpyxl.Workbook()
    change(book)
    return saved(book)


def ole(stream: str) -> bytes:
    """A compound file that names one stream."""
    return OLE + stream.encode("utf-16-le") + bytes(2048)
