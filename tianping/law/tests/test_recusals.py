"""回避: who decides, until when, by which article of the text in force."""

import datetime

import pytest

from tianping.law.recusals import Whose, decision_due, grounds, who_decides

DAY = datetime.date(2023, 2, 6)


@pytest.mark.parametrize(
    ("whose", "decider"), [("president", "审判委员会"), ("bench", "院长"), ("other", "审判长或者独任审判员")]
)
def test_who_decides_on_whom(whose: Whose, decider: str) -> None:
    assert who_decides(whose, on=DAY).value == decider


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (datetime.date(2021, 12, 31), "《中华人民共和国民事诉讼法》（2012年、2017年修正）第四十六条"),
        (datetime.date(2022, 1, 1), "《中华人民共和国民事诉讼法》（2021年修正）第四十九条"),
        (datetime.date(2024, 1, 1), "《中华人民共和国民事诉讼法》第四十九条"),
    ],
)
def test_the_article_is_the_one_of_the_text_in_force(on: datetime.date, article: str) -> None:
    assert who_decides("bench", on=on).because == (article,)


@pytest.mark.parametrize(
    ("raised", "nominal", "legal"),
    [
        (datetime.date(2023, 2, 6), datetime.date(2023, 2, 9), datetime.date(2023, 2, 9)),
        # 2023年2月11日是星期六。
        (datetime.date(2023, 2, 8), datetime.date(2023, 2, 11), datetime.date(2023, 2, 13)),
    ],
)
def test_the_court_decides_within_three_days(
    raised: datetime.date, nominal: datetime.date, legal: datetime.date
) -> None:
    due = decision_due(raised, on=raised)
    assert (due.value.nominal, due.value.legal) == (nominal, legal)
    assert due.because[0] == "《中华人民共和国民事诉讼法》（2021年修正）第五十条"


def test_the_grounds_are_cited_by_their_numbers_of_the_day() -> None:
    assert [text[-5:] for text in grounds(on=datetime.date(2020, 1, 1))] == ["第四十四条", "第四十五条", "第四十七条"]
