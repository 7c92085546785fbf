"""A bank statement from its bytes: which columns it has, and each row as a payment or with what is wrong. Pure."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tianping.kernel.refusals import Refused
from tianping.kernel.spreadsheets.cells import Cell
from tianping.kernel.spreadsheets.reading import open_workbook
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.separated import looks_like_text, read_separated
from tianping.law import money
from tianping.law.answers import Refusal

# What banks call their columns; of several that fit, the first word counts, and remarks are read together.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "booked_on": ("交易日期", "记账日期", "入账日期", "交易时间", "到账日期", "日期"),
    "credit": ("贷方发生额", "贷方金额", "收入金额", "存入金额", "收入", "贷方", "交易金额", "发生额", "金额"),
    "debit": ("借方发生额", "借方金额", "支出金额", "支取金额", "支出", "借方"),
    "payer_name": ("对方户名", "对方账户名称", "对方名称", "付款人名称", "付款户名", "付款人"),
    "payer_account": ("对方账号", "对方账户", "付款人账号", "付款账号"),
    "reference": ("交易流水号", "流水号", "凭证号", "交易序号"),
}
REMARKS = ("摘要", "附言", "用途", "备注")
HEAD_WITHIN = 30
LONGEST = {"payer_name": 120, "payer_account": 40, "remark": 300, "reference": 60}
DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})")
PAID_OUT = "这一行是支出，不是到账"
Row = Mapping[int, str]


@dataclass(frozen=True)
class Line:
    """One row of a statement; ``problem`` says why it is no payment that can be confirmed."""

    row_number: int
    booked_on: datetime.date | None = None
    amount_fen: int | None = None
    payer_name: str = ""
    payer_account: str = ""
    remark: str = ""
    reference: str = ""
    problem: str = ""


def read_statement(content: bytes) -> list[Line]:
    """Every row below the headings. Raises Refused for a file that is no statement."""
    try:
        rows = _text_rows(content) if looks_like_text(content) else _sheet_rows(content)
    except UnreadableWorkbook as error:
        raise Refused(error.sentence) from error
    for number, row in sorted(rows.items())[:HEAD_WITHIN]:
        columns = _columns(row)
        if columns is not None:
            return [_line(at, rows[at], columns) for at in sorted(rows) if at > number and any(rows[at].values())]
    raise Refused("没有找到流水的表头。表头应当有“交易日期”和“贷方发生额”（或者“收入金额”），请从网上银行重新导出。")


def _text_rows(content: bytes) -> dict[int, Row]:
    table = read_separated(content)
    return {
        at: {column: text.strip("\t '") for column, text in enumerate(row)} for at, row in enumerate(table, start=1)
    }


def _sheet_rows(content: bytes) -> dict[int, Row]:
    workbook = open_workbook(content)
    visible = [entry for entry in workbook.entries if entry.state == "visible"] or list(workbook.entries)
    sheet = workbook.sheet(visible[0])
    return {number: {column: _shown(cell) for column, cell in row.items()} for number, row in sheet.rows.items()}


def _shown(cell: Cell) -> str:
    """A cell as text; what a formula would say nobody has checked, so that it is read as nothing."""
    if cell.kind in ("formula", "error", "empty"):
        return ""
    if isinstance(cell.value, datetime.date):
        return cell.value.isoformat()
    if isinstance(cell.value, Decimal):
        return f"{cell.value.normalize():f}"
    return str(cell.value).strip()


def _columns(row: Row) -> dict[str, list[int]] | None:
    """Where which column stands; None for a row that is not the headings."""
    named = {column: re.sub(r"[\s()（）元]", "", unicodedata.normalize("NFKC", text)) for column, text in row.items()}
    columns: dict[str, list[int]] = {}
    for field, words in HEADINGS.items():
        found = [column for word in words for column, name in named.items() if name == word]
        if found:
            columns[field] = found[:1]
    columns["remark"] = [column for column, name in named.items() if name.endswith(REMARKS)]
    return columns if "booked_on" in columns and "credit" in columns else None


def _line(number: int, row: Row, columns: Mapping[str, Sequence[int]]) -> Line:
    typed = {field: _joined(row, places) for field, places in columns.items()}
    problems = []
    amount_fen = _fen(typed["credit"])
    if amount_fen is None or amount_fen <= 0:
        is_out = (_fen(typed.get("debit", "")) or 0) > 0 or (amount_fen or 0) < 0
        problems.append(PAID_OUT if is_out else f"金额“{typed['credit'][:30]}”无法识别")
        amount_fen = None
    booked_on = _day(typed["booked_on"])
    if booked_on is None:
        problems.append(f"日期“{typed['booked_on'][:30]}”无法识别")
    texts = {field: typed.get(field, "")[:longest] for field, longest in LONGEST.items()}
    return Line(number, booked_on, amount_fen, problem="；".join(problems), **texts)


def _joined(row: Row, places: Iterable[int]) -> str:
    return " ".join(dict.fromkeys(text for place in places if (text := row.get(place, "").strip())))


def _fen(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").lstrip("+¥").strip()
    negative = plain.startswith("-")
    try:
        fen = money.parse_yuan(plain.lstrip("-"))
    except Refusal:
        return None
    return -fen if negative else fen


def _day(text: str) -> datetime.date | None:
    found = DAY.match(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
