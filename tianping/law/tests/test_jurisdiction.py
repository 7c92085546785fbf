"""管辖: each row of the table by hand (golden/jurisdiction.jsonl); near 霍邱县, on 2026-11-20."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tianping.law.court_places import basic_courts_at
from tianping.law.courts import by_name
from tianping.law.jurisdiction import HOW_TO_FIND, ForumFacts, competent_courts

ON = date(2026, 11, 20)
NEAR = by_name("霍邱县人民法院")
ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "jurisdiction.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_the_court_of_each_row_is_found_with_its_ground_and_its_articles(row: dict[str, Any]) -> None:
    answer = competent_courts(ForumFacts(**row["facts"]), on=ON, near=NEAR)
    forums = answer.value.forums
    assert [forum.ground for forum in forums] == row["grounds"]
    assert [forum.courts[0].name for forum in forums if forum.is_certain] == row["courts"]
    assert [each for each in row["articles"] if not any(cited.endswith(each) for cited in answer.because)] == []
    assert (HOW_TO_FIND in answer.notes) == (not row["courts"])


def test_a_choice_is_told_where_there_is_one_and_never_where_jurisdiction_is_exclusive() -> None:
    for row in ROWS:
        answer = competent_courts(ForumFacts(**row["facts"]), on=ON, near=NEAR)
        several = len(answer.value.forums) > 1
        assert several == any("由原告选择" in step for step in answer.steps), row["what"]


def test_a_claim_of_a_hundred_million_is_told_that_a_higher_court_may_have_it() -> None:
    facts = ForumFacts("loan", defendant="霍邱县", plaintiff="霍邱县", claim_fen=100_000_000_00)
    assert any("中级人民法院" in note for note in competent_courts(facts, on=ON).notes)


@pytest.mark.parametrize(
    ("place", "courts"),
    [
        ("霍邱", ["霍邱县人民法院"]),
        ("安徽省六安市霍邱县城关镇", ["霍邱县人民法院"]),
        ("北京市朝阳", ["北京市朝阳区人民法院"]),
        ("南京市鼓楼区", ["南京市鼓楼区人民法院"]),
        ("我家", []),
    ],
)
def test_a_place_is_known_by_the_words_of_an_address(place: str, courts: list[str]) -> None:
    assert [court.name for court in basic_courts_at(place)] == courts


def test_counties_of_one_name_are_told_apart_by_the_court_that_is_asked() -> None:
    nanjing = by_name("江苏省南京市中级人民法院")
    assert [court.name for court in basic_courts_at("鼓楼区", near=nanjing)] == ["南京市鼓楼区人民法院"]
