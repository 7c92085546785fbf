"""Adjournments and absence: worked by hand from the articles."""

from dataclasses import replace
from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.hearings import Adjourned, absence, adjournment, last_day_of_notice

DAY = date(2023, 2, 6)
ASKED = Adjourned("ordinary", 0, "evidence", DAY, date(2023, 3, 6))


@pytest.mark.parametrize(
    ("track", "earlier", "allowed"),
    [
        ("ordinary", 0, True),
        ("ordinary", 1, True),
        ("ordinary", 2, False),
        ("simple", 0, True),
        ("simple", 1, False),
        ("small_claims", 0, True),
        ("small_claims", 1, False),
    ],
)
def test_how_often_a_hearing_may_be_put_off(track: str, earlier: int, allowed: bool) -> None:
    asked = replace(ASKED, track=track, earlier=earlier)
    if allowed:
        assert adjournment(asked, on=DAY).value == earlier + 1
        return
    with pytest.raises(Refusal, match="不得超过"):
        adjournment(asked, on=DAY)


@pytest.mark.parametrize(
    ("held", "latest"),
    [
        (date(2023, 2, 6), date(2023, 3, 6)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
    ],
)
def test_two_hearings_lie_at_most_a_month_apart(held: date, latest: date) -> None:
    asked = replace(ASKED, adjourned_on=held, next_on=latest)
    assert adjournment(asked, on=held).value == 1
    late = replace(asked, next_on=latest.replace(day=6, month=latest.month + 1))
    with pytest.raises(Refusal, match="一个月"):
        adjournment(late, on=held)
    assert adjournment(replace(late, longer_because="双方同意"), on=held).value == 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 2, 26), "星期日"),
        (date(2023, 3, 4), "星期六"),
        (date(2023, 4, 5), "清明"),
    ],
)
def test_no_hearing_is_put_off_to_a_rest_day(day: date, name: str) -> None:
    with pytest.raises(Refusal, match=f"是{name}，不开庭。请另选工作日"):
        adjournment(replace(ASKED, next_on=day, longer_because="双方同意"), on=DAY)


def test_a_weekend_that_is_worked_in_exchange_will_do_and_an_unknown_year_is_noted() -> None:
    asked = replace(ASKED, adjourned_on=date(2023, 4, 10), next_on=date(2023, 4, 23))
    assert adjournment(asked, on=date(2023, 4, 10)).notes == ()
    far = replace(ASKED, next_on=date(2099, 12, 31), longer_because="双方同意")
    assert "2099年12月31日是否为工作日" in adjournment(far, on=DAY).notes[0]


def test_before_the_limits_came_into_force_only_the_article_itself_binds() -> None:
    asked = replace(ASKED, earlier=3, adjourned_on=date(2017, 3, 1), next_on=date(2017, 6, 1))
    answer = adjournment(asked, on=date(2017, 3, 1))
    assert answer.because == ("《中华人民共和国民事诉讼法》（2012年、2017年修正）第一百四十六条第（三）项",)


def test_absence_is_cited_by_the_number_of_the_day() -> None:
    now = absence("plaintiff", summoned=True, excused=False, on=DAY)
    assert now.value == "deemed_withdrawn"
    assert now.because[0].endswith("第一百四十六条")
    then = absence("defendant", summoned=True, excused=False, on=date(2020, 5, 1))
    assert then.value == "by_default"
    assert then.because[0].endswith("第一百四十四条")


@pytest.mark.parametrize(("summoned", "excused"), [(False, False), (True, True), (False, True)])
def test_absence_means_nothing_without_summons_or_with_a_good_reason(summoned: bool, excused: bool) -> None:
    with pytest.raises(Refusal):
        absence("plaintiff", summoned=summoned, excused=excused, on=DAY)


@pytest.mark.parametrize(
    ("hearing_day", "last"),
    [
        (date(2023, 2, 10), date(2023, 2, 7)),
        (date(2023, 3, 1), date(2023, 2, 26)),
        (date(2024, 3, 1), date(2024, 2, 27)),
    ],
)
def test_in_ordinary_procedure_everybody_is_told_three_days_before(hearing_day: date, last: date) -> None:
    answer = last_day_of_notice("ordinary", hearing_day, on=DAY)
    assert answer.value == last
    assert any("第一百三十九条" in each for each in answer.because)


@pytest.mark.parametrize("track", ["simple", "small_claims"])
def test_simple_procedure_may_summon_at_any_time(track: str) -> None:
    answer = last_day_of_notice(track, date(2023, 2, 7), on=DAY)
    assert answer.value is None
    assert any("第一百六十三条" in each for each in answer.because)
