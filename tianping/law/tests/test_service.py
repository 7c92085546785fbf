"""送达: for each way of service the day and the articles, worked by hand from the texts (golden/service.jsonl)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tianping.law.answers import Refusal
from tianping.law.service import METHOD_NAMES, Served, check_public_notice, effective_day

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "golden" / "service.jsonl").read_text("utf-8").splitlines()
]
DAY = date(2023, 2, 6)


def _served(row: dict[str, Any]) -> Served:
    return Served(**(row["served"] | {"day": date.fromisoformat(row["served"]["day"])}))


@pytest.mark.parametrize("row", [row for row in ROWS if "effective" in row], ids=lambda row: row["what"])
def test_a_paper_counts_as_served_from_the_day_and_by_the_articles_worked_by_hand(row: dict[str, Any]) -> None:
    answer = effective_day(_served(row), on=date.fromisoformat(row["on"]))
    assert answer.value.isoformat() == row["effective"]
    for article in row["articles"]:
        assert any(text.endswith(article) for text in answer.because), (article, answer.because)
    assert answer.steps[-1].startswith("送达日期：")


@pytest.mark.parametrize("row", [row for row in ROWS if "refused" in row], ids=lambda row: row["what"])
def test_what_is_no_service_is_refused_and_says_what_to_do(row: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match=row["refused"]) as refused:
        effective_day(_served(row), on=date.fromisoformat(row["on"]))
    assert refused.value.mend


def test_every_method_stands_in_the_table() -> None:
    assert {row["served"]["method"] for row in ROWS} == set(METHOD_NAMES)


def test_earlier_texts_make_an_answer_less_sure() -> None:
    then, now = date(2020, 5, 6), date(2024, 3, 4)
    assert effective_day(Served("direct", then), on=then).certainty == "R"
    assert effective_day(Served("direct", DAY), on=DAY).certainty == "S"
    assert effective_day(Served("direct", now), on=now).certainty == "T"


def test_public_notice_is_for_ordinary_procedure_alone() -> None:
    check_public_notice("ordinary", on=DAY)
    for track in ("simple", "small_claims"):
        with pytest.raises(Refusal, match="公告送达"):
            check_public_notice(track, on=DAY)
