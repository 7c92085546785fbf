"""Several questions of a page in one statement."""

import pytest
from django.db import connection
from django.db.models import OuterRef
from django.test.utils import CaptureQueriesContext

from tianping.kernel.models import Counter, Submission
from tianping.kernel.together import Presence, counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def counters() -> list[Counter]:
    return [Counter.objects.create(year=2023, kind=kind, last=last) for kind, last in (("甲", 1), ("乙", 2), ("丙", 3))]


def test_several_numbers_of_rows_come_in_one_statement(counters: list[Counter]) -> None:
    rows = Counter.objects.filter(year=2023).order_by("-last")
    questions = [
        rows.filter(last__gt=1),
        rows.none(),
        rows[:2],
        rows.filter(last=1).union(rows.filter(last__lte=2).order_by(), all=True),
        Submission.objects.all(),
    ]
    with CaptureQueriesContext(connection) as statements:
        assert counts(questions) == [2, 0, 2, 3, 0]
    assert len(statements) == 1


def test_where_nothing_can_be_found_nothing_is_asked(counters: list[Counter]) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert counts([Counter.objects.none(), Counter.objects.filter(pk__in=[])]) == [0, 0]
        assert counts([]) == []
        assert Presence(Counter, {}).of(counters[0].pk) == frozenset()
    assert len(statements) == 0


def test_presence_names_the_sets_that_are_not_empty(counters: list[Counter]) -> None:
    others = Counter.objects.filter(year=OuterRef("year")).exclude(pk=OuterRef("pk"))
    presence = Presence(Counter, {"greater": others.filter(last__gt=OuterRef("last")), "乙": others.filter(kind="乙")})
    first, second, third = counters
    for counter, found in ((first, {"greater", "乙"}), (second, {"greater"}), (third, {"乙"})):
        with CaptureQueriesContext(connection) as statements:
            assert presence.of(counter.pk) == found
        assert len(statements) == 1


def test_presence_of_a_row_that_is_not_there_is_empty(counters: list[Counter]) -> None:
    assert Presence(Counter, {"all": Counter.objects.all()}).of(0) == frozenset()
