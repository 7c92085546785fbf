"""Interest on late payment and the cap on private lending: examples from the texts and their edges."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law.answers import Refusal
from tianping.law.interest import GeneralRate, delay_interest
from tianping.law.intervals import Excluded
from tianping.law.lpr import interest_cap, lpr_on

GOLDEN = Path(__file__).parent / "golden"
CAPS = json.loads((GOLDEN / "lpr_cap_examples.json").read_text("utf-8"))["examples"]
DELAYS = json.loads((GOLDEN / "delay_interest_examples.json").read_text("utf-8"))["examples"]
DUE = date(2024, 5, 1)
CHANGES = [
    ("2019-08-20", "4.25", "4.85"),
    ("2019-09-20", "4.20", "4.85"),
    ("2019-11-20", "4.15", "4.80"),
    ("2020-02-20", "4.05", "4.75"),
    ("2020-04-20", "3.85", "4.65"),
    ("2021-12-20", "3.80", "4.65"),
    ("2022-01-20", "3.70", "4.60"),
    ("2022-05-20", "3.70", "4.45"),
    ("2022-08-22", "3.65", "4.30"),
    ("2023-06-20", "3.55", "4.20"),
    ("2023-08-21", "3.45", "4.20"),
    ("2024-02-20", "3.45", "3.95"),
    ("2024-07-22", "3.35", "3.85"),
    ("2024-10-21", "3.10", "3.60"),
    ("2025-05-20", "3.00", "3.50"),
]


@pytest.mark.parametrize("example", CAPS, ids=lambda example: example["contract_date"])
def test_every_cap_example_agrees(example: dict[str, Any]) -> None:
    day = date.fromisoformat(example["contract_date"])
    cap = interest_cap(day, on=day).value
    assert (str(cap.lpr.one_year), str(cap.percent)) == (example["lpr_1y"], example["cap_pct"])


@pytest.mark.parametrize("example", DELAYS, ids=lambda example: example["id"])
def test_the_example_of_a_stayed_enforcement_agrees(example: dict[str, Any]) -> None:
    answer = delay_interest(
        20_000_000,
        start=DUE,
        due=DUE,
        paid=date(2025, 5, 1),
        on=DUE,
        excluded=[Excluded(date(2024, 8, 1), date(2024, 10, 30), "再审中止执行")],
    )
    assert answer.value.days == example["days"]
    assert answer.value.doubled_fen == Decimal(example["doubled"]) * 100


@pytest.mark.parametrize(("published", "one_year", "five_years"), CHANGES)
def test_the_rate_changes_on_the_day_of_publication(published: str, one_year: str, five_years: str) -> None:
    rate = lpr_on(date.fromisoformat(published))
    assert (str(rate.one_year), str(rate.five_years)) == (one_year, five_years)
    if published != "2019-08-20":
        before = lpr_on(date.fromisoformat(published) - timedelta(days=1))
        assert (before.one_year, before.five_years) != (rate.one_year, rate.five_years)


@given(st.integers(0, 10**12), st.integers(0, 2000), st.integers(0, 200))
def test_days_not_counted_are_taken_off_once(principal_fen: int, days: int, stayed: int) -> None:
    paid = DUE + timedelta(days=days)
    stay = Excluded(DUE + timedelta(days=1), DUE + timedelta(days=1 + stayed))
    plain = delay_interest(principal_fen, start=DUE, due=DUE, paid=paid, on=DUE)
    shorter = delay_interest(principal_fen, start=DUE, due=DUE, paid=paid, on=DUE, excluded=[stay, stay])
    assert plain.value.days == days
    assert shorter.value.days == max(days - stayed, 0)
    assert plain.value.total_fen == principal_fen + plain.value.doubled_fen


def test_payment_in_time_owes_no_doubled_part() -> None:
    answer = delay_interest(100, start=DUE, due=DUE, paid=DUE - timedelta(days=1), on=DUE)
    assert (answer.value.days, answer.value.doubled_fen) == (0, 0)


def test_payment_before_the_interest_begins_is_refused() -> None:
    with pytest.raises(Refusal, match="早于起息日"):
        delay_interest(
            100,
            start=DUE,
            due=DUE,
            paid=DUE - timedelta(days=1),
            on=DUE,
            general_rate=GeneralRate(Fraction("0.06"), "year"),
        )


def test_a_loan_across_the_change_of_rules_is_measured_on_the_day_of_filing() -> None:
    answer = interest_cap(date(2020, 8, 19), on=date(2021, 3, 1), filed=date(2021, 3, 1))
    assert str(answer.value.percent) == "15.40"
    assert any("24%、36%" in note for note in answer.notes)


def test_a_suit_filed_before_the_change_of_rules_has_no_such_cap() -> None:
    with pytest.raises(Refusal, match="2020年8月20日起施行"):
        interest_cap(date(2020, 1, 1), on=date(2021, 1, 1), filed=date(2020, 8, 19))


def test_the_single_source_rates_are_marked() -> None:
    assert lpr_on(date(2026, 2, 1)).certainty == "R"
    assert lpr_on(date(2025, 2, 1)).certainty == "S"
