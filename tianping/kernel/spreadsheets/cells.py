"""One cell as it was typed, and the addresses of cells."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "date", "bool", "error", "formula", "empty"]
Value = str | Decimal | date | bool | None

MAXIMUM_SHEET_ROWS = 1_048_576
MAXIMUM_SHEET_COLUMNS = 16_384


class Cell(NamedTuple):
    """A cell of the sheet.

    `raw` is exactly what the file holds (for a formula: "=" and its text, never evaluated; for a number: its digits as
    stored); `value` is None for formulas, errors and empty cells. `percent` tells of a number shown as a percentage.
    `mended` marks content that the clerk typed on the screen in place of the file's.
    """

    ref: str
    column: int
    row: int
    kind: Kind
    raw: str
    value: Value
    percent: bool = False
    mended: bool = False


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """A → 1, AA → 27; raises ValueError for anything but one to three letters."""
    text = letters.strip().upper()
    if not re.fullmatch(r"[A-Z]{1,3}", text):
        raise ValueError(f"not a column: {letters!r}")
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def split_ref(ref: str) -> tuple[int, int]:
    """D22 → (row 22, column 4); raises ValueError for anything that is not the address of one cell."""
    match = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", ref)
    if match is None:
        raise ValueError(f"not a cell: {ref!r}")
    row, column = int(match[2]), column_number(match[1])
    if row > MAXIMUM_SHEET_ROWS or column > MAXIMUM_SHEET_COLUMNS:
        raise ValueError(f"outside any sheet: {ref!r}")
    return row, column


def split_range(text: str) -> tuple[int, int, int, int]:
    """A1:U2 → (first row, first column, last row, last column)."""
    first, _, last = text.partition(":")
    top, left = split_ref(first)
    bottom, right = split_ref(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def mended(row: int, column: int, text: str) -> Cell:
    """What a clerk typed on the screen for this cell; blank text empties it."""
    kind: Kind = "text" if text.strip() else "empty"
    ref = f"{column_letters(column)}{row}"
    return Cell(ref, column, row, kind, text, text if kind == "text" else None, mended=True)
