"""Several small questions of a page, asked in one statement: how many rows these have, and which of those have any.

A page that asks each on its own pays for the way to the database and back each time, mostly to hear "none".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, Model, QuerySet

COUNTED = "(SELECT COUNT(*) FROM ({}) AS counted)"


class Counts:
    """How many rows each of several sets has, in their order. The statement is put together once and asked often."""

    def __init__(self, sets: Sequence[QuerySet[Any]]) -> None:
        self._many = len(sets)
        self._asked: list[int] = []
        self._values: list[Any] = []
        texts = []
        for place, rows in enumerate(sets):
            try:
                text, values = _bare(rows).query.sql_with_params()
            except EmptyResultSet:
                continue
            self._asked.append(place)
            texts.append(COUNTED.format(text))
            self._values.extend(values)
        self._text = f"SELECT {', '.join(texts)}"

    def now(self) -> list[int]:
        """The numbers of this moment; no statement if no set can have rows."""
        found = [0] * self._many
        if self._asked:
            with connection.cursor() as cursor:
                cursor.execute(self._text, self._values)
                for place, number in zip(self._asked, cursor.fetchone(), strict=True):
                    found[place] = number
        return found


def counts(sets: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each of ``sets`` has now, in their order; one statement, none if nothing can have rows."""
    return Counts(sets).now()


def _bare(question: QuerySet[Any]) -> QuerySet[Any]:
    # The order matters only where it says which rows are counted.
    return (question if question.query.is_sliced else question.order_by()).values("pk")


class Presence:
    """Which of several sets of rows are not empty for one row of ``model``.

    Each set refers to that row by ``OuterRef``. The statement is put together once and asked for any row after.
    """

    def __init__(self, model: type[Model], sets: Mapping[str, QuerySet[Any]]) -> None:
        self._model, self._sets = model, dict(sets)
        self._text = ""
        self._values: tuple[Any, ...] = ()

    def of(self, pk: int) -> frozenset[str]:
        """The names of the sets that have at least one row for the row ``pk``."""
        if not self._sets:
            return frozenset()
        if not self._text:
            self._put_together()
        with connection.cursor() as cursor:
            cursor.execute(self._text, (*self._values, pk))
            row = cursor.fetchone() or ()
        return frozenset(name for name, is_there in zip(self._sets, row, strict=False) if is_there)

    def _put_together(self) -> None:
        asked = {f"has_{name}": Exists(rows) for name, rows in self._sets.items()}
        rows = self._model._default_manager.order_by().filter(pk=0).annotate(**asked).values_list(*asked)
        text, values = rows.query.sql_with_params()
        # The key of the row is the last value: it stands in the only condition.
        self._values, self._text = tuple(values[:-1]), text
