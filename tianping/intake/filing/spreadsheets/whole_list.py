"""What the rows of one list must say together: nobody and nothing twice."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from tianping.intake.filing.spreadsheets.found import Guarantor, label, shown
from tianping.intake.filing.spreadsheets.headings import Column, Headings
from tianping.intake.filing.spreadsheets.rows import Reading
from tianping.kernel.spreadsheets.cells import Cell
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.sheet_parts import Sheet


def check_list(readings: list[Reading]) -> None:
    """Name repetitions and contradictions between rows."""
    _contracts(readings)
    _sequences(readings)
    _names_of_one_number(readings)


def _groups(readings: list[Reading], name: str) -> Iterable[list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        placed = reading.first(name)
        if placed and placed[0].kind in ("text", "number"):
            key = re.sub(r"\s", "", shown(placed[0])).upper()
            if key and key != "0":
                found[key].append(reading)
    return [group for group in found.values() if len(group) > 1]


def _contracts(readings: list[Reading]) -> None:
    """A row that repeats another whole is the one too many; rows that differ are all in doubt."""
    for group in _groups(readings, "contract_number"):
        first, original = group[0], _content(group[0])
        doubtful = [first]
        for reading in group[1:]:
            if _content(reading) == original:
                what = f"本行与第{first.row}行重复（同一借款人、同一合同，各栏相同）。"
                _name(reading, "contract_number", "duplicate_row", what, "请删去重复的一行。")
            else:
                doubtful.append(reading)
        if len(doubtful) > 1:
            _name_doubtful(doubtful)


def _name_doubtful(doubtful: list[Reading]) -> None:
    for reading in doubtful:
        others = "、".join(f"第{other.row}行" for other in doubtful[:6] if other is not reading)
        what = f"合同编号与{others}相同，内容却不同。"
        mend = "请核对合同编号；同一合同多笔借款的，请合并为一行。"
        _name(reading, "contract_number", "duplicate_contract", what, mend)


def _content(reading: Reading) -> tuple[tuple[str, str], ...]:
    left_out = ("sequence", "remark")
    return tuple(
        (name, shown(cell))
        for name, placed in sorted(reading.cells.items())
        if name not in left_out
        for cell, _ in placed
    )


def _sequences(readings: list[Reading]) -> None:
    for group in _groups(readings, "sequence"):
        for reading in group[1:]:
            if reading.values.get("sequence"):
                what = f"序号{reading.values['sequence']}与第{group[0].row}行相同。"
                _name(reading, "sequence", "duplicate_sequence", what, "请核对是否重复录入，重新编号。")


def _names_of_one_number(readings: list[Reading]) -> None:
    """One identity number belongs to one person, wherever in the list it stands."""
    seen: dict[str, tuple[str, Reading, str]] = {}
    for reading in readings:
        for number, name, field in _numbered_people(reading):
            first = seen.setdefault(number, (name, reading, field))
            if first[0] != name:
                verify = "请对照证件核对姓名和号码。"
                what = f"证件号码{number}在本行属于“{name}”，在第{first[1].row}行属于“{first[0]}”。"
                _name(reading, field, "same_number_other_name", what, verify)
                what = f"证件号码{number}在本行属于“{first[0]}”，在第{reading.row}行属于“{name}”。"
                _name(first[1], first[2], "same_number_other_name", what, verify)


def _numbered_people(reading: Reading) -> Iterable[tuple[str, str, str]]:
    number, name = reading.values.get("identity_number"), reading.values.get("borrower_name")
    if isinstance(number, str) and isinstance(name, str):
        yield number, name, "identity_number"
    guarantors = reading.values.get("guarantors")
    for guarantor in guarantors if isinstance(guarantors, tuple) else ():
        if isinstance(guarantor, Guarantor):
            yield guarantor.identity_number, guarantor.name, "guarantor_numbers"


def _name(reading: Reading, field: str, code: str, what: str, mend: str) -> None:
    placed = reading.first(field)
    if placed:
        reading.scribe.defect(*placed, code, what, mend)


def merged_cells(sheet: Sheet, headings: Headings, rows: set[int]) -> dict[str, tuple[Cell, Column, str]]:
    """Cells of loans that belong to a merge: ref → (cell, column, the merge as written)."""
    found: dict[str, tuple[Cell, Column, str]] = {}
    in_order = sorted(rows)
    most = len(in_order) * len(headings.columns)
    for top, left, bottom, right in sheet.merges:
        covered = in_order[bisect_left(in_order, top) : bisect_right(in_order, bottom)]
        columns = [column for column in headings.columns if column.field and left <= column.number <= right]
        most -= len(covered) * len(columns)
        if most < 0:
            raise UnreadableWorkbook("too_many_merges", "工作表的合并单元格互相重叠。", "请取消合并后再上传。")
        anchor, last = sheet.cell(top, left), sheet.cell(bottom, right)
        for row in covered:
            for column in columns:
                cell = sheet.cell(row, column.number)
                found[cell.ref] = (cell, column, f"{anchor.ref}:{last.ref}")
    return found


def name_merges(
    merged: dict[str, tuple[Cell, Column, str]], readings: dict[int, Reading], mends: Iterable[str]
) -> None:
    """A merged cell that holds the content of several: which row it belongs to cannot be known."""
    for ref, (cell, column, written) in merged.items():
        if cell.kind != "empty" and ref not in mends:
            what = f"{label(column.field or '')}是合并单元格（{written}），看不出属于哪一行。"
            readings[cell.row].scribe.defect(cell, column, "merged_cell", what, "请取消合并，逐行填写。")
