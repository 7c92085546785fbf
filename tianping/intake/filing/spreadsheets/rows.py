"""One row of the list: cell by cell into a loan, with every defect named on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tianping.intake.filing.spreadsheets import checks, figures, people, texts
from tianping.intake.filing.spreadsheets.fields import BY_NAME, REQUIRED
from tianping.intake.filing.spreadsheets.found import Guarantor, LoanRow, Scribe, shown
from tianping.intake.filing.spreadsheets.headings import Column, Headings
from tianping.kernel.spreadsheets.cells import Cell, mended
from tianping.kernel.spreadsheets.sheet_parts import Sheet
from tianping.law import identities

Understood = str | int | bool | date | Decimal | tuple[Guarantor, ...] | None


@dataclass
class Reading:
    """A row while it is being understood: its cells by field, what each said, and the scribe's notes."""

    row: int
    cells: dict[str, list[tuple[Cell, Column]]]
    extras: list[tuple[Cell, Column]]
    scribe: Scribe
    values: dict[str, Understood]
    birthday: date | None = None
    loan: LoanRow | None = None

    def first(self, name: str) -> tuple[Cell, Column] | None:
        """The first cell that feeds a field, if the list has the column."""
        found = self.cells.get(name)
        return found[0] if found else None

    def ref(self, name: str) -> str:
        """The address of a field's cell, or of the row's first cell."""
        found = self.first(name)
        return found[0].ref if found else f"A{self.row}"


def read_row(
    sheet: Sheet, headings: Headings, row: int, *, on: date, mends: Mapping[str, str], merged: set[str]
) -> Reading:
    """Understand one row; `mends` stand in for the content of the cells they name.

    `merged` names the cells that are covered by a merge and therefore empty without being missing.
    """
    reading = Reading(row, {}, [], Scribe(row), {})
    _gather(reading, sheet, headings, mends)
    _name_formulas(reading, sheet, headings, mends)
    _name_missing(reading, merged)
    _read_people(reading, on)
    _read_words(reading)
    _read_figures(reading)
    checks.check_row(reading.values, reading.cells, reading.scribe, on=on)
    if not reading.scribe.defects:
        reading.loan = _loan(reading)
    return reading


def content(sheet: Sheet, row: int, column: int, mends: Mapping[str, str]) -> Cell:
    """A cell as it is to be read: what the clerk typed for it, else what the file holds."""
    cell = sheet.cell(row, column)
    return mended(row, column, mends[cell.ref]) if cell.ref in mends else cell


def _gather(reading: Reading, sheet: Sheet, headings: Headings, mends: Mapping[str, str]) -> None:
    for column in headings.columns:
        placed = (content(sheet, reading.row, column.number, mends), column)
        if column.field:
            reading.cells.setdefault(column.field, []).append(placed)
        elif placed[0].kind != "empty":
            reading.extras.append(placed)
            if placed[0].kind != "error":
                texts.usable(*placed, reading.scribe)


def _name_formulas(reading: Reading, sheet: Sheet, headings: Headings, mends: Mapping[str, str]) -> None:
    """Formulas hide in columns that nothing reads, too."""
    columns = {column.number: column for column in headings.columns}
    for number in sorted(sheet.rows.get(reading.row, {})):
        cell = content(sheet, reading.row, number, mends)
        if cell.kind == "formula":
            texts.name_formula(cell, columns.get(number), reading.scribe)


def _name_missing(reading: Reading, merged: set[str]) -> None:
    for name in REQUIRED:
        placed = reading.first(name)
        if placed and texts.blank(placed[0]):
            cell, column = placed
            if cell.ref in merged:
                reading.scribe.defect(
                    cell, column, "merged_cell", f"{BY_NAME[name].label}与别的单元格合并，本行没有自己的内容。",
                    "请取消合并，逐行填写。",
                )  # fmt: skip
            else:
                reading.scribe.defect(
                    cell, column, "missing_value", f"{BY_NAME[name].label}没有填写。", f"请填写{BY_NAME[name].label}。"
                )


def _filled(reading: Reading, name: str) -> tuple[Cell, Column] | None:
    """The field's cell where it has content that may be read; defects of its kind and characters are named."""
    placed = reading.first(name)
    if placed is None or texts.blank(placed[0]):
        return None
    return placed if texts.usable(*placed, reading.scribe) else None


def _read_people(reading: Reading, on: date) -> None:
    scribe, values = reading.scribe, reading.values
    kind_cell = _filled(reading, "identity_kind")
    kind = people.read_kind(*kind_cell, scribe) if kind_cell else None
    name_cell = _filled(reading, "borrower_name")
    values["borrower_name"] = _one_name(*name_cell, scribe, organisation=kind == "uscc") if name_cell else None
    number_cell = _filled(reading, "identity_number")
    if number_cell and not people.stored_as_number(*number_cell, scribe):
        text = number_cell[0].raw.strip()
        guessed = people.kind_of(identities.normalised(text), str(values["borrower_name"] or ""), on=on)
        identity = people.read_identity(text, kind or guessed, *number_cell, scribe, on=on)
        if identity:
            values["identity_number"], values["identity_kind"] = identity.number, identity.kind
            reading.birthday = identity.birthday
    phone = _filled(reading, "phone")
    values["phone"] = people.read_phone(*phone, scribe, on=on) if phone else ""
    values["guarantors"] = people.read_guarantors(
        reading.cells.get("guarantor_names", []),
        reading.cells.get("guarantor_numbers", []),
        reading.cells.get("guarantor_kinds", []),
        scribe,
        on=on,
    )
    shared = _filled(reading, "co_borrower")
    if shared:
        scribe.defect(
            *shared, "co_borrower", f"本行还有共同借款人“{shown(shared[0])}”，批量清单一行只立一名借款人。",
            "请把本行单独立案，或者请机构书面说明不起诉共同借款人后清空本格。",
        )  # fmt: skip


def _one_name(cell: Cell, column: Column, scribe: Scribe, *, organisation: bool) -> str | None:
    text = shown(cell).strip() if cell.kind != "text" else cell.raw.strip()
    if len(texts.person_names(cell)) > 1 and not organisation:
        scribe.defect(
            cell,
            column,
            "several_names",
            f"借款人一栏写了几个人（{text[:40]}）。",
            "批量清单一行只写一名借款人；共同借款的请单独立案。",
        )
        return None
    return texts.read_name(text, cell, column, scribe, organisation=organisation)


def _read_words(reading: Reading) -> None:
    scribe, values = reading.scribe, reading.values
    for name in ("address", "contract_number", "remark"):
        placed = _filled(reading, name)
        values[name] = _words(name, *placed, scribe) if placed else ""
    security = _filled(reading, "security")
    values["security"] = texts.read_security(*security, scribe) if security else ""
    consent = reading.first("consents_to_mediation")
    if consent and consent[0].kind != "empty" and texts.usable(*consent, scribe):
        values["consents_to_mediation"] = texts.read_consent(*consent, scribe)
    else:
        values["consents_to_mediation"] = False
    sequence = _filled(reading, "sequence")
    values["sequence"] = _sequence(sequence[0]) if sequence else 0


def _words(name: str, cell: Cell, column: Column, scribe: Scribe) -> str | None:
    if name == "contract_number" and cell.kind == "number" and len(shown(cell)) > 15:
        scribe.defect(
            cell, column, "contract_stored_as_number",
            f"合同编号存成了数字（{shown(cell)}），第15位以后的数字已经丢失。",
            "请把该列设为文本格式后重新填写。",
        )  # fmt: skip
        return None
    return texts.read_address(cell, column, scribe) if name == "address" else texts.plain(cell)


def _sequence(cell: Cell) -> int:
    text = shown(cell).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _read_figures(reading: Reading) -> None:
    scribe, values = reading.scribe, reading.values
    for name in ("signed_on", "lent_on", "due_on", "interest_until"):
        placed = _filled(reading, name)
        values[name] = figures.read_date(*placed, scribe) if placed else None
    for name in ("principal", "principal_owed", "interest_owed"):
        placed = _filled(reading, name)
        may_be_zero = name != "principal"
        values[f"{name}_fen"] = figures.read_money(*placed, scribe, may_be_zero=may_be_zero) if placed else None
    rate = _filled(reading, "annual_rate")
    values["annual_rate"] = figures.read_rate(*rate, scribe) if rate else None
    uplift = _filled(reading, "overdue_uplift")
    values["overdue_uplift"] = figures.read_uplift(*uplift, scribe) if uplift else _uplift_of_rate(reading)


def _uplift_of_rate(reading: Reading) -> Decimal | None:
    """The uplift that an overdue rate amounts to, where the list gives the rate itself."""
    placed, rate = _filled(reading, "overdue_rate"), reading.values.get("annual_rate")
    overdue = figures.read_rate(*placed, reading.scribe) if placed else None
    if placed is None or overdue is None or not isinstance(rate, Decimal):
        return None if placed else Decimal(0)
    if overdue < rate:
        what = f"逾期利率{overdue.normalize():f}%低于年利率{rate.normalize():f}%。"
        reading.scribe.defect(*placed, "overdue_rate_below", what, "请核对两个利率。")
        return None
    if rate == 0:
        if overdue > 0:
            what = f"年利率是0%，逾期利率{overdue.normalize():f}%不能换算为上浮的比例。"
            reading.scribe.defect(*placed, "overdue_rate_on_zero", what, "请将本栏留空，逾期利率的约定写在备注栏。")
            return None
        return Decimal(0)
    return figures.FIFTEEN_DIGITS.plus((overdue / rate - 1) * 100)


def _loan(reading: Reading) -> LoanRow | None:
    """The loan, when every field that a case needs was understood (a missing column leaves it incomplete)."""
    if any(reading.first(name) is None for name in REQUIRED) or None in reading.values.values():
        return None
    extras = tuple((column.heading, shown(cell)) for cell, column in reading.extras)
    understood: dict[str, Any] = dict(reading.values)
    return LoanRow(row=reading.row, extras=extras, birthday=reading.birthday, **understood)
