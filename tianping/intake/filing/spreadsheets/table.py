"""Which rows below the headings are loans, which are totals, and which are neither."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tianping.intake.filing.spreadsheets.fields import BY_NAME
from tianping.intake.filing.spreadsheets.figures import FIFTEEN_DIGITS, GROUPED, PLAIN
from tianping.intake.filing.spreadsheets.found import Scribe, label, shown
from tianping.intake.filing.spreadsheets.headings import Column, Headings
from tianping.intake.filing.spreadsheets.rows import Reading, content
from tianping.kernel.spreadsheets.cells import Cell
from tianping.kernel.spreadsheets.sheet_parts import Sheet
from tianping.law.money import grouped

TOTAL = re.compile(r"^(?:本页|本表|全部|以上)?(?:合计|总计|小计|共计|累计|汇总|总额)(?:[::(].*|金额.*|\d.*|)$")
SUBTOTAL = re.compile(r"小计|本页")
FOOTER = re.compile(
    r"^(?:制表|填表|复核|审核|经办|说明|备注|注|日期|填报|报送|单位盖章|盖章|联系人|联系电话|负责人|附)"
)
NAMING_FIELDS = ("borrower_name", "identity_number", "contract_number", "principal_owed")
MONEY_FIELDS = ("principal", "principal_owed", "interest_owed")


@dataclass
class Table:
    """The rows below the headings by what they are; `strays` are filled rows that are not loans."""

    loans: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


def sort_rows(sheet: Sheet, headings: Headings, mends: Mapping[str, str]) -> Table:
    """Sort the filled rows below the headings."""
    table = Table()
    for row in sorted(sheet.rows):
        if row > headings.row:
            cells = [content(sheet, row, number, mends) for number in sorted(sheet.rows[row])]
            filled = [cell for cell in cells if cell.kind != "empty"]
            if filled:
                _place(row, filled, headings, table)
    return table


def _place(row: int, filled: list[Cell], headings: Headings, table: Table) -> None:
    fields = {column.number: column.field for column in headings.columns if column.field}
    mapped = [cell for cell in filled if cell.column in fields]
    names = {fields[cell.column] for cell in mapped}
    if _is_total(filled, names):
        table.totals.append(row)
    elif _repeats_headings(filled, headings) or names <= {"sequence"}:
        table.strays.append(row)
    elif _numbered(filled, fields, names) or len(names.intersection(NAMING_FIELDS)) >= 2 or len(names) >= 3:
        table.loans.append(row)
    elif FOOTER.match(_plain(filled[0])) or len(filled) <= 2:
        table.strays.append(row)
    else:
        table.loans.append(row)


def _numbered(filled: list[Cell], fields: dict[int, str], names: set[str]) -> bool:
    """A row with a number of its own and a word of who or what is a loan, however little else was filled in."""
    number = next((shown(cell) for cell in filled if fields.get(cell.column) == "sequence"), "")
    return number.isdigit() and bool(names.intersection(NAMING_FIELDS))


def _is_total(filled: list[Cell], names: set[str]) -> bool:
    """A word for total among the first cells, where no person and no contract is named."""
    if "identity_number" in names and "contract_number" in names:
        return False
    return any(cell.kind == "text" and TOTAL.match(_plain(cell)) for cell in filled[:3])


def _repeats_headings(filled: list[Cell], headings: Headings) -> bool:
    written = {column.number: column.heading for column in headings.columns}
    same = sum(cell.kind == "text" and written.get(cell.column) == cell.raw.strip() for cell in filled)
    return same >= 3 and same * 2 > len(filled)


def _plain(cell: Cell) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell.raw))


def note_strays(sheet: Sheet, table: Table, scribe: Scribe) -> None:
    """Say which filled rows were passed over, so that none is lost unseen."""
    for row in table.strays:
        cells = [cell for _, cell in sorted(sheet.rows[row].items())]
        words = "，".join(shown(cell) for cell in cells[:3])[:60]
        scribe.note(cells[0].ref, "", "row_passed_over", f"第{row}行（{words}）不是借款记录，未作为案件读取。")


def check_totals(
    sheet: Sheet,
    headings: Headings,
    table: Table,
    readings: Mapping[int, Reading],
    scribe: Scribe,
    mends: Mapping[str, str],
) -> None:
    """Compare written totals with the rows they add up; a total that is a formula is left alone and noted."""
    previous = headings.row
    for total in table.totals:
        label_text = "".join(_plain(cell) for cell in sheet.rows[total].values() if cell.kind == "text")
        subtotal = bool(SUBTOTAL.search(label_text))
        start = previous if subtotal else headings.row
        covered = [readings[row] for row in table.loans if start < row < total]
        for name in MONEY_FIELDS:
            for column in headings.of(name)[:1]:
                cell = content(sheet, total, column.number, mends)
                _check_total(cell, column, covered, scribe)
        previous = total


def _check_total(cell: Cell, column: Column, covered: list[Reading], scribe: Scribe) -> None:
    name = column.field or ""
    if cell.kind == "formula":
        text = f"{label(name)}的合计是公式（{shown(cell)}），不予计算，以各行相加为准。"
        scribe.note(cell.ref, name, "total_is_formula", text)
        return
    written_fen = _written_fen(cell, column)
    parts = [reading.values.get(f"{name}_fen") for reading in covered]
    if written_fen is None or not parts or any(part is None for part in parts):
        return
    summed_fen = sum(part for part in parts if isinstance(part, int))
    if written_fen != summed_fen:
        scribe.defect(
            cell,
            column,
            "total_differs",
            f"{label(name)}的合计写为{grouped(written_fen)}元，各行相加是{grouped(summed_fen)}元。",
            "请核对是否漏行、多行或者金额有误。",
        )


def _written_fen(cell: Cell, column: Column) -> int | None:
    if cell.kind == "number" and isinstance(cell.value, Decimal) and cell.value.adjusted() < 15:
        yuan = FIFTEEN_DIGITS.plus(cell.value) * column.factor
    elif cell.kind == "text" and (PLAIN.fullmatch(cell.raw.strip()) or GROUPED.fullmatch(cell.raw.strip())):
        yuan = Decimal(cell.raw.strip().replace(",", "")) * column.factor
    else:
        return None
    return round(yuan * 100)


def money_columns(headings: Headings) -> tuple[Column, ...]:
    """The columns of money whose figures are not in yuan."""
    return tuple(
        column
        for column in headings.columns
        if column.field and BY_NAME[column.field].kind == "money" and column.factor != 1
    )
