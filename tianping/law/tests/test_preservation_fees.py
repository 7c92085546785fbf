"""保全申请费按实际保全数额结算: every row worked by hand from 第十四条第（二）项."""

from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.fee_settlements import FeeSettled
from tianping.law.preservation_fees import Taken, last_day_to_pay, preserved_sum, settle_preservation_fee

ON = date(2023, 2, 6)
# 80,000元: 30＋79,000×1% = 820元。50,000元: 30＋49,000×1% = 520元。
ORDERED, CHARGED = 8_000_000, 82_000
DEPOSIT, FLAT, CAR = Taken("冻结存款", 5_000_000), Taken("查封房屋", None), Taken("查封车辆", 2_000_000)
FLAT_OF_WORTH, BEHIND = Taken("查封房屋", 90_000_000), Taken("轮候冻结存款", 8_000_000, waits=True)


@pytest.mark.parametrize(
    ("taken", "preserved"),
    [
        ((DEPOSIT,), 5_000_000),
        ((DEPOSIT, CAR), 7_000_000),
        ((DEPOSIT, FLAT), 5_000_000),
        ((DEPOSIT, BEHIND), 5_000_000),
        ((DEPOSIT, FLAT_OF_WORTH), ORDERED),
        ((FLAT,), None),
        ((FLAT, BEHIND), None),
        ((BEHIND,), 0),
        ((), 0),
    ],
)
def test_what_took_effect_counts_and_not_more_than_was_ordered(taken: tuple[Taken, ...], preserved: int | None) -> None:
    assert preserved_sum(taken, ORDERED).value == preserved


def test_the_sum_is_shown_with_what_does_not_count() -> None:
    assert preserved_sum((DEPOSIT, CAR, FLAT, BEHIND), 6_000_000).steps == (
        "冻结存款：50,000.00元",
        "查封车辆：20,000.00元",
        "查封房屋：没有登记价值，不计入",
        "轮候冻结存款：轮候，没有取得查封、扣押、冻结的效力，不计入",
        "实际保全：50,000.00＋20,000.00=70,000.00元",
        "超过裁定保全的60,000.00元，按60,000.00元计算",
    )


# (preserved, paid, due, refund, still to be paid, certainty)
ROWS: list[tuple[int | None, int, int, int, int, str]] = [
    (8_000_000, 82_000, 82_000, 0, 0, "T"),
    (8_000_000, 0, 82_000, 0, 82_000, "T"),
    (5_000_000, 82_000, 52_000, 30_000, 0, "T"),
    (5_000_000, 0, 52_000, 0, 52_000, "T"),
    (5_000_000, 60_000, 52_000, 8_000, 0, "T"),
    (5_000_000, 40_000, 52_000, 0, 12_000, "T"),
    (100_001, 82_000, 3_000, 79_000, 0, "T"),
    (100_000, 82_000, 3_000, 79_000, 0, "T"),
    (None, 82_000, 3_000, 79_000, 0, "L"),
    (0, 82_000, 3_000, 79_000, 0, "L"),
]


@pytest.mark.parametrize("row", ROWS)
def test_the_fee_by_what_was_preserved_is_what_was_worked_by_hand(
    row: tuple[int | None, int, int, int, int, str],
) -> None:
    preserved, paid, due, refund, left, certainty = row
    answer = settle_preservation_fee(preserved, ordered_fen=ORDERED, charged_fen=CHARGED, paid_fen=paid, on=ON)
    assert answer.value == FeeSettled(CHARGED, due, paid, refund, left)
    assert answer.certainty == certainty
    assert answer.because[0] == "《诉讼费用交纳办法》第十四条第（二）项"
    assert any("第五十三条第二款" in each for each in answer.because) is bool(refund)


def test_the_arithmetic_says_what_goes_back() -> None:
    answer = settle_preservation_fee(5_000_000, ordered_fen=ORDERED, charged_fen=CHARGED, paid_fen=CHARGED, on=ON)
    assert answer.steps[0] == "实际保全财产数额50,000.00元，分段累计"
    assert answer.steps[-2:] == ("预交时通知交纳820.00元，已交纳820.00元", "应退还：820.00−520.00=300.00元")
    unpaid = settle_preservation_fee(0, ordered_fen=ORDERED, charged_fen=CHARGED, paid_fen=0, on=ON)
    assert unpaid.steps[0] == "没有保全到财产，按不涉及财产数额计算"
    assert unpaid.steps[-1] == "尚应交纳：30.00−0.00=30.00元，不再按820.00元交纳"
    assert "由本院决定" in unpaid.notes[0]


def test_the_most_is_five_thousand_yuan_before_and_after() -> None:
    # 1,000,000元: 30＋990＋4,500 = 5,520元，上限5,000元；896,000元: 30＋990＋3,980 = 5,000元。
    answer = settle_preservation_fee(89_600_000, ordered_fen=100_000_000, charged_fen=500_000, paid_fen=500_000, on=ON)
    assert answer.value == FeeSettled(500_000, 500_000, 500_000, 0, 0)
    assert answer.steps[-1] == "不退不补"


def test_more_than_was_ordered_is_refused() -> None:
    with pytest.raises(Refusal, match="第一百零五条"):
        settle_preservation_fee(ORDERED + 1, ordered_fen=ORDERED, charged_fen=CHARGED, paid_fen=0, on=ON)
    with pytest.raises(Refusal, match="负数"):
        settle_preservation_fee(0, ordered_fen=ORDERED, charged_fen=CHARGED, paid_fen=-1, on=ON)


@pytest.mark.parametrize(
    ("told_on", "last"),
    [
        (date(2023, 2, 6), date(2023, 2, 13)),
        (date(2023, 2, 4), date(2023, 2, 13)),
        (date(2023, 9, 25), date(2023, 10, 7)),
    ],
)
def test_the_last_day_to_pay_is_the_seventh_after_the_notice_and_moves_off_rest_days(told_on: date, last: date) -> None:
    found = last_day_to_pay(told_on)
    assert found.value == last
    assert found.because[:2] == ("《诉讼费用交纳办法》第二十条第二款", "《诉讼费用交纳办法》第二十二条第四款")
