"""Rest days and working days (法定休假日、调休上班日): dated data by year; an unknown year is a state of its own."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tianping.law.answers import Refusal
from tianping.law.resources import day as read_day
from tianping.law.resources import read_json

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class UnknownYear(Refusal):
    """The year has no holiday table (该年节假日安排未知)."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(pending_words(year) + "。", mend="请先补充该年的节假日安排数据。")


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """The State Council's arrangement of the recorded years, with where it was taken from."""

    rest_days: dict[date, str]
    makeup_workdays: dict[date, str]
    years: frozenset[int]
    reference: str
    last_checked_on: date


def known_year(year: int) -> bool:
    """Whether the holidays of `year` are recorded."""
    return year in holiday_table().years


def is_rest_day(day: date) -> bool:
    """Whether `day` is a rest day: a holiday or weekend that is not worked in exchange (调休上班日).

    Raises UnknownYear where the year's arrangement is not recorded.
    """
    table = holiday_table()
    if day.year not in table.years:
        raise UnknownYear(day.year)
    if day in table.rest_days:
        return True
    return day.weekday() >= _SATURDAY and day not in table.makeup_workdays


def rest_day_name(day: date) -> str:
    """What makes a rest day one: the holiday's name, 星期六 or 星期日; empty for a working day."""
    if not is_rest_day(day):
        return ""
    weekend = ("星期六", "星期日")[day.weekday() - _SATURDAY] if day.weekday() >= _SATURDAY else ""
    return holiday_table().rest_days.get(day, weekend)


def next_working_day(day: date) -> date:
    """`day` itself where it is worked, else the first working day after it."""
    while is_rest_day(day):
        day += _ONE_DAY
    return day


def pending_words(year: int) -> str:
    """Why a year is unknown: not yet announced, or before the recorded tables."""
    announced = year <= max(holiday_table().years)
    return f"{year}年节假日安排{'未收录' if announced else '尚未公布'}"


@cache
def holiday_table() -> HolidayTable:
    """All recorded years."""
    data = read_json("holidays.json")
    rest: dict[date, str] = {}
    work: dict[date, str] = {}
    for year in data["years"].values():
        rest.update({read_day(text): name for text, name in year["rest"].items()})
        work.update({read_day(text): name for text, name in year["work"].items()})
    years = frozenset(map(int, data["years"]))
    return HolidayTable(rest, work, years, data["reference"], read_day(data["last_checked_on"]))
