"""Figures: a name, a kind, a formula and its version, a period, and the query of the rows behind it.

Rooms declare their figures; ``config.wiring`` names them; walls, indicators and reports read them here. Whatever is
shown can be opened: ``rows`` are exactly what was counted, ``whole`` what a ratio was divided by.
"""

import datetime
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, Max, Q, QuerySet, Sum
from django.utils.module_loading import import_string

from tianping.kernel.web.tables import Table

CENTS = Decimal("0.01")


class Kind(enum.StrEnum):
    """How the rows become one number."""

    COUNT = "count"
    SUM = "sum"
    RATIO = "ratio"
    AVERAGE = "average"
    MAXIMUM = "maximum"


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted; the court stands as it stood at the end of the last day."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")


Rows = Callable[[Period], QuerySet[Any]]


@dataclass(frozen=True)
class Share:
    """Those rows of a whole that meet a condition; a ratio of the two is read in one pass over the whole."""

    whole: Rows
    condition: Callable[[Period], Q]

    def __call__(self, period: Period) -> QuerySet[Any]:
        """The rows."""
        return self.whole(period).filter(self.condition(period))


@dataclass(frozen=True)
class Figure:
    """One figure that the court reports (统计指标).

    ``rows`` are what is counted, summed or averaged over ``measure`` (a field or annotation of the rows); a ratio is
    the number of ``rows`` in the number of ``whole``. ``formula`` says in Chinese how it is counted; a change of the
    formula is a new ``version``. ``subject`` names the table that shows the rows. ``in_fen``: the value is fen.
    """

    name: str
    title: str
    group: str
    kind: Kind
    formula: str
    rows: Rows
    whole: Rows | None = None
    measure: str = ""
    unit: str = "件"
    subject: str = "case"
    version: int = 1
    in_fen: bool = False

    def __post_init__(self) -> None:
        if (self.kind is Kind.RATIO) != (self.whole is not None):
            raise ValueError(f"{self.name}: a ratio, and nothing else, is divided by a whole")
        if (self.kind in {Kind.SUM, Kind.AVERAGE, Kind.MAXIMUM}) != bool(self.measure):
            raise ValueError(f"{self.name}: sums, averages and maxima, and nothing else, have a measure")


@dataclass(frozen=True)
class Reading:
    """What a figure says for a period: its value (None where there is nothing to divide or compare), its rows.

    Ratios are percent, averages the measure itself, both to two places, half up; sums of money are fen.
    """

    figure: Figure
    period: Period
    value: int | Decimal | None
    count: int
    whole: int | None = None


class _Connected:
    """What the wiring named."""

    figures: Mapping[str, Figure] = {}
    tables: Mapping[str, Callable[[], Table]] = {}


def connect(*, figures: Iterable[str], tables: Mapping[str, str]) -> None:
    """Load figures (dotted paths of sequences) and the tables of their subjects; called once by ``config.wiring``."""
    found = [figure for path in figures for figure in import_string(path)]
    by_name = {figure.name: figure for figure in found}
    if len(by_name) != len(found):
        raise ValueError("two figures have one name")
    _Connected.figures = by_name
    _Connected.tables = {subject: import_string(path) for subject, path in tables.items()}


def all_figures() -> tuple[Figure, ...]:
    """Every figure of the house, in the order of the wiring."""
    return tuple(_Connected.figures.values())


def figure(name: str) -> Figure | None:
    """The figure of that name."""
    return _Connected.figures.get(name)


def table_of(of: Figure) -> Table:
    """The table that shows the rows of a figure."""
    return _Connected.tables[of.subject]()


def read(of: Figure, period: Period) -> Reading:
    """Compute one figure in the database, in one statement, a ratio of unlike things in two."""
    rows = of.rows(period)
    if of.kind is Kind.COUNT:
        count = rows.count()
        return Reading(of, period, count, count)
    if of.whole is not None:
        count, whole = _parts(of.rows, of.whole, period)
        return Reading(of, period, percent(count, whole), count, whole)
    measured = {Kind.SUM: Sum, Kind.AVERAGE: Avg, Kind.MAXIMUM: Max}[of.kind](of.measure)
    found = rows.aggregate(count=Count("pk"), value=measured)
    return Reading(of, period, _value(of, found["value"]), found["count"])


def _parts(rows: Rows, whole: Rows, period: Period) -> tuple[int, int]:
    if isinstance(rows, Share) and rows.whole is whole:
        found = whole(period).aggregate(part=Count("pk", filter=rows.condition(period)), whole=Count("pk"))
        return found["part"], found["whole"]
    return rows(period).count(), whole(period).count()


def percent(part: int, whole: int) -> Decimal | None:
    """``part`` in ``whole`` as percent to two places, half up; None where there is nothing to divide by."""
    return None if whole == 0 else (Decimal(part) * 100 / Decimal(whole)).quantize(CENTS, ROUND_HALF_UP)


def _value(of: Figure, found: Any) -> int | Decimal | None:
    if found is None:
        return 0 if of.kind is Kind.SUM else None
    return Decimal(found).quantize(CENTS, ROUND_HALF_UP) if of.kind is Kind.AVERAGE else int(found)
