"""The day a period ends (届满日): as counted, and after moving off rest days."""

from dataclasses import dataclass
from datetime import date, datetime

from tianping.law.calendars import UnknownYear, known_year, next_working_day, pending_words, rest_day_name
from tianping.law.wording import chinese_date

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class DueDay:
    """When a period ends (届满): `nominal` as counted, `legal` after moving off rest days.

    Both are days, or moments for periods by hours. `legal` is None and `pending` says why where the
    holidays of the year are not known; the nominal end is never lost.
    """

    nominal: Moment
    legal: Moment | None
    pending: str | None = None


def moved_off_rest_days(nominal: date, *, moves: bool = True) -> tuple[DueDay, str]:
    """The due day for a nominal last day, and the sentence that says what happened to it."""
    if not moves:
        return DueDay(nominal, nominal), f"末日不因法定休假日顺延，{chinese_date(nominal)}届满"
    if not known_year(nominal.year):
        pending = pending_words(nominal.year)
        return DueDay(nominal, None, pending), f"{pending}，顺延后的届满日待定"
    name = rest_day_name(nominal)
    if not name:
        return DueDay(nominal, nominal), f"{chinese_date(nominal)}不是法定休假日，当日届满"
    try:
        legal = next_working_day(nominal)
    except UnknownYear as unknown:
        pending = pending_words(unknown.year)
        return DueDay(nominal, None, pending), f"末日是法定休假日（{name}），{pending}，顺延后的届满日待定"
    return DueDay(nominal, legal), f"末日是法定休假日（{name}），顺延至{chinese_date(legal)}"
