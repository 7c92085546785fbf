"""Cells out of a sheet's XML, in one pass: values, formulas, formats, merges and what is hidden."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tianping.kernel.spreadsheets.cells import (
    MAXIMUM_SHEET_ROWS,
    Cell,
    Kind,
    Value,
    column_letters,
    split_range,
    split_ref,
)
from tianping.kernel.spreadsheets.markup import DAMAGED_MEND
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.styles import Styles, day_of_serial

MAXIMUM_ENTRIES = 10_000
MAXIMUM_FILLED_ROWS = MAXIMUM_ENTRIES + 50
MAXIMUM_COLUMNS = 200
MAXIMUM_CELLS = 300_000
MAXIMUM_MERGES = 20_000
MAXIMUM_CHARACTERS = 10_000_000  # one shared text may be shown by every cell
MAXIMUM_ARRAYS = 200
MAXIMUM_ARRAY_CELLS = 1_000_000
MAXIMUM_HIDDEN_SPANS = 256
MAXIMUM_CELL_TEXT = 32_767  # what a spreadsheet program itself allows in a cell

NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,3})?", re.ASCII)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Sheet:
    """What one worksheet holds: filled cells by row and column, ranges and rows a reader cannot see at a glance."""

    name: str
    state: str = "visible"
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell:
        """The cell, an empty one where nothing is filled in."""
        found = self.rows.get(row, {}).get(column)
        return found or Cell(f"{column_letters(column)}{row}", column, row, "empty", "", None)


class EnoughRows(Exception):
    """A preview has seen the rows it asked for."""


class SheetReader:
    """Turns the elements of a worksheet into cells. `last_row` ends a preview early by raising EnoughRows."""

    def __init__(
        self, sheet: Sheet, *, strings: list[str], styles: Styles, from_1904: bool, last_row: int | None
    ) -> None:
        self.sheet = sheet
        self.strings = strings
        self.styles = styles
        self.from_1904 = from_1904
        self.last_row = last_row
        self.row = 0
        self.column = 0
        self.attributes: dict[str, str] = {}
        self.pieces: list[str] = []
        self.collecting = ""
        self.value_text: str | None = None
        self.inline_text: list[str] = []
        self.formula: str | None = None
        self.shared_formulas: dict[str, str] = {}
        self.shared_index = ""
        self.formula_ranges: list[tuple[int, int, int, int]] = []
        self.phonetic = False
        self.filled = 0
        self.characters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "c":
            self._open_cell(attributes)
        elif name in ("v", "t") and not self.phonetic:
            self.collecting, self.pieces = name, []
        elif name == "f":
            self._open_formula(attributes)
        elif name == "row":
            self._open_row(attributes)
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self._merge(attributes)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _positive(attributes.get("min")), _positive(attributes.get("max"))
            if len(self.sheet.hidden_columns) < MAXIMUM_HIDDEN_SPANS:
                self.sheet.hidden_columns.append((first, last))

    def text(self, piece: str) -> None:
        """Character data."""
        if self.collecting:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "c":
            self._close_cell()
        elif name == self.collecting:
            joined = "".join(self.pieces)
            if name == "v":
                self.value_text = joined
            elif name == "t":
                self.inline_text.append(joined)
            else:
                self.formula = joined
            self.collecting = ""
        elif name == "rPh":
            self.phonetic = False

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.row = _positive(attributes["r"]) if "r" in attributes else self.row + 1
        self.column = 0
        if self.row > MAXIMUM_SHEET_ROWS:
            raise _damaged()
        if self.last_row is not None and self.row > self.last_row:
            raise EnoughRows
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(self.row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.value_text, self.inline_text, self.formula, self.shared_index = None, [], None, ""
        if "r" not in attributes:
            self.column += 1
            return
        try:
            row, self.column = split_ref(attributes["r"])
        except ValueError as error:
            raise _damaged() from error
        if row != self.row:
            raise _damaged()

    def _open_formula(self, attributes: dict[str, str]) -> None:
        self.collecting, self.pieces, self.formula = "f", [], ""
        self.shared_index = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        if attributes.get("t") in ("array", "dataTable") and ":" in attributes.get("ref", ""):
            self.formula_ranges.append(_range(attributes["ref"]))
            if len(self.formula_ranges) > MAXIMUM_ARRAYS:
                raise _too_many_arrays()

    def _merge(self, attributes: dict[str, str]) -> None:
        self.sheet.merges.append(_range(attributes.get("ref", "")))
        if len(self.sheet.merges) > MAXIMUM_MERGES:
            raise UnreadableWorkbook("too_many_merges", "工作表的合并单元格过多。", "请取消合并后再上传。")

    def _close_cell(self) -> None:
        if self.formula is not None:
            kind, raw, value = self._formula_cell()
        else:
            kind, raw, value = self._plain_cell()
        if kind == "empty":
            return
        self._guard_size(raw)
        ref = f"{column_letters(self.column)}{self.row}"
        percent = kind == "number" and self._style() in self.styles.percents
        cells = self.sheet.rows.setdefault(self.row, {})
        if self.column in cells:
            raise _damaged()
        self.filled += 1
        self.characters += len(raw)
        cells[self.column] = Cell(ref, self.column, self.row, kind, raw, value, percent)

    def _guard_size(self, raw: str) -> None:
        if self.column > MAXIMUM_COLUMNS:
            raise UnreadableWorkbook(
                "too_many_columns", f"工作表超过 {MAXIMUM_COLUMNS} 列。", "请只保留清单需要的列再上传。"
            )
        if len(self.sheet.rows) > MAXIMUM_FILLED_ROWS:
            raise UnreadableWorkbook(
                "too_many_rows",
                f"清单超过 {MAXIMUM_ENTRIES} 行，一次最多受理 {MAXIMUM_ENTRIES} 件。",
                "请分成几个文件上传。",
            )
        if self.filled >= MAXIMUM_CELLS:
            raise UnreadableWorkbook(
                "too_many_cells", f"工作表超过 {MAXIMUM_CELLS} 个有内容的单元格。", "请只保留清单需要的行和列再上传。"
            )
        if self.characters > MAXIMUM_CHARACTERS:
            raise UnreadableWorkbook("too_much_text", "工作表的文字总量过大。", "请只保留清单需要的行和列再上传。")
        if len(raw) > MAXIMUM_CELL_TEXT:
            raise UnreadableWorkbook(
                "cell_too_long",
                f"第 {self.row} 行有单元格的文字超过 {MAXIMUM_CELL_TEXT} 字。",
                "请删减后再上传。",
            )

    def _formula_cell(self) -> tuple[Kind, str, Value]:
        text = self.formula or ""
        if self.shared_index:
            text = text or self.shared_formulas.get(self.shared_index, "")
            self.shared_formulas.setdefault(self.shared_index, text)
        return "formula", f"={text}", None

    def _plain_cell(self) -> tuple[Kind, str, Value]:
        kind = self.attributes.get("t", "n")
        if kind == "inlineStr":
            return _text_cell("".join(self.inline_text))
        if self.value_text is None or self.value_text == "":
            return "empty", "", None
        if kind == "s":
            return _text_cell(self._shared_string(self.value_text))
        if kind == "str":
            return _text_cell(self.value_text)
        if kind == "b":
            return "bool", self.value_text, self.value_text.strip() in ("1", "true")
        if kind == "e":
            return "error", self.value_text, None
        if kind == "d":
            return _iso_cell(self.value_text)
        return self._number_cell(self.value_text.strip())

    def _shared_string(self, index: str) -> str:
        position = index.strip()
        if position.isascii() and position.isdigit() and len(position) < 9 and int(position) < len(self.strings):
            return self.strings[int(position)]
        raise _damaged()

    def _number_cell(self, raw: str) -> tuple[Kind, str, Value]:
        if not NUMBER.fullmatch(raw):
            return "error", raw, None
        number = Decimal(raw)
        if self._style() in self.styles.dates:
            day = day_of_serial(number, from_1904=self.from_1904)
            return ("date", raw, day) if day else ("error", raw, None)
        return "number", raw, number

    def _style(self) -> int:
        text = self.attributes.get("s", "0")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def finish(self) -> None:
        """Cells inside an array formula hold its results: they are formulas too."""
        looked_at = 0
        for top, left, bottom, right in self.formula_ranges:
            for row, cells in self.sheet.rows.items():
                if top <= row <= bottom:
                    looked_at += len(cells)
                    self._mark_results(cells, left, right)
            if looked_at > MAXIMUM_ARRAY_CELLS:
                raise _too_many_arrays()

    def _mark_results(self, cells: dict[int, Cell], left: int, right: int) -> None:
        for column, cell in cells.items():
            if left <= column <= right and cell.kind != "formula":
                cells[column] = cell._replace(kind="formula", raw="=（数组公式的结果）", value=None)


def _text_cell(raw: str) -> tuple[Kind, str, Value]:
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw) if "_x" in raw else raw
    # Half of a surrogate pair is no character and could not be written out again.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "_x" in raw else text
    return ("text", text, text) if text.strip() else ("empty", "", None)


def _iso_cell(raw: str) -> tuple[Kind, str, Value]:
    try:
        return "date", raw, date.fromisoformat(raw.strip()[:10])
    except ValueError:
        return "error", raw, None


def _positive(text: str | None) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0:
        return int(text)
    raise _damaged()


def _range(text: str) -> tuple[int, int, int, int]:
    try:
        return split_range(text)
    except ValueError as error:
        raise _damaged() from error


def _damaged() -> UnreadableWorkbook:
    return UnreadableWorkbook("broken_sheet", "工作表内部结构不合规，读不完整。", DAMAGED_MEND)


def _too_many_arrays() -> UnreadableWorkbook:
    return UnreadableWorkbook("too_many_arrays", "工作表的数组公式过多。", "请“粘贴为数值”后再上传。")
