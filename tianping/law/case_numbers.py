"""Case numbers (案号): read in any usual spelling, written in the one prescribed form."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from tianping.law.answers import Refusal
from tianping.law.case_types import CaseType, case_type, case_types
from tianping.law.courts import Court, by_code
from tianping.law.dated import Dated, Text

FIRST_YEAR = 2016
PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵"
FORMAT = Dated(
    "案号编排规则",
    Text(date(2016, 1, 1), "《最高人民法院关于人民法院案件案号的若干规定》（法〔2015〕137号）第三条", None, "S"),
    Text(
        date(2018, 12, 7),
        "《最高人民法院关于人民法院案件案号的若干规定》（法〔2015〕137号，法〔2018〕335号修正）第三条",
        None,
        "S",
    ),
)

_BRACKETS = str.maketrans("", "", "()（）[]［］〔〕【】〈〉<>《》「」{}｛｝﹙﹚⦅⦆")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad\u2060]+")
_OLD_STYLE = re.compile(r"字第|字[0-9]")
_SUFFIX = r"(?P<suffix>之[一二三四五六七八九十]{1,3})?"
_CHINESE_NUMERALS = re.compile(r"[〇零○一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾]+号?(?:之.*)?$")
_MEND = "请按“（2026）甘1027民初1号”的样式填写。"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One case number taken apart (案号): receipt year, court code, special code (知), type code, sequence.

    `document_suffix` (之一, 之二 …) belongs to a paper of the case, not to the case number.
    """

    year: int
    court_code: str
    type_code: str
    sequence: int
    special: str = ""
    document_suffix: str = ""

    @property
    def canonical(self) -> str:
        """The prescribed form with full-width brackets: （2019）皖1522刑初159号."""
        return f"（{self.year}）{self.court_code}{self.special}{self.type_code}{self.sequence}号"

    @property
    def court(self) -> Court | None:
        """The court of the code; None where no court is known by it."""
        return by_code(self.court_code)

    @property
    def case_type(self) -> CaseType:
        """The type of the code."""
        return case_types()[self.type_code]


def parse(text: str) -> CaseNumber:
    """Read a case number in any usual spelling.

    Brackets of any width or none, blanks, full-width digits, a missing 号 and 贵 for 黔 are read. Refuses
    numbers in the style before 2016, leading zeros, zero, Chinese numerals and unknown types, each by name.
    """
    squeezed = _BLANKS.sub("", text).translate(_BRACKETS).translate(_WIDE_DIGITS)
    match = _pattern().fullmatch(squeezed)
    if match is None:
        raise Refusal(_why_not(squeezed), mend=_MEND)
    year, sequence = int(match["year"]), match["sequence"]
    if year < FIRST_YEAR:
        raise _before_2016(str(year))
    if sequence.startswith("0"):
        raise Refusal(
            "案件编号不能是零。" if not sequence.strip("0") else f"案件编号“{sequence}”以零开头，案件编号不补零。",
            mend=_MEND,
        )
    return CaseNumber(
        year=year,
        court_code=match["court"].replace("贵", "黔"),
        type_code=match["type"],
        sequence=int(sequence),
        special=match["special"] or "",
        document_suffix=match["suffix"] or "",
    )


def format_number(year: int, court_code: str, type_code: str, sequence: int, *, special: str = "") -> str:
    """The prescribed form of a case number from its elements; refuses elements no case number can have."""
    code = court_code.strip().replace("贵", "黔")
    if not FIRST_YEAR <= year <= 9999:
        raise Refusal(f"收案年度{year}不适用现行案号规则。", mend="现行案号自2016年起使用，请填写四位公历年度。")
    if not _court_pattern().fullmatch(code):
        raise Refusal(
            f"法院代字“{code[:12]}”不符合编排规则。",
            mend="法院代字应为“甘1027”“皖15”“京”或者“最高法”的样式。",
        )
    if case_type(type_code) is None:
        raise Refusal(f"没有类型代字“{type_code[:12]}”。", mend="请从案件类型代字表中选择，例如“民初”。")
    if special not in ("", "知"):
        raise Refusal(f"没有专门审判代字“{special[:12]}”。", mend="目前的专门审判代字只有“知”。")
    if sequence < 1:
        raise Refusal("案件编号应当是从1起的自然数。", mend="请核对案件编号。")
    return CaseNumber(year, code, type_code, sequence, special).canonical


@cache
def _pattern() -> re.Pattern[str]:
    codes = sorted(case_types(), key=len, reverse=True)
    return re.compile(
        rf"(?P<year>[0-9]{{4}})年?(?P<court>{_COURT})(?P<special>知)?(?P<type>{'|'.join(codes)})"
        rf"(?P<sequence>[0-9]{{1,12}})号?{_SUFFIX}"
    )


_COURT = rf"最高法|[{PROVINCES}贵](?:[0-9]{{4}}|[0-9]{{2}})?"


@cache
def _court_pattern() -> re.Pattern[str]:
    return re.compile(_COURT)


def _before_2016(year: str) -> Refusal:
    return Refusal(
        f"这是2016年以前的旧式案号（{year[:8]}），不按现行案号规则解读。",
        mend="请按原文保存该案号；现行案号自2016年1月1日起使用。",
    )


def _why_not(squeezed: str) -> str:
    """Name the first element that does not fit, reading from the left."""
    shown = squeezed if len(squeezed) <= 40 else squeezed[:40] + "…"
    if not squeezed:
        return "案号是空的。"
    year = re.match(r"[0-9]{4}(?![0-9])年?", squeezed)
    if _OLD_STYLE.search(squeezed):
        raise _before_2016(year[0] if year else shown)
    if year is None:
        return f"案号“{shown}”的收案年度不是四位数字。"
    rest = squeezed[year.end() :]
    court = re.match(r"最高法|[^0-9]([0-9]*)", rest)
    if court is None or not _court_pattern().fullmatch(court[0]):
        return f"案号“{shown}”的法院代字不符合编排规则。"
    rest = rest[court.end() :].removeprefix("知")
    type_code = re.match(r"[^0-9号]*", rest)
    name = type_code[0] if type_code else ""
    if case_type(name) is None and _CHINESE_NUMERALS.search(rest):
        return f"案号“{shown}”的案件编号用了中文数字，应当用阿拉伯数字。"
    if case_type(name) is None:
        return f"案号“{shown}”的类型代字“{name[:12]}”不在案件类型代字表中。"
    digits = re.match(r"[0-9]*", rest[len(name) :])
    sequence = digits[0] if digits else ""
    if not sequence:
        return f"案号“{shown}”缺少案件编号。"
    if sequence.startswith("0"):
        return f"案号“{shown}”的案件编号以零开头，案件编号不补零。"
    return f"案号“{shown}”在编号之后还有多余的内容或者编号过长。"
