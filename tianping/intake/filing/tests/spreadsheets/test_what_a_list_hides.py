"""Formulas, merges, hidden rows, totals and stray lines: found, named, and never silently lost."""

from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from tianping.intake.filing.tests.spreadsheets import hostile_files as files
from tianping.intake.filing.tests.spreadsheets.builder import (
    LOAN,
    SECOND,
    codes,
    fill,
    loan_list,
    looked_at,
    saved,
)
from tianping.kernel.spreadsheets.reading import open_workbook
from tianping.kernel.spreadsheets.styles import day_of_serial, shows_date, shows_percent

TWO_LOANS = loan_list({}, {})


def changed(change: Callable[[Worksheet], object]) -> bytes:
    """Two clean loans, and a change to the sheet."""
    book = openpyxl.Workbook()
    fill(book.worksheets[0], [LOAN, SECOND])
    change(book.worksheets[0])
    return saved(book)


def note_codes(content: bytes) -> list[str]:
    """The kinds of all notes."""
    return [note.code for note in looked_at(content).notes]


def assign(**cells: object) -> Callable[[Worksheet], None]:
    """A change that fills cells."""

    def change(page: Worksheet) -> None:
        for ref, value in cells.items():
            page[ref] = value

    return change


def test_a_formula_is_shown_as_text_and_its_stored_result_is_not_believed():
    content = files.replaced(files.SHEET, "<v>36927.26</v>", "<f>1+1</f><v>36927.26</v>")
    findings = looked_at(content)
    assert codes(findings) == [("P4", "formula")]
    assert findings.defects[0].shown == "=1+1"
    assert "principal_owed_fen" not in findings.rows[0].understood


def test_every_cell_of_an_array_formula_counts_as_a_formula():
    content = changed(assign(P4=ArrayFormula("P4:P5", "=L4:L5*0.5")))
    assert codes(looked_at(content)) == [("P4", "formula"), ("P5", "formula")]


def test_a_shared_formula_without_text_of_its_own_is_still_a_formula():
    with_master = files.replaced(
        files.SHEET, "<v>36927.26</v>", '<f t="shared" ref="P4:P5" si="0">L4*0.5</f><v>36927.26</v>'
    )
    assert looked_at(with_master).defects[0].shown == "=L4*0.5"


def test_a_formula_is_found_in_every_column_whatever_it_feeds():
    for letter in "ABCDEFGHIJKLMNOPQRSTUVW":
        findings = looked_at(changed(assign(**{f"{letter}4": "=1+1"})))
        assert (f"{letter}4", "formula") in codes(findings), letter
        assert [loan.row for loan in findings.loans] == [5]


def test_a_total_that_is_a_formula_is_ignored_and_noted():
    content = changed(assign(A6="合计", L6="=SUM(L4:L5)"))
    findings = looked_at(content)
    assert findings.clean
    assert "total_is_formula" in note_codes(content)


@pytest.mark.parametrize("word", ["合计", "总计", "合 计", "合计：", "共计（元）"])
def test_a_total_that_agrees_is_accepted(word: str):
    assert looked_at(changed(assign(A6=word, L6=160000, P6="73,854.52"))).clean


def test_a_total_that_differs_is_named_at_its_cell():
    findings = looked_at(changed(assign(A6="合计", L6=160000, P6=73854.53)))
    assert codes(findings) == [("P6", "total_differs")]
    assert findings.defects[0].what == "尚欠本金的合计写为73,854.53元，各行相加是73,854.52元。"
    assert len(findings.loans) == 2


def test_subtotals_are_compared_with_their_own_rows():
    def change(page: Worksheet) -> None:
        page.move_range("A5:U5", rows=1)
        for ref, value in {"B5": "小计", "L5": 80000, "B7": "小计", "L7": 80000, "B8": "总计", "L8": 160000}.items():
            page[ref] = value

    assert looked_at(changed(change)).clean


def test_lines_below_the_list_are_passed_over_and_named():
    content = changed(assign(A7="制表人：张三", F7="复核：李四", A8="2023年1月5日"))
    findings = looked_at(content)
    assert findings.clean
    assert len(findings.rows) == 2
    assert note_codes(content).count("row_passed_over") == 2


def test_headings_repeated_on_a_new_page_are_passed_over():
    def change(page: Worksheet) -> None:
        page.move_range("A5:U5", rows=1)
        for cell in page[3]:
            page.cell(5, cell.column, cell.value)

    assert len(looked_at(changed(change)).loans) == 2


def test_blank_rows_between_loans_do_no_harm():
    assert len(looked_at(changed(lambda page: page.move_range("A5:U5", rows=3))).loans) == 2


def test_a_merge_over_loans_is_named_where_it_hides_a_value():
    findings = looked_at(changed(lambda page: page.merge_cells("F4:F5")))
    assert codes(findings) == [("F4", "merged_cell"), ("F5", "merged_cell")]
    assert findings.defects[0].what == "住所地是合并单元格（F4:F5），看不出属于哪一行。"


def test_a_hidden_row_is_read_and_noted():
    def change(page: Worksheet) -> None:
        page.row_dimensions[5].hidden = True

    content = changed(change)
    assert len(looked_at(content).loans) == 2
    assert "hidden_row" in note_codes(content)


def test_a_hidden_column_is_read_and_noted():
    def change(page: Worksheet) -> None:
        page.column_dimensions["P"].hidden = True

    assert "hidden_columns" in note_codes(changed(change))


def test_cells_without_addresses_are_counted_and_phonetic_readings_left_out():
    content = files.sheet(
        '<row><c t="inlineStr"><is><r><t>黄</t></r><r><t>淑芳</t></r><rPh><t>huang</t></rPh></is></c>'
        "<c><v>1.50</v></c></row>"
    )
    workbook = open_workbook(content)
    page = workbook.sheet(workbook.entries[0])
    assert page.cell(1, 1).value == "黄淑芳"
    assert page.cell(1, 2).value == Decimal("1.50")
    assert page.cell(1, 2).raw == "1.50"


@pytest.mark.parametrize(
    ("serial", "from_1904", "iso"),
    [
        ("1", False, "1900-01-01"),
        ("59", False, "1900-02-28"),
        ("60", False, None),
        ("61", False, "1900-03-01"),
        ("43883", False, "2020-02-22"),
        ("43883.99", False, "2020-02-22"),
        ("42421", True, "2020-02-22"),
        ("2958465", False, "9999-12-31"),
        ("2958466", False, None),
        ("-1", False, None),
        ("0", False, None),
    ],
)
def test_day_numbers_become_days(serial: str, from_1904: bool, iso: str | None):
    day = day_of_serial(Decimal(serial), from_1904=from_1904)
    assert (day.isoformat() if day else None) == iso


@pytest.mark.parametrize("code", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d", "d-mmm-yy"])
def test_date_formats_are_known(code: str):
    assert shows_date(164, code)


@pytest.mark.parametrize("code", ["0.00", "[Red]0.00", '0.00"days"', "#,##0.00_);[Red](#,##0.00)", "General", "@"])
def test_number_formats_are_not_dates(code: str):
    assert not shows_date(164, code)
    assert not shows_percent(164, code)


@pytest.mark.parametrize(
    ("mends", "clean"),
    [
        ({"P4": "36927.26"}, True),
        ({"P4": "36,927.26"}, True),
        ({"p4": "３６９２７．２６"}, True),
        ({"P4": "很多"}, False),
        ({"P4": ""}, False),
        ({"Q4": "1"}, False),
        ({"P4": "=1+1"}, False),
    ],
)
def test_what_the_clerk_types_stands_in_for_the_cell(mends, clean):
    assert looked_at(loan_list({"P": "=L4*0.5"}), mends=mends).clean is clean


def test_a_mend_may_be_a_date_in_any_clear_spelling():
    content = loan_list({"J": "2019年2月30日"})
    for typed in ("2020-2-22", "2020年2月22日", "20200222"):
        assert looked_at(content, mends={"J4": typed}).loans[0].signed_on.isoformat() == "2020-02-22"


def test_a_numbered_row_with_little_else_is_a_loan_with_values_missing():
    content = changed(assign(A6=3, B6="贾海燕"))
    missing = [ref for ref, code in codes(looked_at(content)) if code == "missing_value"]
    assert missing == [f"{letter}6" for letter in "DFIJKLMOPQR"]


def test_rows_with_nothing_but_a_number_are_passed_over():
    assert looked_at(changed(assign(A6=3, A7=4))).clean


@settings(max_examples=60, deadline=None)
@given(
    row=st.sampled_from([4, 5]),
    column=st.sampled_from("ABCDEFGHIJKLMNOPQRSTU"),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
def test_whatever_a_clerk_types_is_understood_or_named_and_never_breaks(row: int, column: str, text: str):
    findings = looked_at(TWO_LOANS, mends={f"{column}{row}": text})
    assert len(findings.loans) + len({defect.row for defect in findings.defects}) >= 2
