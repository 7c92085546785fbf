"""Numbers are consecutive and never given twice, whatever is rolled back and however many take them at once."""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tianping.kernel.models import Counter
from tianping.kernel.numbering import take_number, take_numbers
from tianping.kernel.tests.together import at_once

takes = st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=12)


class Undone(Exception):
    """Something went wrong after the number was taken."""


def take(how_many: int, *, undo: bool) -> list[int]:
    """The numbers that were taken for good: none if the work was undone."""
    try:
        with transaction.atomic():
            numbers = list(take_numbers("甘1027民初", 2023, how_many))
            if undo:
                raise Undone
    except Undone:
        return []
    return numbers


@pytest.mark.usefixtures("committed")
def test_eight_who_take_numbers_and_fail_at_random_leave_no_gap_and_no_repeat() -> None:
    def clerk(seed: int) -> list[int]:
        chance = random.Random(seed)
        return [number for _ in range(25) for number in take(chance.randint(1, 4), undo=chance.random() < 0.3)]

    answers: list[Any] = at_once(*[lambda seed=seed: clerk(seed) for seed in range(8)])
    numbers = sorted(number for answer in answers for number in answer)
    assert len(numbers) > 200
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(takes)
def test_count_maximum_and_distinct_are_the_same_under_any_mixture_of_rollbacks(wanted: list[tuple[int, bool]]) -> None:
    Counter.objects.all().delete()
    numbers = [number for how_many, undo in wanted for number in take(how_many, undo=undo)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db
def test_each_year_and_each_kind_counts_from_one() -> None:
    assert [take_number("民初", 2022), take_number("民初", 2022), take_number("民初", 2023)] == [1, 2, 1]
    assert take_number("诉前调", 2023) == 1


@pytest.mark.usefixtures("committed")
def test_a_number_cannot_be_taken_outside_the_transaction_of_its_record() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        take_number("民初", 2023)
    assert not Counter.objects.exists()


@pytest.mark.django_db
def test_no_number_at_all_cannot_be_taken() -> None:
    with pytest.raises(ValueError, match="at least one"):
        take_numbers("民初", 2023, 0)
