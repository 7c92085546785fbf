"""结案时的受理费: halved once only, given back, missing; every row worked by hand from the measure's own brackets."""

from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.fee_kinds import Basis
from tianping.law.fee_settlements import ENDED, FeeSettled, appeal_fee, settle_fee

ON = date(2023, 2, 6)
# 48,440元: 50＋（48,440−10,000）×2.5% = 50＋961 = 1,011元，半数505.50元。
SMALL, FULL, HALF = 4_844_000, 101_100, 50_550
# 200,000元: 50＋90,000×2.5%＋100,000×2% = 50＋2,250＋2,000 = 4,300元，半数2,150元。
LARGE, LARGE_FULL, LARGE_HALF = 20_000_000, 430_000, 215_000

# (claim, how it ended, simple, paid, due, refund, shortfall, an article that must stand in the answer)
ROWS: list[tuple[int, str, bool, int, int, int, int, str]] = [
    (SMALL, "judgment", False, FULL, FULL, 0, 0, "第十三条"),
    (SMALL, "judgment", True, HALF, HALF, 0, 0, "第十六条"),
    (SMALL, "judgment", True, FULL, HALF, HALF, 0, "第五十三条第二款"),
    (SMALL, "judgment", False, HALF, FULL, 0, HALF, "第十三条"),
    (SMALL, "judgment", False, 0, FULL, 0, FULL, "第十三条"),
    (SMALL, "mediation", True, HALF, HALF, 0, 0, "第二百零六条"),
    (SMALL, "mediation", False, FULL, HALF, HALF, 0, "第十五条"),
    (SMALL, "mediation", True, FULL, HALF, HALF, 0, "第十五条"),
    (SMALL, "withdrawn", False, FULL, HALF, HALF, 0, "第十五条"),
    (SMALL, "withdrawn", True, HALF, HALF, 0, 0, "第十六条"),
    (SMALL, "withdrawn", True, 0, HALF, 0, HALF, "第十五条"),
    (SMALL, "deemed_withdrawn", True, HALF, HALF, 0, 0, "第十六条"),
    (SMALL, "deemed_withdrawn", False, FULL, HALF, HALF, 0, "第十五条"),
    (SMALL, "not_accepted", False, 0, 0, 0, 0, "第八条第（二）项"),
    (SMALL, "suit_dismissed", True, HALF, 0, HALF, 0, "第八条第（二）项"),
    (SMALL, "suit_dismissed", False, FULL, 0, FULL, 0, "第二十七条第二款"),
    (SMALL, "suit_dismissed", False, 0, 0, 0, 0, "第八条第（二）项"),
    (SMALL, "transferred", True, HALF, HALF, 0, 0, "第二十四条"),
    (SMALL, "terminated", False, FULL, FULL, 0, 0, "第二十八条"),
    (LARGE, "mediation", False, LARGE_FULL, LARGE_HALF, LARGE_HALF, 0, "第十五条"),
    (LARGE, "judgment", False, LARGE_HALF, LARGE_FULL, 0, LARGE_HALF, "第十三条"),
    (500_000, "mediation", False, 5_000, 2_500, 2_500, 0, "第十五条"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]}-{'simple' if row[2] else 'ordinary'}-{row[3]}")
def test_the_fee_of_an_ended_case_is_what_was_worked_by_hand(
    row: tuple[int, str, bool, int, int, int, int, str],
) -> None:
    claim, ended, is_simple, paid, due, refund, shortfall, article = row
    answer = settle_fee(Basis("property", claim), ended=ended, is_simple=is_simple, paid_fen=paid, on=ON)
    settled = answer.value
    assert (settled.due_fen, settled.refund_fen, settled.shortfall_fen) == (due, refund, shortfall)
    assert settled.due_fen + settled.refund_fen == settled.paid_fen + settled.shortfall_fen
    assert any(article in cited for cited in answer.because), answer.because
    assert answer.steps


def test_two_reasons_halve_once_and_the_arithmetic_says_so() -> None:
    answer = settle_fee(Basis("property", SMALL), ended="mediation", is_simple=True, paid_fen=FULL, on=ON)
    assert "有两种减半情形，只减半一次" in answer.steps
    assert answer.steps[-1] == "应退还：1,011.00−505.50=505.50元"


def test_who_never_paid_and_counts_as_withdrawn_owes_nothing_by_practice() -> None:
    answer = settle_fee(Basis("property", SMALL), ended="deemed_withdrawn", is_simple=True, paid_fen=0, on=ON)
    assert answer.value == FeeSettled(FULL, 0, 0, 0, 0)
    assert answer.certainty == "L"


def test_of_what_came_in_half_goes_back_where_the_rest_was_never_paid() -> None:
    answer = settle_fee(
        Basis("property", SMALL), ended="deemed_withdrawn", is_simple=False, paid_fen=30_001, unpaid_fen=1, on=ON
    )
    assert answer.value == FeeSettled(FULL, 15_000, 30_001, 15_001, 0)
    assert (answer.certainty, "第一百九十九条" in answer.because[0]) == ("L", True)


def test_rounding_to_whole_yuan_is_the_courts_own() -> None:
    answer = settle_fee(
        Basis("property", SMALL), ended="mediation", is_simple=False, paid_fen=FULL, on=ON, rounding="yuan"
    )
    assert (answer.value.due_fen, answer.value.refund_fen) == (50_600, 50_500)


def test_a_negative_payment_is_refused() -> None:
    with pytest.raises(Refusal, match="负数"):
        settle_fee(Basis("property", SMALL), ended="judgment", is_simple=True, paid_fen=-1, on=ON)


def test_an_appeal_pays_for_what_it_disputes() -> None:
    answer = appeal_fee(Basis("property", SMALL), LARGE, on=ON)
    assert answer.value == LARGE_FULL
    assert answer.because[0].endswith("第十七条")
    assert answer.steps[0] == "不服一审判决部分的上诉请求数额200,000.00元"


def test_an_appeal_against_a_ruling_costs_nothing() -> None:
    answer = appeal_fee(None, None, on=ON)
    assert answer.value == 0
    assert answer.because[0].endswith("第八条第（三）项")


def test_an_appeal_in_a_case_without_property_pays_its_own_kind_once_more() -> None:
    # 离婚：每件200元，争议的财产400,000元，超过20万元的部分0.5%，1,000元。
    assert appeal_fee(Basis("labour", SMALL), None, on=ON).value == 1_000
    assert appeal_fee(Basis("divorce", None, 20_000), None, on=ON).value == 20_000
    assert appeal_fee(Basis("divorce", LARGE, 20_000), 40_000_000, on=ON).value == 120_000


def test_the_fee_of_an_ended_divorce_is_halved_like_any_other() -> None:
    answer = settle_fee(Basis("divorce", 40_000_000, 20_000), ended="mediation", is_simple=True, paid_fen=60_000, on=ON)
    assert answer.value == FeeSettled(120_000, 60_000, 60_000, 0, 0)


def test_an_appeal_that_disputes_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="不服一审判决部分"):
        appeal_fee(Basis("property", SMALL), 0, on=ON)


def test_every_ending_is_worked_and_an_unknown_one_is_refused() -> None:
    assert {row[1] for row in ROWS} == set(ENDED)
    with pytest.raises(Refusal, match="结案方式"):
        settle_fee(Basis("property", SMALL), ended="forgotten", is_simple=True, paid_fen=0, on=ON)
