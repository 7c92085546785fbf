"""抽签: every draw is even, and the same seed draws the same."""

import hashlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.trial.assignment import lots, verifier

DRAWS = 10_000
# χ² that chance alone exceeds once in a thousand times, by degrees of freedom.
CHI_SQUARED = {3: 16.27, 5: 20.52}


def seed(number: int) -> bytes:
    return hashlib.sha256(f"seed {number}".encode()).digest()


def roster(loads: list[int], cases: int, *, out: dict[int, set[int]] | None = None, weights: Any = None) -> Any:
    """Judges 1…n with these loads, and so many cases; ``out``: position → who is excluded."""
    candidates = [
        lots.Candidate(place + 1, f"法官{place + 1}", (weights or [100] * len(loads))[place], load)
        for place, load in enumerate(loads)
    ]
    everybody, gone = [each.id for each in candidates], out or {}
    idle = {each for each in everybody if all(each in gone.get(place, set()) for place in range(1, cases + 1))}
    return {
        "judges": lots.listed(candidates, cases, idle),
        "assessors": [],
        "cases": [
            {
                "position": position,
                "case": f"（2023）甘1027民初{position}号",
                "judges": {
                    "seats": 1,
                    "eligible": [pk for pk in everybody if pk not in gone.get(position, set())],
                    "excluded": [{"id": pk, "why": "暂停分案"} for pk in sorted(gone.get(position, set()))],
                },
                "assessors": {"seats": 0, "eligible": [], "excluded": []},
            }
            for position in range(1, cases + 1)
        ],
    }


def chi_squared(drawn: Counter[int], expected: dict[int, float]) -> float:
    return sum((drawn[each] - count) ** 2 / count for each, count in expected.items())


def test_of_equal_judges_each_is_drawn_equally_often() -> None:
    fixed = roster([7] * 6, 1)
    drawn = Counter(lots.draw(seed(number), fixed)[0]["judges"][0] for number in range(DRAWS))
    assert chi_squared(drawn, dict.fromkeys(range(1, 7), DRAWS / 6)) < CHI_SQUARED[5]


def test_judges_are_drawn_as_often_as_their_tickets_say() -> None:
    fixed = roster([2, 4, 6, 9], 1, weights=[100, 100, 50, 100])
    tickets = {each["id"]: each["tickets"] for each in fixed["judges"]}
    drawn = Counter(lots.draw(seed(number), fixed)[0]["judges"][0] for number in range(DRAWS))
    expected = {each: DRAWS * count / sum(tickets.values()) for each, count in tickets.items()}
    assert len(set(tickets.values())) > 1
    assert chi_squared(drawn, expected) < CHI_SQUARED[3]


@pytest.mark.parametrize("total", [3, 7, 10])
def test_no_number_is_favoured(total: int) -> None:
    drawn = Counter(lots.number_below(total, seed(0), f"{number}".encode()) for number in range(DRAWS))
    expected = dict.fromkeys(range(total), DRAWS / total)
    assert set(drawn) == set(expected)
    assert chi_squared(drawn, expected) < 35


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    fixed = roster([0] * 6, 40)
    assert lots.draw(seed(1), fixed) == lots.draw(seed(1), fixed)
    assert lots.draw(seed(1), fixed) != lots.draw(seed(2), fixed)


def test_three_hundred_and_twelve_cases_spread_evenly_to_the_last() -> None:
    results = lots.draw(seed(3), roster([0] * 6, 312))
    assert set(Counter(each["judges"][0] for each in results).values()) == {52}


def test_whoever_has_more_cases_gets_fewer_until_all_are_even() -> None:
    results = lots.draw(seed(4), roster([30, 20, 10, 0], 100))
    assert Counter(each["judges"][0] for each in results) == {1: 10, 2: 20, 3: 30, 4: 40}


def test_half_a_weight_carries_half_a_load() -> None:
    results = lots.draw(seed(5), roster([0, 0, 0], 100, weights=[100, 100, 50]))
    assert Counter(each["judges"][0] for each in results) == {1: 40, 2: 40, 3: 20}


def test_a_single_case_can_fall_to_anybody_even_to_whoever_has_most() -> None:
    drawn = {lots.draw(seed(number), roster([50, 0, 0], 1))[0]["judges"][0] for number in range(500)}
    assert drawn == {1, 2, 3}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 100)), min_size=2, max_size=7),
    st.integers(1, 30),
    st.data(),
)
def test_nobody_excluded_is_drawn_and_the_verifier_draws_the_same(
    judges: list[tuple[int, int]], cases: int, data: st.DataObject
) -> None:
    everybody = range(1, len(judges) + 1)
    out = {
        position: data.draw(st.sets(st.sampled_from(everybody), max_size=len(judges) - 1))
        for position in range(1, cases + 1)
    }
    fixed = roster([load for load, _weight in judges], cases, out=out, weights=[weight for _load, weight in judges])
    results = lots.draw(seed(6), fixed)
    assert all(each["judges"][0] not in out[each["position"]] for each in results)
    assert verifier._draw_again(seed(6), fixed) == results
    assert verifier._roster(fixed) == []


def test_without_anybody_eligible_nothing_is_drawn() -> None:
    with pytest.raises(ValueError, match="nobody is eligible"):
        lots.draw(seed(7), roster([0, 0], 1, out={1: {1, 2}}))
