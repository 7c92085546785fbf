"""结案日期: on which day a case counts as closed, by hand from 审理期限规定第十条 (golden/closing_days.jsonl)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tianping.law.answers import Refusal
from tianping.law.closing_days import Handed, paper_closes, record_closes
from tianping.law.effectiveness import Served

ON = date(2023, 3, 10)
Row = dict[str, Any]
ROWS: list[Row] = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "closing_days.jsonl").read_text("utf-8").splitlines()
]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _handed(who: str, method: Any, day: str | None, posted_on: str | None = None) -> Handed:
    return Handed(who, method, _day(day), _day(posted_on))


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_a_paper_closes_the_case_on_the_day_of_the_article(row: Row) -> None:
    handed = [_handed(*each) for each in row["handed"]]
    on = date.fromisoformat(row["on"])
    answer = paper_closes(row["paper"], handed, on=on, pronounced_on=_day(row.get("pronounced_on")))
    assert answer.value.on == _day(row["day"])
    assert bool(answer.value.waits_for) == (row["day"] is None)
    assert any(row["step"] in step for step in answer.steps)
    assert "第十条" in answer.because[0]
    assert row.get("note", "") in "".join(answer.notes)
    assert bool(answer.notes) == ("note" in row)


def test_an_agreement_in_the_record_closes_with_the_last_signature() -> None:
    answer = record_closes([Served("甲", date(2023, 3, 1)), Served("乙", date(2023, 3, 3))], on=ON)
    assert (answer.value.on, answer.certainty) == (date(2023, 3, 3), "L")
    waiting = record_closes([Served("甲", date(2023, 3, 1)), Served("乙", None)], on=ON)
    assert (waiting.value.on, waiting.value.waits_for) == (None, "乙在笔录上签名")


def test_what_cannot_be_reckoned_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="调解书不宣判"):
        paper_closes("mediation_paper", [Handed("甲")], on=ON, pronounced_on=ON)
    with pytest.raises(Refusal, match="没有写明应当送达的当事人"):
        paper_closes("judgment", [], on=ON)
    with pytest.raises(Refusal, match="没有写明应当在笔录上签名的人"):
        record_closes([], on=ON)
    with pytest.raises(Refusal, match="调解协议不宣判"):
        record_closes([Served("甲", ON)], on=ON, pronounced_on=ON)
