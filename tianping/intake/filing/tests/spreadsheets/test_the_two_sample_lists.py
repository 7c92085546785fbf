"""The two demonstration lists: one whole and clean, one with known defects."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook

from tianping.intake.filing.tests.spreadsheets.builder import codes, looked_at
from tianping.kernel.spreadsheets.cells import split_ref
from tianping.kernel.spreadsheets.reading import open_workbook

SAMPLES = Path(__file__).parents[5] / "tests" / "samples"
CLEAN = SAMPLES / "bank_batch_312.xlsx"
DIRTY = SAMPLES / "bank_batch_dirty.xlsx"


def test_the_clean_list_is_understood_whole_without_a_defect():
    findings = looked_at(CLEAN.read_bytes())
    assert findings.defects == ()
    assert len(findings.loans) == 312
    assert findings.heading_row == 3
    assert findings.institution.name == "庆阳示范农村商业银行股份有限公司"
    assert findings.institution.code == "91621000MA00000040"
    assert findings.institution.designated_by == "庆阳市中级人民法院"


def test_the_claims_of_the_clean_list_agree_with_an_independent_sum():
    page = openpyxl.load_workbook(CLEAN).worksheets[0]
    rows = page.iter_rows(min_row=4, max_row=315, min_col=16, max_col=17, values_only=True)
    expected = sum(Decimal(str(round(float(str(value)), 2))) for row in rows for value in row)
    assert looked_at(CLEAN.read_bytes()).claim_fen == int(expected * 100) == 8_127_720_331


def test_every_defect_of_the_dirty_list_is_named_and_nothing_else():
    assert codes(looked_at(DIRTY.read_bytes())) == [
        ("U6", "formula"),
        ("D9", "identity_checksum"),
        ("Q14", "negative"),
        ("M19", "percent_text"),
        ("D22", "identity_stored_as_number"),
        ("O27", "due_before_lent"),
        ("J35", "date_impossible"),
        ("B40", "missing_value"),
        ("G53", "name_too_short"),
        ("H53", "guarantor_count"),
        ("S53", "guarantor_without_guarantee"),
        ("P61", "thousand_separator"),
        ("A64", "duplicate_sequence"),
        ("I64", "duplicate_row"),
        ("U64", "formula"),
    ]


def test_the_clean_rows_of_the_dirty_list_can_be_filed_on_their_own():
    findings = looked_at(DIRTY.read_bytes())
    assert len(findings.rows) == 61
    assert len(findings.loans) == 50
    assert {6, 9, 14, 19, 22, 27, 35, 40, 53, 61, 64}.isdisjoint(loan.row for loan in findings.loans)


@pytest.mark.parametrize("sample", [CLEAN, DIRTY], ids=["clean", "dirty"])
def test_every_note_about_a_cell_names_the_row_of_that_cell(sample):
    noted = [note for note in looked_at(sample.read_bytes()).notes if note.ref]
    assert noted
    assert [note.row for note in noted] == [split_ref(note.ref)[0] for note in noted]


def test_the_same_file_gives_the_same_findings():
    assert looked_at(DIRTY.read_bytes()).to_json() == looked_at(DIRTY.read_bytes()).to_json()


@pytest.mark.parametrize("sample", [CLEAN, DIRTY], ids=["clean", "dirty"])
def test_an_independent_reader_sees_the_same_values(sample):
    workbook = open_workbook(sample.read_bytes())
    page = workbook.sheet(workbook.entries[0])
    witness = load_workbook(str(sample)).get_sheet_by_index(0).to_python()
    for row, values in enumerate(witness, start=1):
        for column, seen in enumerate(values, start=1):
            cell = page.cell(row, column)
            if cell.kind in ("formula", "empty"):
                assert seen == ""
            elif cell.kind == "number":
                assert float(str(cell.value)) == seen
            else:
                assert cell.value == seen
