"""A reading as people read it: 1,234 件, 96.15%, 12.50 天, 1,225,053.81 元; and as programs do."""

from typing import Any

from tianping.kernel.figures import Kind, Reading
from tianping.law import money

NOTHING = "—"


def value_in_words(reading: Reading) -> str:
    """The value with its separators, without the unit; a dash where there is none."""
    value = reading.value
    if value is None:
        return NOTHING
    if reading.figure.in_fen:
        return money.grouped(int(value))
    return f"{value:,}"


def as_data(reading: Reading) -> dict[str, Any]:
    """A reading for the API and the command: sums in fen, ratios and averages as decimal strings."""
    figure, value = reading.figure, reading.value
    exact = value is None or isinstance(value, int)
    return {
        "name": figure.name,
        "title": figure.title,
        "group": figure.group,
        "kind": figure.kind.value,
        "version": figure.version,
        "formula": figure.formula,
        "unit": "分" if figure.in_fen else figure.unit,
        "first": reading.period.first.isoformat(),
        "last": reading.period.last.isoformat(),
        "value": value if exact else str(value),
        "rows": reading.count,
        "whole_rows": reading.whole if figure.kind is Kind.RATIO else None,
    }
