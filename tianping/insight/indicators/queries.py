"""Reads of the court's figures: all of a period, group by group, and the rows behind one."""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tianping.kernel import figures
from tianping.kernel.figures import Figure, Period, Reading


@dataclass(frozen=True)
class Group:
    """Readings under one heading of the report."""

    title: str
    readings: Sequence[Reading]


def year_to(day: datetime.date) -> Period:
    """From the first day of the year to ``day``: the period that courts report."""
    return Period(day.replace(month=1, day=1), day)


def readings(period: Period) -> list[Reading]:
    """Every figure of the house for the period, in a constant number of statements."""
    return [figures.read(each, period) for each in figures.all_figures()]


def groups(period: Period) -> list[Group]:
    """The readings under their headings; figures of one heading may come from several rooms."""
    order = {title: place for place, title in enumerate(dict.fromkeys(each.group for each in figures.all_figures()))}
    found = sorted(readings(period), key=lambda reading: order[reading.figure.group])
    return [Group(title, list(each)) for title, each in itertools.groupby(found, key=lambda row: row.figure.group)]


def rows_of(figure: Figure, period: Period, *, of_whole: bool) -> QuerySet[Any]:
    """What was counted, or what a ratio was divided by."""
    read = figure.whole if of_whole and figure.whole is not None else figure.rows
    return read(period)
