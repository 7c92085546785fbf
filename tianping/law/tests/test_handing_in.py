"""提交答辩状、证据: the last day is in time, the day after is late; late or not, it is taken."""

from datetime import date

import pytest

from tianping.law.electronic_consent import consenting, withdrawing
from tianping.law.handing_in import Kind, lateness, objecting, ruling_on_withdrawal, withdrawal

ON = date(2023, 2, 6)
LAST = date(2023, 2, 21)


@pytest.mark.parametrize(
    ("kind", "day", "last", "late", "article"),
    [
        ("answer", date(2023, 2, 21), LAST, False, "第一百二十八条"),
        ("answer", date(2023, 2, 22), LAST, True, "第一百二十八条"),
        ("evidence", date(2023, 2, 21), LAST, False, "第六十八条第二款"),
        ("evidence", date(2023, 2, 22), LAST, True, "第一百零二条"),
        ("evidence", date(2023, 2, 22), None, False, "第六十八条第二款"),
    ],
)
def test_what_is_late_and_by_which_article(kind: Kind, day: date, last: date | None, late: bool, article: str) -> None:
    answer = lateness(kind, day, last, on=ON)
    assert answer.value is late
    assert any(text.endswith(article) for text in answer.because)


def test_late_evidence_is_taken_and_the_bench_decides() -> None:
    answer = lateness("evidence", date(2023, 3, 1), LAST, on=ON)
    assert "仍然收下" in answer.steps[-1]
    assert "审判组织决定" in answer.steps[-1]


def test_the_ruling_on_an_objection_is_appealed_but_in_small_claims_takes_effect_at_once() -> None:
    appealed, at_once = (objecting(small_claims=small, on=ON) for small in (False, True))
    assert "十日内上诉" in appealed.steps[0]
    assert [text[-10:] for text in appealed.because] == ["第一百五十七条第二款", "第一百七十一条第二款"]
    assert "一经作出即生效，不能上诉" in at_once.steps[0]
    assert [text.endswith("第二百七十六条") for text in at_once.because] == [True]


def test_consent_and_its_withdrawal_name_their_articles() -> None:
    assert consenting(ON).because[-1] == "《人民法院在线诉讼规则》第三十条"
    assert withdrawing(ON).because[-1] == "《人民法院在线诉讼规则》第五条"
    assert len(consenting(date(2021, 7, 1)).because) == 1


def test_one_of_several_plaintiffs_leaves_and_halves_no_fee() -> None:
    alone, leaving = withdrawal(on=ON).steps[2], withdrawal(others_sue=True, on=ON).steps[2]
    assert "减半收取" in alone and "继续审理" not in alone
    assert "案件对其他原告继续审理；诉讼费的负担由法院一并决定" in leaving and "减半收取" not in leaving
    said = [rule.split("）")[-1] for rule in ruling_on_withdrawal(on=ON)]
    assert said == ["第一百四十八条第一款", "第一百五十七条第三款"]
