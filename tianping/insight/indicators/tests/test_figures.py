"""The court's figures, against a count by hand."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.support.court import People
from tianping.cases.models import Case
from tianping.insight.indicators import queries
from tianping.insight.indicators.queries import year_to
from tianping.kernel import figures
from tianping.kernel.figures import Figure, Kind, Period, percent

FEBRUARY = year_to(datetime.date(2023, 2, 28))
WHOLE_YEAR = year_to(datetime.date(2023, 12, 31))


def values(period: Period) -> dict[str, object]:
    """Every figure's value by its name."""
    return {reading.figure.name: reading.value for reading in queries.readings(period)}


# Of six cases: one filed on 2 January 2022; five on 6 February 2023, of which two were mediated on 16 February
# and one decided on 6 June. The trial limit of simple procedure ends on 6 May.
BY_HAND = [
    ("cases.carried_over", 1, 1),
    ("cases.received", 5, 5),
    ("cases.claims", 24_220_000, 24_220_000),
    ("cases.closed", 2, 3),
    ("cases.closed.way.mediation", 2, 2),
    ("cases.closed.way.judgment", 0, 1),
    ("cases.closed.track.simple", 2, 3),
    ("cases.closed.track.ordinary", 0, 0),
    ("cases.rate.mediation", Decimal("100.00"), Decimal("66.67")),
    ("cases.rate.judgment", Decimal("0.00"), Decimal("33.33")),
    ("cases.rate.simple", Decimal("100.00"), Decimal("100.00")),
    ("cases.open", 4, 3),
    ("cases.open.year", 1, 1),
    ("cases.rate.cleared", Decimal("33.33"), Decimal("50.00")),
    ("cases.rate.closed_to_received", Decimal("40.00"), Decimal("60.00")),
    ("cases.rate.within_limit", Decimal("100.00"), Decimal("66.67")),
    ("cases.days.average", Decimal("10.00"), Decimal("46.67")),
    ("cases.days.longest", 10, 120),
]


@pytest.mark.parametrize(("name", "by_february", "by_december"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_a_figure_is_what_a_hand_counts_as_of_each_day(
    year: list[Case], name: str, by_february: object, by_december: object
) -> None:
    assert (values(FEBRUARY)[name], values(WHOLE_YEAR)[name]) == (by_february, by_december)


def test_nothing_to_divide_by_is_no_figure_and_not_zero(people: People) -> None:
    empty = values(WHOLE_YEAR)
    assert empty["cases.rate.mediation"] is None
    assert empty["cases.days.average"] is None
    assert empty["cases.claims"] == 0


def test_the_rows_of_every_figure_are_as_many_as_it_counted(year: list[Case]) -> None:
    for reading in queries.readings(WHOLE_YEAR):
        assert len(queries.rows_of(reading.figure, WHOLE_YEAR, of_whole=False)) == reading.count, reading.figure.name
        if reading.figure.kind is Kind.RATIO:
            assert len(queries.rows_of(reading.figure, WHOLE_YEAR, of_whole=True)) == reading.whole


def test_what_is_carried_over_and_received_is_either_closed_or_open(year: list[Case]) -> None:
    for period in (FEBRUARY, WHOLE_YEAR):
        found: dict[str, int] = {reading.figure.name: reading.count for reading in queries.readings(period)}
        before = found["cases.carried_over"] + found["cases.received"]
        assert before == found["cases.closed"] + found["cases.open"]


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1456, 3881, "37.52"), (1119, 2313, "48.38"), (78, 139, "56.12"), (10, 44, "22.73"), (49, 53, "92.45")],
)
def test_percent_agrees_with_what_courts_published(part: int, whole: int, expected: str) -> None:
    # 固始县法院2022年2月、济源中院2022年8月公布的数据。
    assert percent(part, whole) == Decimal(expected)


def test_a_figure_that_makes_no_sense_is_refused_when_it_is_declared() -> None:
    def rows(_period: Period) -> Any:
        raise AssertionError

    with pytest.raises(ValueError, match="divided by a whole"):
        Figure("x", "甲", "组", Kind.RATIO, "无分母", rows)
    with pytest.raises(ValueError, match="have a measure"):
        Figure("x", "甲", "组", Kind.SUM, "无量", rows)
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(datetime.date(2023, 2, 1), datetime.date(2023, 1, 1))


def test_every_figure_of_the_house_has_a_table_for_its_rows() -> None:
    for figure in figures.all_figures():
        assert figures.table_of(figure).columns
