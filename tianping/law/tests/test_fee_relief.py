"""Help with court fees: who may ask for what, how much of a fee lapses, and what is settled when the case ends."""

import datetime

import pytest

from tianping.law.answers import Answer, Refusal
from tianping.law.fee_relief import (
    GROUNDS,
    again_words,
    basis,
    grounds_to_choose,
    may_apply,
    relieved_fen,
    settled_with_relief,
    stays_the_days,
)
from tianping.law.fee_settlements import FeeSettled

ON = datetime.date(2023, 2, 6)


def test_every_ground_has_its_item_of_its_article() -> None:
    assert GROUNDS["disabled"].because.endswith("第四十五条第（一）项")
    assert GROUNDS["veteran"].because.endswith("第四十六条第（二）项")
    assert GROUNDS["legal_aid"].because.endswith("第四十七条第（三）项")
    said = [words.partition("：")[0] for _key, words in grounds_to_choose()]
    assert said == ["免交"] * 5 + ["减交"] * 4 + ["缓交"] * 4


def test_whoever_applies_is_told_by_which_texts() -> None:
    answer = may_apply("defer", "injured", is_person=True, on=ON)
    assert any("第一百二十一条第二款" in each for each in answer.because)
    assert any("第四十八条第一款" in each for each in answer.because)
    assert any("第四十四条至第四十八条" in each for each in basis(ON))


@pytest.mark.parametrize(
    ("kind", "ground", "is_person", "said"),
    [
        ("waive", "disabled", False, "只适用于自然人"),
        ("reduce", "disabled", True, "没有选择符合"),
        ("gift", "disabled", True, "没有选择符合"),
        ("defer", "poor", True, "没有选择符合"),
    ],
)
def test_what_the_measure_does_not_give_is_refused(kind: str, ground: str, said: str, *, is_person: bool) -> None:
    with pytest.raises(Refusal, match=said):
        may_apply(kind, ground, is_person=is_person, on=ON)


def test_what_lapses_of_a_fee() -> None:
    assert relieved_fen("waive", 50_550, None) == 50_550
    assert relieved_fen("defer", 50_550, None) == 0
    assert relieved_fen("reduce", 50_550, 40) == 20_220
    for percent in (None, 29, 100):
        with pytest.raises(Refusal, match="不得低于30%"):
            relieved_fen("reduce", 50_550, percent)


@pytest.mark.parametrize(
    ("due", "paid", "off", "settled"),
    [
        (50_550, 30_330, 20_220, (30_330, 0, 0)),
        (25_275, 30_330, 20_220, (5_055, 25_275, 0)),
        (50_550, 0, 50_550, (0, 0, 0)),
        (101_100, 30_330, 20_220, (80_880, 0, 50_550)),
    ],
)
def test_what_was_waived_or_reduced_is_not_missing_when_the_case_ends(
    due: int, paid: int, off: int, settled: tuple[int, int, int]
) -> None:
    before = FeeSettled(101_100, due, paid, max(paid - due, 0), max(due - paid, 0))
    answer = settled_with_relief(Answer(before, ("全额", "不退不补"), ()), off)
    sums = answer.value
    assert (sums.due_fen, sums.refund_fen, sums.shortfall_fen) == settled
    assert sums.paid_fen == sums.due_fen + sums.refund_fen - sums.shortfall_fen
    assert any("已准予减交、免交" in step for step in answer.steps)


def test_without_relief_nothing_changes() -> None:
    answer = Answer(FeeSettled(1, 1, 1, 0, 0), ("不退不补",), ())
    assert settled_with_relief(answer, 0) is answer


@pytest.mark.parametrize(
    ("ground", "refused", "stays", "said"),
    [
        ("disabled", (), True, ""),
        ("disaster", ("disabled",), True, ""),
        ("disabled", ("disabled",), False, "以“残疾人，没有固定生活来源”为由的申请已经没有获准"),
        ("legal_aid", ("disabled", "disaster"), False, "已有2次申请没有获准"),
    ],
)
def test_the_days_to_pay_stand_still_for_another_ground_once_more(
    ground: str, refused: tuple[str, ...], stays: bool, said: str
) -> None:
    answer = stays_the_days(ground, refused, on=datetime.date(2023, 2, 6))
    assert answer.value is stays
    assert said in "".join(answer.steps) and bool(answer.steps) is not stays
    assert (answer.certainty, "第二百一十三条" in answer.because[0]) == ("L", True)


def test_beside_a_refusal_stands_what_asking_again_does() -> None:
    assert again_words(()) == ""
    assert "以“正在接受法律援助”再次申请的，交费期限照常计算" in again_words(["legal_aid"])
    assert "可以再申请一次" in again_words(["legal_aid"])
    assert again_words(["legal_aid", "disabled"]).startswith("已有2次申请没有获准")
