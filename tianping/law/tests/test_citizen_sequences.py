"""期间: what happens to a citizen from the pleading to enforcement, event by event (golden/citizen_sequences.csv)."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tianping.law.answers import Answer
from tianping.law.due_days import DueDay
from tianping.law.filing_review import review_due
from tianping.law.periods import due
from tianping.law.service import Served, effective_day

ROWS = list(csv.DictReader((Path(__file__).parent / "golden" / "citizen_sequences.csv").open(encoding="utf-8")))
PERIODS = {
    "诉前保全后起诉": "PRES-PRE-30",
    "申请复议（保全）": "PRES-REVIEW",
    "申请续行": "PRES-RENEW-7",
    "诉前调解": "MED-PRE-30",
    "在线调解": "MED-ONLINE-30",
    "委托调解（普通）": "MED-POST",
    "委托调解（简易）": "MED-POST-7",
    "确认接受调解": "MED-ACCEPT-3",
    "申请司法确认": "CONF-APPLY-30",
    "受理司法确认": "CONF-ACCEPT-3",
    "审查司法确认": "CONF-DECIDE-15",
    "答辩": "C-ANSWER-15",
    "上诉（判决）": "C-APPEAL-J",
    "预交受理费": "C-FEE-7",
    "申请执行": "EX-APPLY-2Y",
    "劳动仲裁后起诉": "LABOUR-15",
    "支付令异议": "PAYORD-OBJ",
    "行政起诉": "A-SUE-6M",
    "复议后起诉": "A-SUE-15",
}
# 法院办案期限: the day after moving off rest days is shown beside the nominal one.
DUTIES = frozenset({"诉前调解", "在线调解", "委托调解（普通）", "委托调解（简易）", "受理司法确认", "审查司法确认"})


def _answer(row: dict[str, str]) -> Answer[DueDay]:
    on = date.fromisoformat(row["适用法的日期"])
    *events, asked = row["事件"].split("；")
    happened = [(word, date.fromisoformat(day)) for word, day in (event.split() for event in events)]
    if asked == "立案审查":
        mended = [day for word, day in happened if word == "补正"]
        return review_due(happened[0][1], on=on, corrected_on=mended[-1] if mended else None)
    word, day = happened[-1]
    if word == "电子送达":
        arrived = Served("electronic", day, consent=True, address="confirmed", trace="arrived")
        day = effective_day(arrived, on=on).value
    return due(PERIODS[asked], day, on=on, rest_day_rule=True if asked in DUTIES else None)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['编号']} {row['情形']}")
def test_what_a_citizen_waits_for_ends_on_the_day_of_the_table(row: dict[str, str]) -> None:
    answer = _answer(row)
    assert answer.value.nominal == date.fromisoformat(row["名义届满"])
    assert answer.value.legal == date.fromisoformat(row["届满"])
    for article in row["条文"].split():
        assert any(cited.endswith(article) for cited in answer.because), (article, answer.because)


def test_each_sequence_is_told_once_and_worked() -> None:
    assert len(ROWS) >= 30
    assert len({row["事件"] for row in ROWS}) == len(ROWS)
    assert all(row["手算"] and row["条文"] for row in ROWS)
