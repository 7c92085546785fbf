"""The rows that go back to the institution, with the reasons, as a spreadsheet it can mend and send again."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from tianping.intake.filing.spreadsheets.batch import BatchFindings, RowFinding
from tianping.intake.filing.spreadsheets.fields import BY_NAME
from tianping.intake.filing.spreadsheets.found import Defect, shown
from tianping.intake.filing.spreadsheets.headings import Column
from tianping.intake.filing.spreadsheets.rows import content as cell_content
from tianping.intake.filing.spreadsheets.texts import FORMULA_LIKE, INERT_MARK
from tianping.kernel.spreadsheets.cells import Cell
from tianping.kernel.spreadsheets.reading import open_workbook
from tianping.kernel.spreadsheets.sheet_parts import Sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

REASON_HEADINGS = ("问题", "修改办法")
FIGURE_KINDS = ("money", "rate", "sequence")
PAPER = {"font_name": "宋体", "font_size": 11, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
FAULT_COLOUR = "#FFE1DC"


class _Sheet:
    """One page of the returned list, with its formats. Strings go in as strings only, so nothing can run."""

    def __init__(self, book: "Workbook", name: str) -> None:
        self.page = book.add_worksheet(name)
        self.title = book.add_format({"font_name": "宋体", "font_size": 12, "quote_prefix": True})
        self.heading = book.add_format(
            {**PAPER, "bold": True, "bg_color": "#EDEDED", "text_wrap": True, "quote_prefix": True}
        )
        self.formats: dict[tuple[str, bool], Format] = {}
        for kind, more in {
            "text": {"num_format": "@", "quote_prefix": True},
            "date": {"num_format": "yyyy-mm-dd"},
            "number": {},
            "reason": {"text_wrap": True, "quote_prefix": True},
        }.items():
            for faulty in (False, True):
                colour = {"bg_color": FAULT_COLOUR} if faulty else {}
                self.formats[kind, faulty] = book.add_format({**PAPER, **more, **colour})

    def text(self, row: int, column: int, text: str, style: "Format") -> None:
        """Write a string that stays a string, even when someone presses F2 and Enter on it."""
        self.page.write_string(row, column, inert(text), style)

    def cell(self, row: int, column: int, cell: Cell, field: str | None, *, faulty: bool) -> None:
        """Write a cell as it was understood: days as days, sums as numbers, everything else as text."""
        kind = BY_NAME[field].kind if field else "text"
        if cell.kind == "date" and isinstance(cell.value, date):
            day = datetime.combine(cell.value, time())
            self.page.write_datetime(row, column, day, self.formats["date", faulty])
        elif cell.kind == "number" and isinstance(cell.value, Decimal) and kind in FIGURE_KINDS and not cell.percent:
            self.page.write_number(row, column, float(cell.value), self.formats["number", faulty])
        else:
            self.text(row, column, _text(cell, kind), self.formats["text", faulty])


def inert(text: str) -> str:
    """Text that no spreadsheet program can take for a formula, now or after editing."""
    if not FORMULA_LIKE.match(text) or text.startswith(INERT_MARK):
        return text
    return f"{INERT_MARK}{text}"


def _text(cell: Cell, kind: str) -> str:
    if kind == "identity" and cell.kind == "number":
        # The digits that are left could pass for a real number of somebody else.
        return f"{shown(cell)}（数字已丢失，请重新录入）"
    if cell.percent and isinstance(cell.value, Decimal):
        return f"{(cell.value * 100).normalize():f}%"
    return shown(cell)


def returned_workbook(
    content: bytes,
    findings: BatchFindings,
    *,
    mends: Mapping[str, str] | None = None,
    rows: frozenset[int] | None = None,
) -> bytes:
    """The rows with defects and those left out (or just `rows`), each with what is wrong and how to mend it.

    They are read out of the uploaded file. The lines above the headings come along so that the mended file can be
    uploaded as it is. `mends` are what the clerk typed on the screen. The returned file holds no formula, whatever
    the uploaded one held.
    """
    import xlsxwriter

    typed = {ref.upper(): text for ref, text in (mends or {}).items()}
    workbook = open_workbook(content)
    page = workbook.sheet(next(entry for entry in workbook.entries if entry.name == findings.sheet))
    chosen = [row for row in findings.rows if (row.row in rows if rows is not None else not row.clean)]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": "退回补正清单", "created": datetime.combine(findings.on, time(), UTC)})
        sheet = _Sheet(book, "退回补正清单")
        line = _write_lines_above(sheet, page, findings, typed)
        _write_headings(sheet, line, findings.headings.columns)
        for offset, row in enumerate(chosen, start=1):
            _write_row(sheet, line + offset, row, findings.headings.columns, page, typed)
        if findings.file_defects:
            _write_list_defects(_Sheet(book, "清单整体问题"), findings.file_defects)
    return buffer.getvalue()


def _write_lines_above(sheet: _Sheet, page: Sheet, findings: BatchFindings, typed: Mapping[str, str]) -> int:
    line = 0
    for row in sorted(row for row in page.rows if row < findings.heading_row):
        cells = [cell_content(page, row, column, typed) for column in sorted(page.rows[row])]
        sheet.text(line, 0, "　".join(shown(cell) for cell in cells if cell.kind != "formula"), sheet.title)
        line += 1
    return line


def _write_headings(sheet: _Sheet, line: int, columns: tuple[Column, ...]) -> None:
    for place, column in enumerate(columns):
        sheet.text(line, place, column.heading, sheet.heading)
        sheet.page.set_column(place, place, 22 if column.field in ("identity_number", "guarantor_numbers") else 14)
    for offset, heading in enumerate(REASON_HEADINGS):
        sheet.text(line, len(columns) + offset, heading, sheet.heading)
    sheet.page.set_column(len(columns), len(columns) + 1, 48)
    sheet.page.freeze_panes(line + 1, 0)


def _write_row(
    sheet: _Sheet,
    line: int,
    row: RowFinding,
    columns: tuple[Column, ...],
    page: Sheet,
    typed: Mapping[str, str],
) -> None:
    faulty = {defect.ref for defect in row.defects}
    for place, column in enumerate(columns):
        cell = cell_content(page, row.row, column.number, typed)
        sheet.cell(line, place, cell, column.field, faulty=cell.ref in faulty)
    reasons = "\n".join(f"{number}. {_where(defect)}{defect.what}" for number, defect in enumerate(row.defects, 1))
    mends = "\n".join(f"{number}. {defect.mend}" for number, defect in enumerate(row.defects, 1))
    if row.left_out:
        reasons, mends = f"本行没有立案：{row.left_out}", "确需起诉的，请核对后另行提交。"
    sheet.text(line, len(columns), reasons, sheet.formats["reason", False])
    sheet.text(line, len(columns) + 1, mends, sheet.formats["reason", False])


def _where(defect: Defect) -> str:
    return f"{defect.heading}（原表{defect.ref}）：" if defect.heading else f"原表{defect.ref}："


def _write_list_defects(sheet: _Sheet, defects: tuple[Defect, ...]) -> None:
    for place, heading in enumerate(("位置", *REASON_HEADINGS)):
        sheet.text(0, place, heading, sheet.heading)
    sheet.page.set_column(1, 2, 48)
    for line, defect in enumerate(defects, start=1):
        for place, text in enumerate((f"原表{defect.ref}", defect.what, defect.mend)):
            sheet.text(line, place, text, sheet.formats["reason", False])
