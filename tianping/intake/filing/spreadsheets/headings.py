"""Which row holds the headings, and which column is which."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tianping.intake.filing.spreadsheets.fields import BY_NAME, GENERIC_PERSON_FIELDS, Field, recognise
from tianping.kernel.spreadsheets.cells import Cell, column_letters, column_number
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.sheet_parts import Sheet

SEARCHED_ROWS = 20
LONGEST_HEADING = 120
LONGEST_LINE = 500
MAXIMUM_MERGES_ABOVE = 500
GUARANTOR_GROUPS = ("保证人", "担保人")
GROUP_TAIL = re.compile(r"(?<=.)(?:基本)?(?:信息|情况|资料|明细)$")
ENOUGH_RECOGNISED = 3
# In a mapping: the columns that feed no field and are only kept beside the case.
UNUSED = "unused"

Merges = list[tuple[int, int, int, int]]
How = Literal["heading", "words", "group", "clerk", "extra"]
HOW_WORDS: dict[How, str] = {
    "heading": "按表头",
    "words": "按表头中的词语",
    "group": "按所属的上级表头",
    "clerk": "由书记员指定",
    "extra": "未识别，按备注保留",
}

MONEY_UNITS = {
    "元": Decimal(1),
    "人民币元": Decimal(1),
    "万元": Decimal(10_000),
    "千元": Decimal(1_000),
    "百元": Decimal(100),
}
RATE_UNITS = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
UNIT = re.compile(
    r"[(\[【（](?:单位)?[::]?(人民币元|万元|千元|百元|元|%|‰|‱)[)\]】）]|[/_\-](万元|千元|元|%|‰)$|(%|‰)$"
)
SHEET_UNIT = re.compile(r"(?:金额)?单位[::]\s*(人民币元|万元|千元|百元|元)")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Column:
    """A column as understood: its letter, its heading as written, the field it feeds (None: kept as an extra).

    `factor` turns the column's figures into yuan or into percent a year; `unit` is the unit read from the heading.
    """

    letter: str
    heading: str
    field: str | None
    how: How
    unit: str = ""
    factor: Decimal = Decimal(1)

    @property
    def number(self) -> int:
        """The column's number, from 1."""
        return column_number(self.letter)


@dataclass(frozen=True)
class Headings:
    """The heading row and its columns in sheet order. `doubled` are columns whose field another one already feeds."""

    row: int
    columns: tuple[Column, ...]
    doubled: tuple[Column, ...] = ()

    def of(self, field: str) -> tuple[Column, ...]:
        """The columns that feed a field, in sheet order."""
        return tuple(column for column in self.columns if column.field == field)

    @property
    def extras(self) -> tuple[Column, ...]:
        """Columns that were not recognised and are kept beside the case."""
        return tuple(column for column in self.columns if column.field is None)

    @property
    def recognised(self) -> int:
        """How many different fields were found."""
        return len({column.field for column in self.columns if column.field})


def find_headings(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> Headings:
    """The heading row among the first rows of the sheet, with the clerk's `mapping` (field → letters) laid over it.

    Raises UnreadableWorkbook when no row looks like headings at all, or when the mapping names no field or column.
    """
    above = [merge for merge in sheet.merges if merge[0] <= SEARCHED_ROWS]
    if len(above) > MAXIMUM_MERGES_ABOVE:
        raise UnreadableWorkbook("too_many_merges", "工作表上方的合并单元格过多。", "请取消合并后再上传。")
    candidates = [_read_row(sheet, row, above) for row in sorted(sheet.rows) if row <= SEARCHED_ROWS]
    if not candidates:
        raise UnreadableWorkbook("empty_sheet", "工作表是空的。", "请上传填写好的起诉清单。")
    best = max(candidates, key=lambda found: (found.recognised, -found.row))
    if best.recognised < ENOUGH_RECOGNISED:
        best = max(candidates, key=lambda found: (len(found.columns), -found.row))
        if len(best.columns) < ENOUGH_RECOGNISED:
            raise UnreadableWorkbook(
                "no_heading", "没有找到表头行。", "请在清单上方写明各列名称（借款人、证件号码、尚欠本金等）。"
            )
    return _with_sheet_unit(_with_mapping(best, mapping or {}), _sheet_unit(sheet, best.row))


def _sheet_unit(sheet: Sheet, heading_row: int) -> str:
    """The unit of money that a line above the headings declares for the whole list (单位：万元)."""
    for row in sorted(sheet.rows):
        for _, cell in sorted(sheet.rows[row].items()):
            if row < heading_row and cell.kind == "text":
                match = SHEET_UNIT.search(unicodedata.normalize("NFKC", cell.raw[:LONGEST_LINE]))
                if match:
                    return match[1]
    return ""


def _with_sheet_unit(found: Headings, unit: str) -> Headings:
    if not unit:
        return found
    columns = tuple(
        replace(column, unit=unit, factor=MONEY_UNITS[unit])
        if column.field and BY_NAME[column.field].kind == "money" and not column.unit
        else column
        for column in found.columns
    )
    return replace(found, columns=columns)


def _read_row(sheet: Sheet, row: int, merges: Merges) -> Headings:
    columns: list[Column] = []
    doubled: list[Column] = []
    taken: set[str] = set()
    last_person = ""
    for number in _heading_columns(sheet, row, merges):
        cell, group = _heading_cell(sheet, row, number, merges)
        if cell.kind != "text" or len(cell.raw) > LONGEST_HEADING:
            continue
        column = _recognise(cell, number, group, last_person, taken)
        if column.field in ("borrower_name", "guarantor_names", "co_borrower"):
            last_person = column.field
        if column.field and column.field in taken and not BY_NAME[column.field].repeatable:
            doubled.append(column)
            column = Column(column.letter, column.heading, None, "extra")
        taken.add(column.field or "")
        columns.append(column)
    return Headings(row, tuple(columns), tuple(doubled))


def _heading_columns(sheet: Sheet, row: int, merges: Merges) -> list[int]:
    """Filled columns of the row, with those whose heading stands above them in a merged cell."""
    merged = {left for top, left, bottom, right in merges if top < row <= bottom and left == right and top < bottom}
    return sorted(set(sheet.rows.get(row, {})) | merged)


def _heading_cell(sheet: Sheet, row: int, column: int, merges: Merges) -> tuple[Cell, str]:
    """The heading over a column and the heading of the group it stands in, if any."""
    for top, left, bottom, right in merges:
        if left == right == column and top < row <= bottom:
            return sheet.cell(top, left), ""
    group = ""
    for top, left, bottom, right in merges:
        if bottom == row - 1 and left <= column <= right and 1 < right - left + 1 <= 8:
            group = GROUP_TAIL.sub("", clean(sheet.cell(top, left).raw[:LONGEST_HEADING])[0])
    return sheet.cell(row, column), group


def _recognise(cell: Cell, number: int, group: str, last_person: str, taken: set[str]) -> Column:
    heading, unit = clean(cell.raw)
    letter = column_letters(number)
    found = recognise(group + heading) if group else None
    how: How = "group"
    if found is None:
        found = recognise(heading)
        how = "heading" if found and found[1] else "words"
    if found is None:
        return Column(letter, cell.raw.strip(), None, "extra")
    field: str | None = found[0].name
    of_guarantor = group in GUARANTOR_GROUPS
    if field in GENERIC_PERSON_FIELDS and (field in taken or of_guarantor) and how != "group":
        if of_guarantor or last_person == "guarantor_names":
            field, how = GENERIC_PERSON_FIELDS[field], "group"
        elif last_person == "co_borrower":
            field = None
    if field is None:
        return Column(letter, cell.raw.strip(), None, "extra")
    return _column(letter, cell.raw.strip(), BY_NAME[field], how, heading, unit)


def _column(letter: str, shown: str, field: Field, how: How, heading: str, unit: str) -> Column:
    factor = Decimal(1)
    if field.kind == "money":
        factor = MONEY_UNITS.get(unit, Decimal(1))
    elif field.kind == "rate":
        factor = RATE_UNITS.get(unit, Decimal(1)) * (MONTHS_A_YEAR if "月利率" in heading else 1)
    return Column(letter, shown, field.name, how, unit, factor)


def _with_mapping(found: Headings, mapping: Mapping[str, str]) -> Headings:
    if not mapping:
        return found
    chosen = _chosen(mapping)
    by_number = {column.number: column for column in found.columns}
    columns: list[Column] = []
    for number in sorted({*by_number, *chosen}):
        old = by_number.get(number) or Column(column_letters(number), "", None, "extra")
        if number in chosen:
            columns.append(_as_chosen(old, chosen[number]))
        else:
            columns.append(_unfed(old) if old.field in mapping else old)
    doubled = tuple(column for column in found.doubled if column.field not in mapping and column.number not in chosen)
    return Headings(found.row, tuple(columns), doubled)


def _as_chosen(old: Column, name: str | None) -> Column:
    if name is None:
        return _unfed(old)
    if name == old.field:
        return old
    heading, unit = clean(old.heading)
    return _column(old.letter, old.heading or BY_NAME[name].label, BY_NAME[name], "clerk", heading, unit)


def _unfed(column: Column) -> Column:
    return Column(column.letter, column.heading, None, "extra")


def _chosen(mapping: Mapping[str, str]) -> dict[int, str | None]:
    """Which field the clerk gave to a column, by its number; None where it is to feed none."""
    chosen: dict[int, str | None] = {}
    for field, letters in mapping.items():
        if field not in BY_NAME and field != UNUSED:
            raise UnreadableWorkbook("bad_mapping", f"没有名为“{field[:30]}”的栏目。", "请从列表中选择栏目。")
        numbers = [_chosen_number(letter) for letter in letters.split(",")]
        if field in BY_NAME and len(numbers) > 1 and not BY_NAME[field].repeatable:
            several = letters.replace(",", "、")[:30]
            raise UnreadableWorkbook(
                "bad_mapping",
                f"“{BY_NAME[field].label}”指定了{len(numbers)}列（{several}）。",
                "请只留一列，其余的选别的栏目或者“不使用”。",
            )
        for number in numbers:
            if number in chosen:
                raise UnreadableWorkbook(
                    "bad_mapping", f"{column_letters(number)}列指定了两种内容。", "一列只能是一种内容。"
                )
            chosen[number] = field if field in BY_NAME else None
    return chosen


def _chosen_number(letter: str) -> int:
    try:
        return column_number(letter)
    except ValueError as error:
        raise UnreadableWorkbook("bad_mapping", f"“{letter[:10]}”不是列号。", "请选择 A、B、C 等列。") from error


def clean(text: str) -> tuple[str, str]:
    """A heading without blanks, brackets and decoration, and the unit it names."""
    # NFKC would take ‰ for itself but turn full-width brackets and letters into plain ones, which is wanted.
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    match = UNIT.search(plain)
    unit = next((group for group in match.groups() if group), "") if match else ""
    bare = UNIT.sub("", plain)
    bare = re.sub(r"[(\[【][^)\]】]*[)\]】]", "", bare)
    return re.sub(r"[*＊★:：。.、,，/_\-]", "", bare), unit
