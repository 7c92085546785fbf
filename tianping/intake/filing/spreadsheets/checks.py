"""What the cells of one row must say together."""

from collections.abc import Mapping
from datetime import date

from tianping.intake.filing.spreadsheets.found import Guarantor, Scribe, label
from tianping.intake.filing.spreadsheets.headings import Column
from tianping.kernel.spreadsheets.cells import Cell
from tianping.law.money import grouped
from tianping.law.names import is_organisation
from tianping.law.wording import chinese_date

Cells = Mapping[str, list[tuple[Cell, Column]]]


class _Row:
    """The understood values of a row beside the cells they came from."""

    def __init__(self, values: Mapping[str, object], cells: Cells, scribe: Scribe) -> None:
        self.values = values
        self.cells = cells
        self.scribe = scribe

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def fen(self, name: str) -> int | None:
        value = self.values.get(f"{name}_fen")
        return value if isinstance(value, int) else None

    def name(self, field: str, code: str, what: str, mend: str) -> None:
        cell, column = self.cells[field][0]
        self.scribe.defect(cell, column, code, what, mend)


def check_row(values: Mapping[str, object], cells: Cells, scribe: Scribe, *, on: date) -> None:
    """Name every contradiction inside a row; `on` is the day the list was received."""
    row = _Row(values, cells, scribe)
    _days_in_order(row)
    _days_not_after(row, on)
    _sums_agree(row)
    _guarantee_agrees(row)
    _guarantors_differ(row)
    _paper_fits_the_name(row)


def _days_in_order(row: _Row) -> None:
    signed, lent, due, until = (row.day(name) for name in ("signed_on", "lent_on", "due_on", "interest_until"))
    verify = "请对照合同、借据核对这两个日期。"
    if signed and lent and lent < signed:
        what = f"放款日（{chinese_date(lent)}）早于合同签订日（{chinese_date(signed)}）。"
        row.name("lent_on", "lent_before_signed", what, verify)
    start = lent or signed
    if start and due and due <= start:
        which = "放款日" if lent else "合同签订日"
        what = f"到期日（{chinese_date(due)}）不晚于{which}（{chinese_date(start)}）。"
        row.name("due_on", "due_before_lent", what, verify)
    if start and until and until < start:
        what = f"利息计至日（{chinese_date(until)}）早于放款日（{chinese_date(start)}）。"
        row.name("interest_until", "interest_before_lent", what, verify)


def _days_not_after(row: _Row, on: date) -> None:
    for name, code in (
        ("signed_on", "signed_in_future"),
        ("lent_on", "lent_in_future"),
        ("interest_until", "interest_in_future"),
    ):
        day = row.day(name)
        if day and day > on:
            what = f"{label(name).removesuffix('日')}日（{chinese_date(day)}）晚于收到清单之日（{chinese_date(on)}）。"
            row.name(name, code, what, "请核对日期。")


def _sums_agree(row: _Row) -> None:
    principal, owed, interest = row.fen("principal"), row.fen("principal_owed"), row.fen("interest_owed")
    if principal is not None and owed is not None and owed > principal:
        what = f"尚欠本金{grouped(owed)}元多于借款本金{grouped(principal)}元。"
        row.name("principal_owed", "owed_more_than_lent", what, "请核对两个金额及其单位（元、万元）。")
    if owed == 0 and interest:
        what = f"尚欠本金是零，却主张利息{grouped(interest)}元。"
        row.name("principal_owed", "interest_without_principal", what, "请核对是否漏填尚欠本金。")
    if owed == 0 and interest == 0:
        row.name(
            "principal_owed", "nothing_owed", "尚欠本金和利息都是零，没有可诉的金额。", "请核对；已还清的请删去本行。"
        )


def _guarantee_agrees(row: _Row) -> None:
    security = row.values.get("security")
    if not isinstance(security, str) or not security or "security" not in row.cells:
        return
    written = any(cell.kind != "empty" for cell, _ in row.cells.get("guarantor_names", []))
    guarantors = row.values.get("guarantors")
    if "保证" in security and guarantors == () and not written:
        field = "guarantor_names" if "guarantor_names" in row.cells else "security"
        row.name(field, "guarantor_missing", "担保方式是保证，却没有写保证人。", "请填写保证人，或者更正担保方式。")
    if "保证" not in security and (guarantors or (guarantors is None and written)):
        what = f"担保方式是{security}，却写了保证人。"
        row.name("security", "guarantor_without_guarantee", what, "请更正担保方式，或者删去保证人。")


def _guarantors_differ(row: _Row) -> None:
    guarantors = row.values.get("guarantors")
    if not isinstance(guarantors, tuple):
        return
    numbers = [guarantor.identity_number for guarantor in guarantors if isinstance(guarantor, Guarantor)]
    if row.values.get("identity_number") in numbers:
        row.name(
            "guarantor_numbers",
            "guarantor_is_borrower",
            "保证人的证件号码与借款人相同。",
            "请核对，借款人不能为自己保证。",
        )
    if len(set(numbers)) < len(numbers):
        row.name(
            "guarantor_numbers", "guarantor_twice", "同一保证人的证件号码写了两次。", "请核对后删去重复的或者更正号码。"
        )


def _paper_fits_the_name(row: _Row) -> None:
    name = row.values.get("borrower_name")
    if isinstance(name, str) and is_organisation(name) and row.values.get("identity_kind") == "resident_id":
        what = f"借款人“{name}”是单位，证件号码却是居民身份证号码。"
        row.name("identity_number", "paper_of_another", what, "请填写单位的统一社会信用代码，或者更正借款人。")
