"""The empty list for institutions, and the same findings on the command line."""

import io
import json

import openpyxl
import pytest

from tianping.intake.filing.spreadsheets.command import main
from tianping.intake.filing.spreadsheets.template import COLUMNS, template_workbook
from tianping.intake.filing.tests.spreadsheets.builder import LOAN, fill, loan_list, looked_at, saved
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook


def test_the_empty_template_is_no_list_yet():
    with pytest.raises(UnreadableWorkbook) as refusal:
        looked_at(template_workbook())
    assert refusal.value.code == "no_rows"


def test_a_filled_template_is_understood_whole():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    page = book.worksheets[0]
    for letter, value in LOAN.items():
        page[f"{letter}4"] = value
    findings = looked_at(saved(book))
    assert findings.clean
    assert findings.sheet == "起诉清单"
    assert not findings.headings.extras
    assert "other_sheet" not in {note.code for note in findings.notes}


def test_the_templates_number_columns_are_text():
    page = openpyxl.load_workbook(io.BytesIO(template_workbook())).worksheets[0]
    assert page.column_dimensions["D"].width == pytest.approx(20, abs=1)
    assert [heading for heading, *_ in COLUMNS] == [cell.value for cell in page[3]]


@pytest.fixture
def written(tmp_path):
    """Writes a list to a file and gives its path."""

    def write(content: bytes, name: str = "清单.xlsx") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def test_a_clean_list_ends_with_status_zero(written, capsys):
    assert main([written(loan_list({}, {})), "--json", "--on", "2023-02-06"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["summary"] == {
        "rows": 2,
        "clean_rows": 2,
        "defective_rows": 0,
        "defects": 0,
        "notes": len(answer["notes"]),
        "claim": "82775.04",
        "clean": True,
    }
    assert answer["existing_cases_checked"] is False
    assert answer["heading_row"] == 3
    assert answer["rows"][0]["guarantors"] == [
        {"name": "路淼鑫", "identity_kind": "resident_id", "identity_number": "621027196405119055"}
    ]
    assert answer["rows"][0]["principal_owed"] == "36927.26"
    assert answer["rows"][0]["signed_on"] == "2020-02-22"


def test_defects_end_with_status_one_and_are_listed_by_cell(written, capsys):
    assert main([written(loan_list({"D": 621002199407279382})), "--json", "--on", "2023-02-06"]) == 1
    defect = json.loads(capsys.readouterr().out)["defects"][0]
    assert (defect["cell"], defect["row"], defect["column"], defect["code"]) == (
        "D4",
        4,
        "证件号码",
        "identity_stored_as_number",
    )
    assert defect["what"]
    assert defect["mend"]


def test_a_refused_file_ends_with_status_two_and_its_sentence(written, capsys):
    assert main([written(b"%PDF-1.7", "清单.pdf"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {
        "file": "清单.pdf",
        "refused": "这是 PDF 文件，不是电子表格。请上传 Excel 工作簿（.xlsx）。",
        "code": "pdf",
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [(["没有.xlsx"], "no_such_file"), (["/"], "cannot_open"), (["a.xlsx", "--on", "昨天"], "no_such_file")],
)
def test_a_file_that_cannot_be_opened_is_refused(words, code, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == code


def test_an_unreadable_day_is_refused(written, capsys):
    assert main([written(loan_list({})), "--on", "昨天"]) == 2
    assert "“昨天”不是日期" in capsys.readouterr().out


def test_the_demonstration_day_is_the_day_of_receipt(written, capsys, monkeypatch):
    monkeypatch.setenv("TIANPING_TODAY", "2022-12-20")
    assert main([written(loan_list({})), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["defects"][0]["code"] == "interest_in_future"


def test_without_json_a_clerk_can_read_it(written, capsys):
    assert main([written(loan_list({"Q": -1})), "--on", "2023-02-06"]) == 1
    text = capsys.readouterr().out
    assert "Q4  尚欠利息(元)　尚欠利息是负数（-1）。请核对后填写不小于零的金额。" in text
    assert "共1笔，无缺陷0笔" in text


def test_mistyped_words_are_answered_in_chinese(capsys):
    with pytest.raises(SystemExit) as end:
        main(["a.xlsx", "--look"])
    assert end.value.code == 2
    assert "用法：tianping batch check" in capsys.readouterr().err


def test_a_list_filled_by_hand_gives_the_same_on_screen_and_command_line(written, capsys):
    book = openpyxl.Workbook()
    fill(book.worksheets[0], [LOAN])
    content = saved(book)
    main([written(content), "--json", "--on", "2023-02-06"])
    assert json.loads(capsys.readouterr().out) == looked_at(content).to_json()
