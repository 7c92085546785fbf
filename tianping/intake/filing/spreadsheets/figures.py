"""Reading sums, rates and dates out of cells: what has one reading is understood, the rest is named."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal

from tianping.intake.filing.spreadsheets.found import Scribe, label, shown
from tianping.intake.filing.spreadsheets.headings import RATE_UNITS, Column
from tianping.kernel.spreadsheets.cells import Cell
from tianping.kernel.spreadsheets.styles import day_of_serial
from tianping.law.contradictions import EARLIEST_YEAR, HIGHEST_RATE

# A spreadsheet keeps fifteen digits; what its file shows beyond them (80174.74000000001) is not the bank's figure.
FIFTEEN_DIGITS = Context(prec=15)
PLAIN = re.compile(r"[+-]?\d{1,20}(?:\.\d{0,12})?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
LARGEST_YUAN = Decimal(10) ** 10
HIGHEST_UPLIFT = Decimal(100)
LATEST_YEAR = 2100
SERIALS = range(25_000, 80_000)  # 1968 to 2119

# What is wrong with a text that stands where a number should, and its one sensible reading if there is one.
Reading = Callable[[str, str, Cell], tuple[str, str, str | None]]

DAY_FORMS = (
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"),
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
TIME_OF_DAY = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
CHINESE_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
CHINESE_DIGITS = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0}


def read_money(cell: Cell, column: Column, scribe: Scribe, *, may_be_zero: bool) -> int | None:
    """A sum in fen; None with the defect named."""
    word = label(column.field or "")
    figure = _figure(cell, column, scribe, _money_reading)
    if figure is None:
        return None
    yuan = figure * column.factor
    if yuan < 0:
        scribe.defect(cell, column, "negative", f"{word}是负数（{_tidy(figure)}）。", "请核对后填写不小于零的金额。")
    elif yuan == 0 and not may_be_zero:
        scribe.defect(cell, column, "zero", f"{word}是零。", "请核对后填写金额。")
    elif yuan >= LARGEST_YUAN:
        scribe.defect(cell, column, "too_large", f"{word}超过一百亿元。", "请核对是否多写了数字或者弄错了单位。")
    elif (yuan * 100) % 1:
        scribe.defect(
            cell,
            column,
            "too_many_decimals",
            f"{word}不是整分（{_tidy(figure)}）。",
            "请按凭证填写到分，不要带分以下的尾数。",
        )
    else:
        return int(yuan * 100)
    return None


def read_rate(cell: Cell, column: Column, scribe: Scribe) -> Decimal | None:
    """A contract rate in percent a year; None with the defect named."""
    figure = _figure(cell, column, scribe, _rate_reading)
    if figure is None:
        return None
    rate = _percent(figure, cell, column)
    word = label(column.field or "")
    if rate < 0:
        scribe.defect(cell, column, "rate_negative", f"{word}是{_tidy(rate)}%。", "利率不能是负数，请按合同填写。")
    elif 0 < rate <= Decimal("0.36"):
        likely = _tidy(figure * 100)
        scribe.defect(
            cell,
            column,
            "rate_as_fraction",
            f"{word}只有{_tidy(rate)}%，像是把百分数写成了小数。",
            f"如为{likely}%，请填写{likely}。",
            likely,
        )
    elif rate > HIGHEST_RATE:
        scribe.defect(
            cell,
            column,
            "rate_too_high",
            f"{word}{_tidy(rate)}%超过100%。",
            "请核对合同和单位（年利率、月利率，%、‰）。",
        )
    else:
        return Decimal(_tidy(rate))
    return None


def read_uplift(cell: Cell, column: Column, scribe: Scribe) -> Decimal | None:
    """How far the rate rises once overdue, in percent of the contract rate; None with the defect named."""
    figure = _figure(cell, column, scribe, _rate_reading)
    if figure is None:
        return None
    uplift = _percent(figure, cell, column)
    if uplift < 0:
        scribe.defect(cell, column, "negative", f"逾期上浮是负数（{_tidy(uplift)}%）。", "请按合同填写。")
    elif 0 < uplift <= 1:
        likely = _tidy(figure * 100)
        scribe.defect(
            cell,
            column,
            "uplift_as_fraction",
            f"逾期上浮只有{_tidy(uplift)}%，像是把百分数写成了小数。",
            f"如为{likely}%，请填写{likely}。",
            likely,
        )
    elif uplift > HIGHEST_UPLIFT:
        scribe.defect(
            cell,
            column,
            "uplift_too_high",
            f"逾期上浮{_tidy(uplift)}%超过100%。",
            "请核对：此栏填上浮的比例（如50），不填上浮后的利率。",
        )
    else:
        return Decimal(_tidy(uplift))
    return None


def _percent(figure: Decimal, cell: Cell, column: Column) -> Decimal:
    if cell.percent:
        return FIFTEEN_DIGITS.plus(figure * 100 * column.factor / RATE_UNITS.get(column.unit, Decimal(1)))
    return figure * column.factor


def _figure(cell: Cell, column: Column, scribe: Scribe, reading: Reading) -> Decimal | None:
    word = label(column.field or "")
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return FIFTEEN_DIGITS.plus(cell.value)
    if cell.kind in ("date", "bool"):
        kind = "日期" if cell.kind == "date" else "逻辑值"
        scribe.defect(cell, column, "wrong_kind", f"{word}的单元格是{kind}，不是数字。", "请改为数字格式后填写。")
        return None
    text = unicodedata.normalize("NFKC", cell.raw).strip()
    if PLAIN.fullmatch(cell.raw.strip()):
        return Decimal(cell.raw.strip())
    code, what, suggestion = reading(text, word, cell)
    if suggestion is not None and cell.mended:
        return Decimal(suggestion)
    mend = f"如为{suggestion}，请填写{suggestion}。" if suggestion else "请只填写数字。"
    scribe.defect(cell, column, code, what, mend, suggestion)
    return None


def _money_reading(text: str, word: str, cell: Cell) -> tuple[str, str, str | None]:
    bare = re.sub(r"^(?:人民币|RMB|CNY|[¥￥])\s*|\s*(?:人民币|元整?|圆整?|RMB|CNY)$", "", text, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d)\s+(?=\d)", "", bare.replace("'", ""))
    if re.fullmatch(r"\(\s*[\d,.]+\s*\)", bare):
        return "negative", f"{word}写成“{shown(cell)}”，括号在账上表示负数。", None
    if GROUPED.fullmatch(bare):
        return "thousand_separator", f"{word}“{shown(cell)}”是带千位分隔符的文本，不是数字。", bare.replace(",", "")
    if PLAIN.fullmatch(bare):
        return "amount_as_text", f"{word}“{shown(cell)}”是夹有文字或者符号的文本，不是数字。", bare
    ten_thousands = re.fullmatch(r"(\d+(?:\.\d+)?)\s*万元?", text)
    if ten_thousands:
        amount = _tidy(Decimal(ten_thousands[1]) * 10_000)
        return "amount_as_text", f"{word}“{shown(cell)}”以万为单位写成文本，不是数字。", amount
    return "amount_unreadable", f"{word}“{shown(cell)}”认不出是多少。", None


def _rate_reading(text: str, word: str, cell: Cell) -> tuple[str, str, str | None]:
    match = re.fullmatch(r"(?:年|年利率|年化)?\s*([+-]?\d+(?:\.\d+)?)\s*%", text)
    if match:
        return "percent_text", f"{word}“{shown(cell)}”是带百分号的文本，不是数字。", match[1]
    bare = text.replace(" ", "")
    if PLAIN.fullmatch(bare):
        return "rate_as_text", f"{word}“{shown(cell)}”是夹有空格或者全角数字的文本。", bare
    return "rate_unreadable", f"{word}“{shown(cell)}”认不出是多少。", None


def read_date(cell: Cell, column: Column, scribe: Scribe) -> date | None:
    """A day; None with the defect named. A bare run of digits read as a day is noted."""
    word = label(column.field or "")
    if cell.kind == "date" and isinstance(cell.value, date):
        return _plausible(cell.value, cell, column, scribe)
    if cell.kind == "bool":
        scribe.defect(cell, column, "wrong_kind", f"{word}的单元格是逻辑值，不是日期。", "请填写日期，如2019-03-05。")
        return None
    text = unicodedata.normalize("NFKC", shown(cell)).strip()
    parts = _day_parts(text)
    if parts is None:
        _name_unreadable_day(text, cell, column, scribe)
        return None
    year, month, day = parts
    problem = _impossible(year, month, day)
    if problem:
        scribe.defect(
            cell,
            column,
            "date_impossible",
            f"{word}“{shown(cell)}”不是真实的日期：{problem}。",
            "请按合同或者借据填写正确的日期。",
        )
        return None
    found = _plausible(date(year, month, day), cell, column, scribe)
    if found and not cell.mended and not re.search(r"\d{4}\D", text):
        scribe.note(cell.ref, column.field or "", "date_read", f"{word}“{shown(cell)}”按{found:%Y-%m-%d}理解。")
    return found


def _day_parts(text: str) -> tuple[int, int, int] | None:
    bare = TIME_OF_DAY.sub("", text)
    bare = re.sub(r"\s+", "", bare)
    for form in DAY_FORMS:
        match = form.fullmatch(bare)
        if match:
            return int(match[1]), int(match[2]), int(match[3])
    match = CHINESE_DAY.fullmatch(bare)
    if match:
        year = int("".join(str(CHINESE_DIGITS[digit]) for digit in match[1]))
        return year, _chinese_number(match[2]), _chinese_number(match[3])
    if re.fullmatch(r"\d{5}(?:\.\d+)?", bare) and int(bare[:5]) in SERIALS:
        found = day_of_serial(Decimal(bare), from_1904=False)
        return (found.year, found.month, found.day) if found else None
    return None


def _name_unreadable_day(text: str, cell: Cell, column: Column, scribe: Scribe) -> None:
    word = label(column.field or "")
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", text):
        code, what = "date_without_day", f"{word}“{shown(cell)}”只有年月，没有写日。"
    elif re.fullmatch(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", text):
        code, what = "date_two_digit_year", f"{word}“{shown(cell)}”的年份只有两位，看不出是哪一年。"
    elif re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", text):
        code, what = "date_order_unclear", f"{word}“{shown(cell)}”分不清哪个是月、哪个是日。"
    else:
        code, what = "date_unreadable", f"{word}“{shown(cell)}”认不出是哪一天。"
    scribe.defect(cell, column, code, what, "请写成2019-03-05或者2019年3月5日。")


def _impossible(year: int, month: int, day: int) -> str:
    if not 1 <= year <= 9999:
        return f"没有{year}年"
    if not 1 <= month <= 12:
        return f"没有{month}月"
    last = monthrange(year, month)[1]
    return "" if 1 <= day <= last else f"{year}年{month}月只有{last}天"


def _plausible(day: date, cell: Cell, column: Column, scribe: Scribe) -> date | None:
    if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return day
    word = label(column.field or "")
    scribe.defect(cell, column, "date_out_of_range", f"{word}是{day.year}年，不合常理。", "请核对年份后填写。")
    return None


def _chinese_number(text: str) -> int:
    if "十" not in text:
        return int("".join(str(CHINESE_DIGITS[digit]) for digit in text))
    tens, _, ones = text.partition("十")
    return (CHINESE_DIGITS.get(tens, 1) if tens else 1) * 10 + (CHINESE_DIGITS.get(ones, 0) if ones else 0)


def _tidy(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
