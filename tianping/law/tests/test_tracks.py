"""Tracks: small claims, simple and ordinary procedure, one judge or a panel; staff notes on time and age."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law.answers import Refusal
from tianping.law.exclusions import Exclusion
from tianping.law.limitation import guarantee_note, limitation_note, minor_note
from tianping.law.tracks import (
    SIMPLE_EXCLUSIONS,
    SMALL_CLAIMS_EXCLUSIONS,
    SOLO_EXCLUSIONS,
    TrackFacts,
    Wage,
    decide_track,
    small_claims,
)

ON = date(2023, 2, 6)
WAGE = Wage("甘肃", 2021, 8_000_000, date(2022, 6, 1), "演示值")


def facts(claim_fen: int | None = 1_000_000) -> TrackFacts:
    return TrackFacts(claim_fen, "甘肃", clear=True, wage=WAGE)


UNCLEAR = replace(facts(), clear=False)


@pytest.mark.parametrize(
    ("case", "track", "composition"),
    [
        (facts(4_000_000), "小额诉讼", "独任"),
        (facts(4_000_001), "简易程序", "独任"),
        (facts(16_000_000), "简易程序", "独任"),
        (replace(facts(16_000_000), small_claims_agreed=True), "小额诉讼", "独任"),
        (facts(16_000_001), "普通程序", "独任"),
        (replace(facts(16_000_001), small_claims_agreed=True), "普通程序", "独任"),
        (replace(facts(16_000_001), simple_agreed=True), "简易程序", "独任"),
        (replace(facts(16_000_001), basically_clear=False), "普通程序", "合议"),
        (facts(None), "简易程序", "独任"),
        (replace(facts(), money_payment=False), "简易程序", "独任"),
        (UNCLEAR, "普通程序", "独任"),
        (replace(UNCLEAR, basically_clear=False), "普通程序", "合议"),
        (replace(UNCLEAR, simple_agreed=True), "简易程序", "独任"),
    ],
)
def test_a_case_goes_the_way_of_its_facts(case: TrackFacts, track: str, composition: str) -> None:
    answer = decide_track(case, on=ON)
    assert (answer.value.track, answer.value.composition) == (track, composition)
    assert answer.steps
    assert answer.because


@given(st.integers(0, 10**9), st.sampled_from(SMALL_CLAIMS_EXCLUSIONS), st.booleans())
def test_no_agreement_brings_an_excluded_case_to_small_claims(claim_fen: int, item: Exclusion, agreed: bool) -> None:
    words = item.words
    case = replace(facts(claim_fen), small_claims_exclusions=(words,), small_claims_agreed=agreed)
    assert decide_track(case, on=ON).value.track != "小额诉讼"
    excluded = small_claims(claim_fen, province="甘肃", on=ON, agreed=agreed, excluded_kind=words, wage=WAGE)
    assert not excluded.value.eligible


@pytest.mark.parametrize("item", SIMPLE_EXCLUSIONS, ids=lambda item: item.words)
def test_a_case_kept_out_of_the_simple_procedure_is_ordinary_and_cites_the_item(item: Exclusion) -> None:
    answer = decide_track(replace(facts(100), simple_exclusions=(item.words,), simple_agreed=True), on=ON)
    assert answer.value.track == "普通程序"
    assert any("第二百五十七条" in cited for cited in answer.because)


@pytest.mark.parametrize(
    "words", ["发回重审的", "适用审判监督程序的", "第三人起诉请求改变或者撤销生效判决、裁定、调解书的"]
)
def test_cases_that_another_article_gives_to_a_panel_go_to_a_panel(words: str) -> None:
    assert decide_track(replace(facts(100), simple_exclusions=(words,)), on=ON).value.composition == "合议"


@pytest.mark.parametrize("item", SOLO_EXCLUSIONS, ids=lambda item: item.words)
def test_a_case_kept_from_one_judge_goes_to_a_panel(item: Exclusion) -> None:
    answer = decide_track(replace(facts(100), solo_exclusions=(item.words,)), on=ON)
    assert (answer.value.track, answer.value.composition) == ("普通程序", "合议")
    assert any("第四十二条" in cited for cited in answer.because)


def test_between_half_and_twice_the_wage_the_decision_says_that_agreement_is_open() -> None:
    assert decide_track(facts(4_000_001), on=ON).value.small_claims_by_agreement
    assert not decide_track(facts(4_000_000), on=ON).value.small_claims_by_agreement


def test_before_2022_the_ordinary_procedure_is_heard_by_a_panel() -> None:
    assert decide_track(facts(16_000_001), on=date(2021, 12, 31)).value.composition == "合议"


def test_a_missing_wage_is_named_with_the_place_to_enter_it() -> None:
    with pytest.raises(Refusal, match="甘肃.*就业人员年平均工资.*本院数据"):
        decide_track(TrackFacts(100, "甘肃省", True), on=ON)


def test_a_court_entered_wage_is_marked_as_local() -> None:
    assert decide_track(facts(), on=ON).certainty == "L"


def test_an_item_named_without_its_ending_is_recognised() -> None:
    answer = small_claims(100, province="甘肃", on=ON, excluded_kind="（一）人身关系、财产确权", wage=WAGE)
    assert not answer.value.eligible


def test_a_missing_party_reminds_of_the_item_on_a_missing_defendant() -> None:
    answer = decide_track(replace(facts(), small_claims_exclusions=("一方当事人下落不明的案件",)), on=ON)
    assert answer.value.track == "简易程序"
    assert any("不适用简易程序" in step for step in answer.steps)


def test_the_track_decision_points_out_an_old_wage_figure_too() -> None:
    assert decide_track(facts(), on=date(2026, 11, 23)).notes
    assert not decide_track(facts(), on=ON).notes


def test_an_old_wage_figure_is_pointed_out() -> None:
    assert small_claims(100, province="安徽", on=date(2026, 11, 23)).notes
    assert not small_claims(100, province="安徽", on=date(2024, 11, 23)).notes


@pytest.mark.parametrize(
    ("due_on", "expires_on"),
    [
        (date(2015, 9, 30), date(2017, 9, 30)),
        (date(2015, 10, 1), date(2018, 10, 1)),
        (date(2020, 2, 29), date(2023, 2, 28)),
        (date(2020, 5, 1), date(2023, 5, 4)),
    ],
)
def test_limitation_is_two_years_if_over_by_october_2017_else_three(due_on: date, expires_on: date) -> None:
    note = limitation_note(due_on, date(2023, 5, 4))
    assert note.value.expires_on == expires_on
    assert note.value.passed == (expires_on < date(2023, 5, 4))
    assert any("不得主动适用" in cited for cited in note.because)
    assert any("不向当事人显示" in text for text in note.notes)


def test_a_guarantee_without_agreement_lasts_six_months() -> None:
    assert guarantee_note(date(2022, 8, 31), ON).value.expires_on == date(2023, 2, 28)
    assert not guarantee_note(date(2022, 8, 31), ON).value.passed
    assert guarantee_note(date(2022, 6, 30), ON).value.passed


def test_a_minor_is_pointed_out_with_what_follows() -> None:
    child, youth, adult = (minor_note(date(year, 1, 1), ON) for year in (2016, 2006, 2000))
    assert child.value.without_capacity
    assert youth.value.minor
    assert not youth.value.without_capacity
    assert not adult.value.minor
    assert "法定代理人" in child.steps[0]
