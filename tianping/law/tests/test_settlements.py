"""Agreements: parts to the fen, days in order, clauses as a paper writes them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law.answers import Refusal
from tianping.law.settlements import Instalment, Terms, check, clauses, equal_instalments, from_json, to_json

DAY = date(2023, 2, 6)
TERMS = Terms(1_000_000, equal_instalments(1_000_000, 3, date(2023, 3, 31)))


@given(st.integers(120, 10**12), st.integers(1, 120), st.dates(date(2022, 1, 1), date(2026, 12, 31)))
def test_parts_always_make_the_sum_and_follow_each_other(fen: int, count: int, first: date) -> None:
    parts = equal_instalments(fen, count, first)
    assert sum(part.fen for part in parts) == fen
    assert len({part.on for part in parts}) == count
    check(Terms(fen, parts), agreed_on=first)


def test_what_does_not_divide_is_paid_last_and_months_end_on_their_last_day() -> None:
    assert TERMS.instalments == (
        Instalment(date(2023, 3, 31), 333_333),
        Instalment(date(2023, 4, 30), 333_333),
        Instalment(date(2023, 5, 31), 333_334),
    )


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (replace(TERMS, amount_fen=999_999), "不一致"),
        (replace(TERMS, instalments=()), "履行期限"),
        (replace(TERMS, instalments=tuple(reversed(TERMS.instalments))), "先后"),
        (Terms(100, (Instalment(date(2023, 2, 5), 100),)), "早于"),
    ],
)
def test_terms_that_cannot_be_performed_are_refused(terms: Terms, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check(terms, agreed_on=DAY)


def test_clauses_name_payers_sums_days_and_who_bears_the_fee() -> None:
    lines = clauses(replace(TERMS, other=("双方无其他争议。",)), payee="某银行", payers=["黄小明", "𬱖·买买提"])
    assert lines[0].startswith(
        "一、被告黄小明、被告𬱖·买买提给付原告某银行款项10,000.00元（人民币壹万元整），分3期履行"
    )
    assert "2023年5月31日前给付3,333.34元" in lines[0]
    assert lines[1].startswith("二、如被告黄小明")
    assert lines[-1] == "五、案件受理费由被告负担。"
    assert lines[3] == "四、双方无其他争议；"


def test_terms_are_read_as_they_were_stored() -> None:
    assert from_json(to_json(TERMS)) == TERMS
