"""Claims changed during a case: when they are heard, and what becomes of the fee; sums worked by hand."""

from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.claim_changes import Change, Kind, Stage, changed_fee, check_change, counterclaim_fee
from tianping.law.fee_kinds import Basis

ON = date(2023, 3, 1)


def change(kind: Kind, stage: Stage = "inquiry", after: int | None = 6_000_000) -> Change:
    return Change(kind, stage, 4_844_000, after)


@pytest.mark.parametrize("kind", ["increase", "change", "counterclaim"])
def test_what_widens_the_dispute_is_heard_until_the_debate_has_ended(kind: Kind) -> None:
    assert check_change(change(kind, "debate"), on=ON).value
    with pytest.raises(Refusal, match="法庭辩论结束前.*第二百三十二条.*另行起诉"):
        check_change(change(kind, "later"), on=ON)


def test_giving_up_is_heard_until_the_end_but_the_fee_follows_only_during_the_inquiry() -> None:
    assert check_change(change("abandon", "inquiry", after=4_000_000), on=ON).value
    for stage in ("debate", "later"):
        answer = check_change(change("reduce", stage, after=4_000_000), on=ON)
        assert not answer.value
        assert "第二十一条第（二）项" in answer.because[-1]


def test_a_change_that_leaves_the_sum_leaves_the_fee() -> None:
    assert not check_change(change("change", after=4_844_000), on=ON).value
    assert not check_change(change("abandon", after=None), on=ON).value


def test_counsel_needs_special_authority() -> None:
    with pytest.raises(Refusal, match="特别授权.*第六十二条第二款"):
        check_change(Change("increase", "inquiry", 1, 2, by_counsel=True), on=ON)
    assert check_change(Change("increase", "inquiry", 1, 2, by_counsel=True, special_authority=True), on=ON).value


@pytest.mark.parametrize(("kind", "after"), [("increase", 4_000_000), ("reduce", 5_000_000), ("reduce", 4_844_000)])
def test_sums_go_the_way_that_the_change_says(kind: Kind, after: int) -> None:
    with pytest.raises(Refusal, match="请核对金额"):
        check_change(change(kind, after=after), on=ON)


def test_an_increase_is_paid_for() -> None:
    # 48,440 yuan cost 1,011, half 505.50; 60,000 yuan cost 60,000 × 2.5 % − 200 = 1,300, half 650.
    answer = changed_fee(Basis("property", 6_000_000), charged_fen=50_550, was_fen=4_844_000, halved=True, on=ON)
    assert (answer.value.full_fen, answer.value.now_fen) == (130_000, 65_000)
    assert (answer.value.more_fen, answer.value.back_fen) == (14_450, 0)
    assert answer.steps[-1] == "应补交：650.00−505.50=144.50元"
    assert answer.because[0].endswith("第二十一条第（一）项")


def test_a_reduction_is_given_back_for() -> None:
    # 20,000 yuan cost 20,000 × 2.5 % − 200 = 300.
    answer = changed_fee(Basis("property", 2_000_000), charged_fen=101_100, was_fen=4_844_000, halved=False, on=ON)
    assert (answer.value.more_fen, answer.value.back_fen) == (0, 71_100)
    assert answer.because[0].endswith("第二十一条第（二）项")


def test_a_claim_that_had_no_sum_is_charged_by_the_sum_it_gets() -> None:
    # Charged 80 as another case without property; 20,000 yuan cost 300, half 150.
    assert check_change(Change("increase", "inquiry", None, 2_000_000), on=ON).value
    answer = changed_fee(Basis("property", 2_000_000), charged_fen=4_000, was_fen=None, halved=True, on=ON)
    assert (answer.value.more_fen, answer.value.back_fen) == (11_000, 0)
    assert answer.steps[0].startswith("原来没有诉讼请求数额，现在为20,000.00元")


def test_a_counterclaim_pays_half_once() -> None:
    answer = counterclaim_fee(Basis("property", 2_000_000), on=ON)
    assert (answer.value.full_fen, answer.value.more_fen) == (30_000, 15_000)
    assert any("第十八条" in each for each in answer.because)
    assert any("只能减半一次" in each for each in answer.steps)


def test_articles_bear_the_numbers_of_the_day() -> None:
    early = check_change(change("increase"), on=date(2021, 6, 1))
    assert any("第一百四十条" in each for each in early.because)
