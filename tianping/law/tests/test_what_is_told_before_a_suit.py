"""What is told before a suit: arbitration first, the papers, the ways of mediation, the time to sue."""

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from tianping.law import mediation_ways as mediation
from tianping.law import papers_needed as papers
from tianping.law.fee_ranges import fee_range
from tianping.law.labour_disputes import LabourFacts, labour_way
from tianping.law.suing_in_time import TOLD, time_to_sue_agency, time_told

ON = date(2026, 11, 20)
ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "labour_ways.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_a_labour_dispute_goes_to_arbitration_first_and_then_to_court(row: dict[str, Any]) -> None:
    given = dict(row["facts"])
    if "received_on" in given:
        given["received_on"] = date.fromisoformat(given["received_on"])
    answer = labour_way(LabourFacts(**given), on=ON)
    assert answer.value.way == row["way"]
    assert any(row["says"] in step for step in answer.steps)
    assert [each for each in row["articles"] if not any(cited.endswith(each) for cited in answer.because)] == []
    day = answer.value.last_day
    assert (day and (str(day.nominal), str(day.legal))) == (
        (row["nominal"], row["legal"]) if "nominal" in row else None
    )
    assert answer.certainty == row.get("certainty", "T")


@pytest.mark.parametrize("kind", get_args(papers.Kind))
def test_every_kind_of_dispute_has_papers_and_each_that_a_text_asks_for_cites_it(kind: papers.Kind) -> None:
    answer = papers.papers_needed(kind, on=ON)
    assert len(answer.value) >= 3
    assert all(paper.because or paper.certainty == "L" for paper in answer.value)
    assert answer.value[0].because


def test_a_company_brings_its_registration_and_who_is_represented_a_letter() -> None:
    names = [paper.name for paper in papers.papers_needed("loan", on=ON, is_person=False, is_represented=True).value]
    assert any("营业执照" in name for name in names)
    assert any("授权委托书" in name for name in names)
    assert not any("身份证复印件" in name for name in names)
    assert "副本3份" in papers.papers_needed("loan", on=ON, defendants=3).value[0].name


def test_what_a_couple_has_not_is_proved_by_nothing() -> None:
    neither = papers.papers_needed("divorce", on=ON, answers={"has_children": "no", "has_property": "no"}).value
    both = papers.papers_needed("divorce", on=ON, answers={"has_children": "yes", "has_property": "yes"}).value
    assert {"子女的出生证明、户口簿", "房产证、行驶证、银行流水等"} == {paper.name for paper in {*both} - {*neither}}
    assert papers.papers_needed("divorce", on=ON).value == both


@pytest.mark.parametrize("kind", get_args(mediation.Kind))
def test_every_way_to_mediate_cites_its_text(kind: mediation.Kind) -> None:
    ways = mediation.mediation_ways(kind, on=ON).value
    assert ways
    assert all(way.because for way in ways)


def test_a_marriage_is_never_told_to_have_its_mediation_confirmed() -> None:
    assert "司法确认" not in {way.name for way in mediation.mediation_ways("divorce", on=ON).value}
    civil = {way.name: way.cost for way in mediation.mediation_ways("civil", on=ON).value}
    assert civil["先行调解（诉前调解）"] == "调解成功并自动履行的，免交诉讼费用"
    assert civil["司法确认"] == "不交纳诉讼费用"
    assert civil["法院调解书"] == "减半交纳案件受理费"


def test_limitation_is_told_as_the_statute_says_it() -> None:
    for kind in TOLD:
        assert time_told(kind, on=ON).because
    assert any("不主动适用诉讼时效" in step for step in time_told("ordinary", on=ON).steps)
    assert any("仍然受理" in step for step in time_told("enforcement", on=ON).steps)


@pytest.mark.parametrize(
    ("known_on", "reconsidered", "nominal", "article"),
    [
        ("2026-05-25", "none", "2026-11-25", "第四十六条"),
        ("2026-11-10", "upheld", "2026-11-25", "第四十五条"),
        ("2026-11-10", "silent", "2026-11-25", "第四十五条"),
    ],
)
def test_an_agency_is_sued_within_six_months_or_fifteen_days_after_reconsideration(
    known_on: str, reconsidered: Any, nominal: str, article: str
) -> None:
    answer = time_to_sue_agency(date.fromisoformat(known_on), reconsidered, on=ON)
    assert str(answer.value.nominal) == nominal
    assert any(cited.endswith(article) for cited in answer.because)


@pytest.mark.parametrize(
    ("cause", "claim", "property_fen", "low", "high"),
    [
        ("离婚纠纷", None, None, 5_000, 30_000),
        ("离婚纠纷", None, 30_000_000, 55_000, 80_000),
        ("赡养费纠纷", None, None, 5_000, 10_000),
        ("相邻通行纠纷", None, None, 5_000, 10_000),
        ("民间借贷纠纷", 4_844_000, None, 101_100, 101_100),
    ],
)
def test_a_fee_whose_amount_the_province_decides_is_told_as_a_range(
    cause: str, claim: int | None, property_fen: int | None, low: int, high: int
) -> None:
    answer = fee_range(cause, claim, on=ON, common_property_fen=property_fen)
    assert answer.value == (low, high)
    assert (answer.certainty == "T") == (low == high)


def test_a_labour_dispute_is_told_the_one_year_of_arbitration_and_not_three_years_alone() -> None:
    # 劳动争议调解仲裁法第二十七条、第五十条；最高人民法院劳动争议解释（一）第十五条。
    told = time_told("labour", on=ON)
    assert "时效期间为一年" in told.steps[0]
    assert any("第二十七条" in article for article in told.because)
    assert any("第五十条" in article for article in told.because)
