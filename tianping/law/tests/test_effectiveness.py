"""生效日: from which day an ending binds, worked by hand from the texts and a calendar (golden/effectiveness.jsonl)."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tianping.law.answers import Answer, Refusal
from tianping.law.effectiveness import (
    Appeal,
    Effect,
    LastDay,
    Served,
    check_appeal_in_time,
    decision_binds,
    last_day_to_appeal,
    may_appeal,
    mediation_paper_binds,
    recorded_agreement_binds,
)

Row = dict[str, Any]
ROWS: list[Row] = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "effectiveness.jsonl").read_text("utf-8").splitlines()
]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _served(rows: list[Row]) -> list[Served]:
    return [Served(row["who"], _day(row["on"]), row.get("abroad", False)) for row in rows]


def _appeal(row: Row) -> Appeal:
    return Appeal(row["who"], date.fromisoformat(row["on"]), _day(row.get("posted_on")), _day(row.get("withdrawn_on")))


def _decision(given: Row, on: date) -> Answer[Effect]:
    return decision_binds(
        given["decision"],
        _served(given["served"]),
        on=on,
        variant=given.get("variant", ""),
        small_claims=given.get("small_claims", False),
        made_on=_day(given.get("made_on")),
        appeals=[_appeal(row) for row in given.get("appeals", ())],
    )


def _mediated(given: Row, on: date) -> Answer[Effect]:
    return mediation_paper_binds(_served(given["signed"]), on=on, unconcerned=given.get("unconcerned", ()))


def _recorded(given: Row, on: date) -> Answer[Effect]:
    return recorded_agreement_binds(_served(given["litigants"]), _served(given["court"]), track=given["track"], on=on)


def _appealed(given: Row, on: date) -> Answer[LastDay]:
    (served,) = _served([given["served"]])
    return check_appeal_in_time(given["decision"], served, _appeal(given["appeal"]), on=on)


ASKED: Mapping[str, Callable[[Row, date], Answer[Any]]] = {
    "decision": _decision,
    "mediation_paper": _mediated,
    "recorded": _recorded,
    "appeal": _appealed,
}


def _answered(row: Row) -> Answer[Any]:
    return ASKED[row["ask"]](row["given"], date.fromisoformat(row["on"]))


@pytest.mark.parametrize("row", [row for row in ROWS if "refused" not in row], ids=lambda row: row["what"])
def test_an_ending_binds_from_the_day_worked_by_hand_or_says_what_it_waits_for(row: Row) -> None:
    answer = _answered(row)
    assert answer.value.on == _day(row.get("effective"))
    for article in row.get("articles", ()):
        assert any(text.endswith(article) for text in answer.because), (article, answer.because)
    if "waits_for" in row:
        assert row["waits_for"] in answer.value.waits_for
    if "certainty" in row:
        assert answer.certainty == row["certainty"]


@pytest.mark.parametrize("row", [row for row in ROWS if "refused" in row], ids=lambda row: row["what"])
def test_what_cannot_be_answered_is_refused_and_says_how_to_mend_it(row: Row) -> None:
    with pytest.raises(Refusal, match=row["refused"]) as refused:
        _answered(row)
    assert refused.value.mend


def test_the_table_is_long_enough_to_be_trusted() -> None:
    assert len(ROWS) >= 30
    assert {row["ask"] for row in ROWS} == set(ASKED)


def test_nobody_appeals_against_small_claims_or_against_rulings_that_bind_at_once() -> None:
    assert may_appeal("judgment")
    assert not may_appeal("judgment", small_claims=True)
    assert may_appeal("ruling", "suit_dismissed")
    assert not may_appeal("ruling", "withdrawal")


def test_a_period_that_nobody_was_served_for_is_open() -> None:
    answer = last_day_to_appeal("judgment", Served("被告", None), on=date(2023, 2, 6))
    assert answer.value == LastDay("被告", None, "被告尚未送达")
