"""Spreadsheets that leave the house: plain text and numbers, never a live formula or link, in constant memory."""

import datetime
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tianping.kernel.clock import CHINA

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
SHEET_NAME_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'"))
NARROWEST, WIDEST = 10, 40
PLAIN = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
EXACT_INTEGER = 2**53


def workbook_of(title: str, heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[object]]) -> BinaryIO:
    """A spreadsheet as an open temporary file. ``heads``: label of each column, and whether its values are fen.

    Text, whatever it begins with, is written as text, so identity numbers keep every digit; whole numbers and
    sums are numbers; days are days.
    """
    import xlsxwriter

    written = _nameless_file()
    book = xlsxwriter.Workbook(written, PLAIN)
    sheet = book.add_worksheet(title.translate(SHEET_NAME_FORBIDDEN)[:31] or "表")
    writer = _Writer(book, sheet)
    sheet.freeze_panes(1, 0)
    for place, (label, is_money) in enumerate(heads):
        sheet.set_column(place, place, min(max(2 * len(label) + 4, 18 if is_money else NARROWEST), WIDEST))
        sheet.write_string(0, place, label, writer.head)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            writer.write(line, place, value, is_money=heads[place][1])
    book.close()
    written.seek(0)
    return written


def _nameless_file() -> BinaryIO:
    descriptor, name = tempfile.mkstemp(suffix=".xlsx")
    Path(name).unlink()
    return os.fdopen(descriptor, "w+b")


class _Writer:
    """Writes one value by its kind."""

    def __init__(self, book: "Workbook", sheet: "Worksheet") -> None:
        self._sheet = sheet
        self.head = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({"num_format": "@"})
        self._money = book.add_format({"num_format": "#,##0.00"})
        self._day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        self._moment = book.add_format({"num_format": 'yyyy"年"m"月"d"日" hh:mm'})

    def write(self, line: int, place: int, value: object, *, is_money: bool) -> None:
        """Write one cell; nothing for no value."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self._sheet.write_string(line, place, "是" if value else "否")
        elif isinstance(value, int) and abs(value) < EXACT_INTEGER:
            self._sheet.write_number(line, place, value / 100 if is_money else value, self._money if is_money else None)
        elif isinstance(value, datetime.datetime):
            local = value.astimezone(CHINA).replace(tzinfo=None) if value.tzinfo else value
            self._sheet.write_datetime(line, place, local, self._moment)
        elif isinstance(value, datetime.date):
            midnight = datetime.datetime.combine(value, datetime.time())
            self._sheet.write_datetime(line, place, midnight, self._day)
        else:
            self._sheet.write_string(line, place, str(value)[:LONGEST_CELL], self._text)
