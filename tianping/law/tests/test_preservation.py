"""财产保全: security before and in a suit, exemptions, periods, worked by hand from the text."""

from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.preservation import (
    EXEMPTIONS,
    check_demanded,
    check_orders,
    decision_period,
    liability,
    security,
    shortfall,
)

ON = date(2023, 2, 6)


@pytest.mark.parametrize(
    ("stage", "amount", "exemption", "least", "most", "article"),
    [
        ("before_suit", 100_000_00, "", 100_000_00, 100_000_00, "第五条第二款"),
        ("in_suit", 100_000_00, "", 0, 30_000_00, "第五条第一款"),
        ("in_suit", 333_33, "", 0, 99_99, "第五条第一款"),
        ("in_suit", 100_000_00, "livelihood", 0, 0, "第九条第一款"),
        ("in_suit", 100_000_00, "bank", 0, 0, "第九条第一款"),
    ],
)
def test_security_is_the_sum_before_and_at_most_thirty_per_cent_in_a_suit(
    stage, amount: int, exemption: str, least: int, most: int, article: str
) -> None:
    answer = security(stage, amount, on=ON, exemption=exemption)
    assert (answer.value.least_fen, answer.value.most_fen) == (least, most)
    assert article in answer.because[0]
    assert answer.certainty == "T"


def test_before_a_suit_nobody_is_exempt() -> None:
    for ground in EXEMPTIONS:
        with pytest.raises(Refusal, match="只适用于诉讼中"):
            security("before_suit", 1_00, on=ON, exemption=ground)


def test_what_is_short_of_the_sum_is_said_before_a_suit_only() -> None:
    on = date(2023, 2, 6)
    assert "差0.01元" in shortfall("before_suit", 8_000_000, 7_999_999, on=on)
    assert "差80,000.00元" in shortfall("before_suit", 8_000_000, None, on=on)
    assert shortfall("before_suit", 8_000_000, 8_000_000, on=on) == ""
    assert shortfall("in_suit", 8_000_000, None, on=on) == ""


def test_no_more_may_be_demanded_than_the_law_allows() -> None:
    check_demanded("in_suit", 100_000_00, 30_000_00, on=ON)
    with pytest.raises(Refusal, match=r"不能超过30,000\.00元"):
        check_demanded("in_suit", 100_000_00, 30_000_01, on=ON)
    with pytest.raises(Refusal, match="大于零"):
        security("in_suit", 0, on=ON)


def test_the_court_rules_within_forty_eight_hours_or_five_days() -> None:
    assert decision_period("before_suit", urgent=False) == "PRES-PRE-48"
    assert decision_period("in_suit", urgent=True) == "PRES-48"
    assert decision_period("in_suit", urgent=False) == "PRES-5"


def test_the_applicant_is_told_that_a_wrong_application_is_paid_for() -> None:
    assert "第一百零五条" in liability(date(2021, 12, 31)).because[0]
    assert "第一百零八条" in liability(date(2024, 1, 1)).because[0]


@pytest.mark.parametrize(
    ("order", "refused"),
    [
        ("冻结被申请人名下的银行存款，期限一年，以价值21,112.19元为限。", ""),
        ("冻结被申请人名下的银行存款，期限一年，以价值30,000.00元为限。", "超过请求保全的21,112.19元"),
        ("冻结被申请人名下的银行存款，以价值3万元为限。", "第一百零五条"),
        ("冻结被申请人名下的银行存款，期限二年。", "法定最长期限1年"),
        ("查封被申请人名下的小型轿车，期限两年。", ""),
        ("查封被申请人名下的小型轿车，期限三年。", "法定最长期限2年"),
        ("查封被申请人名下的不动产，期限三年。", ""),
        ("查封被申请人名下的不动产，期限为4年。", "第四百八十五条"),
    ],
)
def test_no_more_is_ordered_than_was_asked_for_and_no_longer_than_the_law_allows(order: str, refused: str) -> None:
    if not refused:
        check_orders([order], 2_111_219, on=date(2023, 2, 6))
        return
    with pytest.raises(Refusal, match=refused):
        check_orders([order], 2_111_219, on=date(2023, 2, 6))
