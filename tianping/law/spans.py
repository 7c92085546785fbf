"""Adding lengths to days and moments (期间的推算): days, months, years, hours and working days."""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from typing import Literal, get_args

from tianping.law.answers import Refusal
from tianping.law.calendars import is_rest_day, known_year

Unit = Literal["日", "月", "年", "小时", "工作日"]
UNITS: tuple[Unit, ...] = get_args(Unit)
LONGEST = {"日": 36500, "月": 1200, "年": 100, "小时": 876000, "工作日": 3650}
"""Longer periods than these do not occur; a longer one is a slip of the pen."""

CHINA = timezone(timedelta(hours=8))
"""China standard time: the days and hours of the law are those of this clock."""

_ONE_DAY = timedelta(days=1)


def read_unit(text: str) -> Unit:
    """One of the units, from data or a question; refuses any other word."""
    for unit in UNITS:
        if unit == text:
            return unit
    raise Refusal(f"没有名为“{text[:12]}”的期间单位。", mend="可选：" + "、".join(UNITS) + "。")


def length_words(length: int, unit: Unit) -> str:
    """A length as written in a paper: 15日, 6个月, 2年, 48小时, 3个工作日."""
    return f"{length}{'个' if unit in ('月', '工作日') else ''}{unit}"


def check_length(length: int, unit: Unit) -> None:
    """Refuse lengths below one and beyond what occurs."""
    if not 1 <= length <= LONGEST[unit]:
        raise Refusal(
            f"期间长度{length if abs(length) < 10**9 else ''}{unit}超出范围（1至{LONGEST[unit]}{unit}）。",
            mend="请核对期间长度。",
        )


def add(start: date, length: int, unit: Unit, *, month_ends_match: bool = False) -> date:
    """The last day of a period of `length` days, months, years or working days from the day of the event.

    The day of the event is not counted. Months and years end on the corresponding day, else on the last day
    of the month; with `month_ends_match` (criminal procedure) a month's last day goes to a month's last day.
    A negative length counts backwards. Working days in a year without a table are counted Monday to Friday.
    """
    try:
        if unit == "日":
            return start + timedelta(days=length)
        if unit == "工作日":
            return _add_working_days(start, length)
        if unit == "小时":
            raise Refusal("以小时计算的期间需要事件发生的时刻。", mend="请写明日期和时刻，例如“2026-01-05T10:30”。")
        return _add_months(start, length * 12 if unit == "年" else length, month_ends_match)
    except (OverflowError, ValueError):
        raise Refusal("计算结果超出可以表示的日期范围。", mend="请核对起算日和期间长度。") from None


def add_hours(moment: datetime, hours: int) -> datetime:
    """The moment `hours` later (negative: earlier)."""
    try:
        return moment + timedelta(hours=hours)
    except OverflowError:
        raise Refusal("计算结果超出可以表示的日期范围。", mend="请核对起算时刻和期间长度。") from None


def next_hour(moment: datetime) -> datetime:
    """The full hour from which a period by hours runs (从次时起算): the one after the hour of the event."""
    return add_hours(moment.replace(minute=0, second=0, microsecond=0), 1)


def counts_as_work(day: date) -> bool:
    """Whether a day counts in a period of working days; Monday to Friday where the year is unknown."""
    return not is_rest_day(day) if known_year(day.year) else day.weekday() < 5


def _add_months(start: date, months: int, month_ends_match: bool) -> date:
    year, month_index = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month_index + 1)[1]
    starts_on_last = start.day == monthrange(start.year, start.month)[1]
    return date(year, month_index + 1, last if month_ends_match and starts_on_last else min(start.day, last))


def _add_working_days(start: date, length: int) -> date:
    step = _ONE_DAY if length > 0 else -_ONE_DAY
    day, left = start, abs(length)
    while left:
        day += step
        left -= counts_as_work(day)
    return day
