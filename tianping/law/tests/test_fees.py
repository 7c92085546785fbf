"""Litigation costs: the statute's arithmetic at its edges, halving once, rounding, and what holds for every sum."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law import fees
from tianping.law.answers import Refusal
from tianping.law.money import parse_yuan

ON = date(2023, 5, 1)
SUMS = st.integers(0, 10**13)

QUICK_FORMULA = [
    (10_000, "0", 50),
    (100_000, "0.025", -200),
    (200_000, "0.02", 300),
    (500_000, "0.015", 1_300),
    (1_000_000, "0.01", 3_800),
    (2_000_000, "0.009", 4_800),
    (5_000_000, "0.008", 6_800),
    (10_000_000, "0.007", 11_800),
    (20_000_000, "0.006", 21_800),
    (None, "0.005", 41_800),
]


def quick_fee_fen(claim_fen: int) -> int:
    """The well-known shortcut (速算式), written independently of the brackets."""
    for upper, rate, constant in QUICK_FORMULA:
        if upper is None or claim_fen <= upper * 100:
            return (claim_fen * Fraction(rate) + constant * 100 + Fraction(1, 2)).__floor__()
    raise AssertionError(claim_fen)


@given(SUMS)
def test_adding_up_the_brackets_equals_the_shortcut_formula(claim_fen: int) -> None:
    assert fees.property_fee(claim_fen, on=ON).value == quick_fee_fen(claim_fen)


@given(SUMS, SUMS)
def test_a_larger_claim_never_costs_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    for fee in (fees.property_fee, fees.preservation_fee, fees.payment_order_fee, fees.bankruptcy_fee):
        assert fee(low, on=ON).value <= fee(high, on=ON).value


@given(SUMS)
def test_halving_to_the_fen_is_half_of_the_exact_fee(claim_fen: int) -> None:
    whole = fees.property_fee(claim_fen, on=ON).value
    half = fees.property_fee(claim_fen, on=ON, halved=True).value
    assert abs(2 * half - whole) <= 2


@pytest.mark.parametrize(
    ("claim", "steps"),
    [
        ("10000", 2),
        ("10000.01", 5),
        ("100000", 4),
        ("100000.01", 6),
    ],
)
def test_each_bracket_that_is_reached_has_its_own_line(claim: str, steps: int) -> None:
    assert len(fees.property_fee(parse_yuan(claim), on=ON).steps) == steps


def test_the_steps_show_the_arithmetic_and_the_article() -> None:
    answer = fees.property_fee(4_844_000, on=ON)
    assert "超过1万元至10万元的部分：（48,440.00−10,000.00）×2.5%=961.00元" in answer.steps
    assert answer.because == ("《诉讼费用交纳办法》第十三条第一款第（一）项",)


def test_halving_for_the_simple_procedure_cites_article_16_and_that_it_happens_once() -> None:
    answer = fees.property_fee(4_844_000, on=ON, halved=True, halved_because=fees.HALVED_BY_SIMPLE_PROCEDURE)
    assert answer.value == 50_550
    assert "《诉讼费用交纳办法》第十六条" in answer.because
    assert any("第二百零六条" in cited for cited in answer.because)


def test_rounding_to_yuan_is_noted_as_the_courts_own_way() -> None:
    assert fees.property_fee(9_005_000, on=ON, rounding="yuan").notes
    assert not fees.property_fee(9_005_000, on=ON).notes


def test_preservation_never_costs_more_than_5000_yuan() -> None:
    assert fees.preservation_fee(10**15, on=ON).value == 500_000


def test_bankruptcy_never_costs_more_than_300000_yuan() -> None:
    assert fees.bankruptcy_fee(10**15, on=ON).value == 30_000_000


def test_a_base_with_an_amount_to_enforce_is_refused() -> None:
    with pytest.raises(Refusal, match="按金额计算"):
        fees.enforcement_fee(100, on=ON, base_fen=5_000)
