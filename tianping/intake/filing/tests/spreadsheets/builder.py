"""Small loan lists for the tests, built as a bank's program would write them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tianping.intake.filing.spreadsheets.batch import BatchFindings
from tianping.intake.filing.spreadsheets.findings import check_workbook

RECEIVED = date(2023, 2, 6)
TITLE = "庆阳示范农村商业银行股份有限公司批量起诉清单（金融借款合同纠纷）"
INSTITUTION = "统一社会信用代码：91621000MA00000040　法定代表人：（略）　指定管辖：庆阳市中级人民法院"
HEADINGS = (
    "序号", "借款人", "证件类型", "证件号码", "手机号码", "住所地", "保证人", "保证人证件号码", "合同编号",
    "合同签订日", "放款日", "借款本金(元)", "年利率(%)", "逾期上浮(%)", "到期日", "尚欠本金(元)", "尚欠利息(元)",
    "利息计至", "担保方式", "是否同意诉前调解", "备注",
)  # fmt: skip
BORROWER_NUMBER = "621002199407279382"
GUARANTOR_NUMBER = "621027196405119055"
OTHER_NUMBER = "622801197006169587"
LOAN: Mapping[str, object] = {
    "A": 1, "B": "黄淑芳", "C": "居民身份证", "D": BORROWER_NUMBER, "E": "19900000001",
    "F": "甘肃省庆阳市西峰区什社乡", "G": "路淼鑫", "H": GUARANTOR_NUMBER, "I": "庆农商借字2020第00001号",
    "J": date(2020, 2, 22), "K": date(2020, 2, 24), "L": 80000, "M": 5.22, "N": 50, "O": date(2021, 2, 21),
    "P": 36927.26, "Q": 4460.26, "R": date(2022, 12, 21), "S": "保证", "T": "是", "U": None,
}  # fmt: skip
SECOND: Mapping[str, object] = {
    **LOAN, "A": 2, "B": "贾海燕", "D": "621002197709059415", "E": "19900000002", "G": None, "H": None, "S": "信用",
    "I": "庆农商借字2018第00002号",
}  # fmt: skip
FIRST_ROW = 4


@dataclass(frozen=True)
class Typed:
    """Text that stays text although it looks like a formula."""

    text: str


def fill(page: Worksheet, loans: Sequence[Mapping[str, object]], headings: Sequence[str] = HEADINGS) -> None:
    """Write title, institution, headings and loans (column letter → value) the way the sample lists have them."""
    page["A1"], page["A2"] = TITLE, INSTITUTION
    for place, heading in enumerate(headings, start=1):
        page.cell(3, place, heading)
    for row, loan in enumerate(loans, start=FIRST_ROW):
        for letter, value in loan.items():
            put(page, f"{letter}{row}", value)


def put(page: Worksheet, ref: str, value: object) -> None:
    """Fill a cell; Typed text stays text."""
    cell = page[ref]
    cell.value = value.text if isinstance(value, Typed) else value
    if isinstance(value, Typed):
        cell.data_type = "s"


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def loan_list(*changes: Mapping[str, object]) -> bytes:
    """A list of one loan per mapping: a clean loan with some cells changed; the first differs from the others."""
    book = openpyxl.Workbook()
    bases = [LOAN, SECOND]
    fill(book.worksheets[0], [{**bases[min(place, 1)], **change} for place, change in enumerate(changes)])
    return saved(book)


def looked_at(content: bytes, *, on: date = RECEIVED, **options: Any) -> BatchFindings:
    """The findings of a list received on the demonstration day."""
    return check_workbook(content, filename="清单.xlsx", on=on, **options)


def codes(findings: BatchFindings) -> list[tuple[str, str]]:
    """Cell and kind of every defect."""
    return [(defect.ref, defect.code) for defect in findings.defects]
