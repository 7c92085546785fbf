"""Which cell formats show a number as a date or as a percentage."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tianping.kernel.spreadsheets.markup import walk
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.safety import Package

# Built-in format numbers of ECMA-376 part 1, 18.8.30, with the East Asian ones that WPS and Excel write.
BUILT_IN_DATES = frozenset([*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58])
BUILT_IN_PERCENTS = frozenset([9, 10])

# Literal text, colours and conditions say nothing about the kind of the number.
DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)

LONGEST_FORMAT = 255  # the limits of the spreadsheet programs themselves
MAXIMUM_FORMATS = 65_490
LAST_SERIAL = 2_958_465  # 9999-12-31
FALSE_LEAP_DAY = 60  # serial 60 is 1900-02-29, a day that never was


@dataclass(frozen=True)
class Styles:
    """The cell formats of a workbook by their index."""

    dates: frozenset[int]
    percents: frozenset[int]


NO_STYLES = Styles(frozenset(), frozenset())


def read_styles(package: Package, part: str) -> Styles:
    """Read the part that lists the cell formats."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside_cell_formats = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside_cell_formats
        if name == "cellXfs":
            inside_cell_formats = True
        elif name == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:LONGEST_FORMAT]
        elif name == "xf" and inside_cell_formats:
            formats.append(_whole(attributes.get("numFmtId")))
            if len(formats) > MAXIMUM_FORMATS:
                raise UnreadableWorkbook(
                    "too_many_formats", "工作簿的单元格格式过多。", "请粘贴到新建的工作簿后再上传。"
                )

    def end(name: str) -> None:
        nonlocal inside_cell_formats
        if name == "cellXfs":
            inside_cell_formats = False

    walk(package.read(part), budget=package.budget, start=start, end=end)
    used = set(formats)
    dates = {number for number in used if shows_date(number, codes.get(number, ""))}
    percents = {number for number in used if shows_percent(number, codes.get(number, ""))}
    return Styles(
        frozenset(index for index, number in enumerate(formats) if number in dates),
        frozenset(index for index, number in enumerate(formats) if number in percents),
    )


def shows_date(number: int, code: str) -> bool:
    """Whether a format shows a calendar day (a bare time of day is not one)."""
    if number in BUILT_IN_DATES:
        return True
    return bool(re.search(r"[ydYD年日]", DECORATION.sub("", code)))


def shows_percent(number: int, code: str) -> bool:
    """Whether a format multiplies by a hundred and writes the percent sign."""
    return number in BUILT_IN_PERCENTS or "%" in DECORATION.sub("", code)


def day_of_serial(serial: Decimal, *, from_1904: bool) -> date | None:
    """The calendar day of a stored day number; the time of day is dropped. None where there is no such day."""
    if not 0 < serial <= LAST_SERIAL:
        return None
    whole = int(serial)
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=whole) if whole <= LAST_SERIAL - 1462 else None
    if whole in (0, FALSE_LEAP_DAY):
        return None
    return date(1899, 12, 31 if whole < FALSE_LEAP_DAY else 30) + timedelta(days=whole)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
