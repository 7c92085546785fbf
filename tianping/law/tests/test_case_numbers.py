"""Case numbers, courts, case types and causes: read, written, looked up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law import causes, courts
from tianping.law.answers import Refusal
from tianping.law.case_numbers import PROVINCES, CaseNumber, format_number, parse
from tianping.law.case_types import case_type, case_types

COURT_CODES = st.one_of(
    st.just("最高法"),
    st.sampled_from(PROVINCES),
    st.builds("{}{:02d}".format, st.sampled_from(PROVINCES), st.integers(0, 99)),
    st.builds("{}{:04d}".format, st.sampled_from(PROVINCES), st.integers(0, 9999)),
)
NUMBERS = st.builds(
    CaseNumber,
    year=st.integers(2016, 2099),
    court_code=COURT_CODES,
    type_code=st.sampled_from(sorted(case_types())),
    sequence=st.integers(1, 10**9),
    special=st.sampled_from(["", "知"]),
)
BRACKETS = st.sampled_from(["（）", "()", "〔〕", "[]", "【】", "［］", "", "（)"])
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(NUMBERS)
def test_a_number_written_and_read_is_the_same_number(number: CaseNumber) -> None:
    assert parse(number.canonical) == number
    assert (
        format_number(number.year, number.court_code, number.type_code, number.sequence, special=number.special)
        == number.canonical
    )


@given(NUMBERS, BRACKETS, st.booleans(), st.booleans(), st.sampled_from(["", " ", "　"]))
def test_any_usual_spelling_is_read(number: CaseNumber, brackets: str, wide: bool, ending: bool, blank: str) -> None:
    opening, closing = (brackets[0], brackets[1]) if brackets else ("", "")
    spelt = blank.join(
        [f"{opening}{number.year}{closing}", number.court_code + number.special, number.type_code, str(number.sequence)]
    ) + ("号" if ending else "")
    assert parse(spelt.translate(WIDE) if wide else spelt) == number


@given(NUMBERS, st.integers(1, 3))
def test_leading_zeros_are_never_read(number: CaseNumber, zeros: int) -> None:
    with pytest.raises(Refusal, match="以零开头"):
        parse(
            number.canonical.replace(
                f"{number.type_code}{number.sequence}号", f"{number.type_code}{'0' * zeros}{number.sequence}号"
            )
        )


@pytest.mark.parametrize(
    "text",
    [
        "（2013）刑执字第12号",
        "(2010)民一终字第十五号",
        "（2015）沪一中民四（商）终字第1号",
        "（2015）霍民一初字第00123-1号",
    ],
)
def test_a_number_in_the_style_before_2016_is_refused_as_such(text: str) -> None:
    with pytest.raises(Refusal, match="2016年以前"):
        parse(text)


def test_a_longer_type_wins_over_a_shorter_one_it_begins_with() -> None:
    assert parse("（2026）皖1522民特监1号").type_code == "民特监"
    assert parse("（2026）皖1522诉前调确1号").type_code == "诉前调确"
    assert parse("（2026）皖1522执恢12号").type_code == "执恢"


@pytest.mark.parametrize(
    ("elements", "why"),
    [
        ((2015, "皖1522", "民初", 1), "收案年度"),
        ((2026, "皖152", "民初", 1), "法院代字"),
        ((2026, "皖1522", "商初", 1), "类型代字"),
        ((2026, "皖1522", "民初", -1), "自然数"),
    ],
)
def test_elements_that_make_no_case_number_are_refused_by_name(elements: tuple[int, str, str, int], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        format_number(*elements)


def test_the_supreme_court_and_a_former_code_are_known() -> None:
    supreme, renamed = courts.by_code("最高法"), courts.by_code("粤0183")
    assert supreme is not None
    assert supreme.name == "最高人民法院"
    assert renamed is not None
    assert (renamed.name, renamed.code) == ("广州市增城区人民法院", "粤0118")


def test_all_courts_are_there_and_no_code_belongs_to_two() -> None:
    coded = [court.code for court in courts.all_courts() if court.code]
    assert len(courts.all_courts()) == 3498
    assert len(coded) == len(set(coded)) == 3253


def test_a_court_seen_in_judgments_is_surer_than_a_derived_one() -> None:
    zhenyuan = courts.by_name("镇原县人民法院")
    assert zhenyuan is not None
    assert (zhenyuan.code, zhenyuan.certainty) == ("甘1027", "S")
    assert {court.certainty for court in courts.all_courts() if court.status == "derived_gb2260"} == {"R"}


def test_courts_are_found_by_part_of_the_name_or_by_code() -> None:
    assert [court.code for court in courts.search("镇原")] == ["甘1027"]
    assert [court.name for court in courts.search("皖1522")] == ["霍邱县人民法院"]
    assert courts.search(" ") == ()


def test_a_type_shared_by_several_kinds_of_case_goes_by_its_group() -> None:
    special, ordinary = case_type("民特"), case_type("民初")
    assert special is not None
    assert special.name == "特别程序案件"
    assert ordinary is not None
    assert ordinary.name == "民事一审案件"
    assert case_type("商初") is None


def test_a_civil_cause_is_found_at_its_lowest_level_with_its_path() -> None:
    cause = causes.by_name("金融借款合同纠纷")
    assert cause is not None
    assert (cause.code, cause.level) == ("108(1)", 4)
    assert cause.full_name == "合同、准合同纠纷 / 合同纠纷 / 借款合同纠纷 / 金融借款合同纠纷"
    assert cause in causes.children("108")
    twice = causes.by_name("不当得利纠纷")
    assert twice is not None
    assert twice.level == 3


def test_the_trees_of_causes_are_complete() -> None:
    levels = [cause.level for cause in causes.civil_causes()]
    assert [levels.count(level) for level in (1, 2, 3, 4)] == [12, 59, 514, 470]
    assert len(causes.criminal_causes()) == 483
    acts = {cause.act for cause in causes.administrative_causes()}
    assert (len(acts), len(causes.administrative_causes()) - len(acts)) == (22, 140)
    assert causes.administrative_text().since == date(2021, 1, 1)


def test_searching_causes_puts_names_that_begin_with_the_words_first() -> None:
    assert causes.search("借款合同")[0].name == "借款合同纠纷"
    assert all("数据" in cause.full_name for cause in causes.search("数据", limit=50))
    assert causes.search("") == ()


def test_cases_before_2026_keep_the_cause_they_were_given() -> None:
    assert causes.version_on(date(2026, 1, 1)) == "2025"
    assert causes.version_on(date(2023, 2, 6)) == "2020（未收录）"
