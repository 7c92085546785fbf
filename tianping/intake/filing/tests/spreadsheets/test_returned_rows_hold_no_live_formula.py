"""What goes back to the institution: the doubtful rows with their reasons, and nothing that could run."""

import io
import itertools
import re
import zipfile

import openpyxl
import pytest

from tianping.intake.filing.spreadsheets.returned import inert, returned_workbook
from tianping.intake.filing.spreadsheets.texts import FORMULA_LIKE
from tianping.intake.filing.tests.spreadsheets.builder import LOAN, Typed, codes, fill, loan_list, looked_at, put, saved

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    "\r=",
    "=+",
    "+-",
    "@=",
    "-@",
    "\n=",
    "= ",
    "+=",
    "-=",
    "=@",
)
BODIES = (
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://127.0.0.1/x","点")',
    "SUM(A1:A9)",
    'WEBSERVICE("http://127.0.0.1/"&A1)',
    'IMPORTXML("http://127.0.0.1/","//a")',
    'DDE("cmd";"/C calc";"x")',
    "INDIRECT(A1)",
    'EXEC("calc.exe")',
    "A1&B1",
    "rundll32|'URL.dll,OpenURL calc.exe'!A",
)
PAYLOADS = [start + body for start, body in itertools.product(STARTS, BODIES)]


def payload_list() -> bytes:
    """Every payload as typed text in every text column in turn, and as a real formula where it is one."""
    book = openpyxl.Workbook()
    loans = []
    for number, payload in enumerate(PAYLOADS, start=1):
        place = "BFIUGHDES"[number % 9]
        text = payload if payload.startswith("=") and number % 2 else Typed(payload)
        loans.append({**LOAN, "A": number, "I": f"合同{number}", place: text})
    fill(book.worksheets[0], loans)
    put(book.worksheets[0], "A1", Typed("=1+1银行股份有限公司"))
    put(book.worksheets[0], "V3", Typed("=cmd|'x'!A0"))
    return saved(book)


def strings(content: bytes) -> list[str]:
    """Every string cell of every sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for page in book.worksheets for row in page.iter_rows() for cell in row)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def test_two_hundred_formula_payloads_come_back_and_none_is_live():
    content = payload_list()
    findings = looked_at(content)
    assert len(PAYLOADS) == 200
    returned = returned_workbook(content, findings, rows=frozenset(row.row for row in findings.rows))
    with zipfile.ZipFile(io.BytesIO(returned)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
    assert not any(re.search(r"<f[ >/]|<hyperlink|<oleLink", sheet) for sheet in sheets)
    texts = strings(returned)
    assert len(texts) > 200 * 10
    assert not [text for text in texts if re.match(r"\s*[=＝@＠]", text) or re.match(r"\s*[+\-＋－]\D", text)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_that_a_spreadsheet_could_take_for_a_formula_is_marked(payload: str):
    assert inert(payload).startswith("公式：")
    assert inert(inert(payload)) == inert(payload)


@pytest.mark.parametrize("text", ["黄淑芳", "-12.50", "+86 19900000001", "合同-1", "甘肃省"])
def test_ordinary_text_is_left_as_it_is(text: str):
    assert inert(text) == text


def test_only_the_doubtful_rows_go_back_with_reasons_and_mends():
    content = loan_list({}, {"Q": -1, "M": "6.525%"})
    page = openpyxl.load_workbook(io.BytesIO(returned_workbook(content, looked_at(content)))).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[2][-2:] == ["问题", "修改办法"]
    assert len(rows) == 4
    assert rows[3][1] == "贾海燕"
    assert rows[3][-2] == (
        "1. 年利率(%)（原表M5）：年利率“6.525%”是带百分号的文本，不是数字。\n"
        "2. 尚欠利息(元)（原表Q5）：尚欠利息是负数（-1）。"
    )
    assert rows[3][-1] == "1. 如为6.525，请填写6.525。\n2. 请核对后填写不小于零的金额。"
    fills = {cell.coordinate: cell.fill.fgColor.rgb for cell in page[4]}
    assert [ref for ref, colour in fills.items() if colour == "FFFFE1DC"] == ["M4", "Q4"]


def test_identity_numbers_go_back_as_text():
    content = loan_list({"Q": -1})
    page = openpyxl.load_workbook(io.BytesIO(returned_workbook(content, looked_at(content)))).worksheets[0]
    assert page["D4"].value == LOAN["D"]
    assert page["D4"].data_type == "s"
    assert page["D4"].number_format == "@"


def test_a_number_that_lost_its_digits_does_not_come_back_looking_like_an_identity():
    content = loan_list({"D": 621002199407279382})
    findings = looked_at(returned_workbook(content, looked_at(content)))
    assert codes(findings) == [("D4", "identity_characters")]


def test_a_mended_return_can_be_uploaded_as_it_is():
    content = loan_list({}, {"Q": -1})
    book = openpyxl.load_workbook(io.BytesIO(returned_workbook(content, looked_at(content))))
    book.worksheets[0]["Q4"] = 20580.44
    findings = looked_at(saved(book))
    assert findings.clean
    assert findings.institution.code == "91621000MA00000040"
    assert [loan.borrower_name for loan in findings.loans] == ["贾海燕"]


def test_what_the_clerk_typed_goes_back_in_place_of_the_original():
    content = loan_list({"Q": -1, "M": "6.525%"})
    mends = {"M4": "6.525"}
    returned = returned_workbook(content, looked_at(content, mends=mends), mends=mends)
    assert openpyxl.load_workbook(io.BytesIO(returned)).worksheets[0]["M4"].value == "6.525"


def test_defects_of_the_list_as_a_whole_have_a_sheet_of_their_own():
    book = openpyxl.Workbook()
    fill(book.worksheets[0], [LOAN])
    book.worksheets[0]["A5"], book.worksheets[0]["L5"] = "合计", 1
    content = saved(book)
    returned = openpyxl.load_workbook(io.BytesIO(returned_workbook(content, looked_at(content))))
    assert returned.sheetnames == ["退回补正清单", "清单整体问题"]
    assert returned.worksheets[1]["A2"].value == "原表L5"


@pytest.mark.parametrize("text", ["+1+cmd|' /C calc'!A0", "-1+1", '+1-HYPERLINK("http://127.0.0.1/")', "＋1*2", "-2^3"])
def test_a_sign_before_a_digit_is_a_formula_where_it_calculates(text: str) -> None:
    assert FORMULA_LIKE.match(text)


@pytest.mark.parametrize(
    "text", ["+86 138 0000 0000", "-5,000.00", "-12.5%", "+86(0934)8888888", "－3", "-3元", "- 无"]
)
def test_a_sign_before_a_number_or_a_telephone_is_none(text: str) -> None:
    assert not FORMULA_LIKE.match(text)
