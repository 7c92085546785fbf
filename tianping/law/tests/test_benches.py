"""审判组织: which benches the articles allow on which day."""

import datetime

import pytest

from tianping.law.answers import Refusal
from tianping.law.benches import Bench, Vote, check_bench, decided

DAY = datetime.date(2023, 2, 6)


@pytest.mark.parametrize(
    ("bench", "ordinary", "article"),
    [
        (Bench(1), False, "《中华人民共和国民事诉讼法》（2021年修正）第四十条第二款"),
        (Bench(1), True, "《中华人民共和国民事诉讼法》（2021年修正）第四十条第二款"),
        (Bench(3), True, "《中华人民共和国民事诉讼法》（2021年修正）第四十条第一款"),
        (Bench(5), True, "《中华人民共和国民事诉讼法》（2021年修正）第四十条第一款"),
        (Bench(1, 2), True, "《中华人民共和国人民陪审员法》第十四条"),
        (Bench(2, 1), True, "《中华人民共和国人民陪审员法》第十四条"),
        (Bench(3, 4), True, "《中华人民共和国人民陪审员法》第十四条"),
    ],
)
def test_what_may_sit(bench: Bench, ordinary: bool, article: str) -> None:
    assert check_bench(bench, ordinary=ordinary, on=DAY).because == (article,)


@pytest.mark.parametrize(
    ("bench", "ordinary", "why"),
    [
        (Bench(3), False, "请先转为普通程序"),
        (Bench(1, 2), False, "请先转为普通程序"),
        (Bench(2), True, "单数"),
        (Bench(4), True, "单数"),
        (Bench(0, 3), True, "审判长应当由法官担任"),
        (Bench(0), True, "审判长应当由法官担任"),
        (Bench(3, 2), True, "只能是三人"),
        (Bench(4, 3), True, "只能是三人"),
        (Bench(1, 6), True, "只能是三人"),
        (Bench(2, 5), True, "只能是三人"),
        (Bench(2, 2), True, "只能是三人"),
    ],
)
def test_what_may_not_sit(bench: Bench, ordinary: bool, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check_bench(bench, ordinary=ordinary, on=DAY)


@pytest.mark.parametrize(
    ("bench", "on", "allowed"),
    [
        (Bench(1), datetime.date(2021, 12, 31), False),
        (Bench(1), datetime.date(2022, 1, 1), True),
        (Bench(1, 2), datetime.date(2018, 4, 26), False),
        (Bench(1, 2), datetime.date(2018, 4, 27), True),
    ],
)
def test_a_text_allows_from_its_day_on(bench: Bench, on: datetime.date, allowed: bool) -> None:
    try:
        check_bench(bench, ordinary=True, on=on)
    except Refusal:
        assert not allowed
    else:
        assert allowed


YES, NO, LAY_YES, LAY_NO = Vote(True), Vote(False), Vote(True, True), Vote(False, True)


@pytest.mark.parametrize(
    ("votes", "carried"),
    [
        ([YES, YES, YES], 3),
        ([YES, NO, LAY_YES], 2),
        ([NO, LAY_YES, LAY_YES], 2),
        ([YES, NO, LAY_NO], None),
        ([YES, YES, NO, LAY_YES, LAY_YES, LAY_NO, LAY_NO], 4),
        # Facts without the law: four of seven, but one judge of three.
        ([YES, NO, NO, LAY_YES, LAY_YES, LAY_YES, LAY_NO], None),
    ],
)
def test_a_panel_decides_by_majority_and_of_seven_the_judges_alone_decide_the_law(
    votes: list[Vote], carried: int | None
) -> None:
    if carried is None:
        with pytest.raises(Refusal, match="没有过半数"):
            decided(votes, on=DAY)
        return
    answer = decided(votes, on=DAY)
    assert answer.value == carried
    assert answer.because[0] == "《中华人民共和国民事诉讼法》（2021年修正）第四十五条"
