"""查封、扣押、冻结期限: terms, renewals and alarms, worked by hand (golden/measures.csv)."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tianping.law.answers import Refusal
from tianping.law.measures import alarm, check_way, measure_ends, renew_by, renewal_ends

ROWS = list(csv.DictReader((Path(__file__).parent / "golden" / "measures.csv").open(encoding="utf-8")))
ON = date(2023, 2, 6)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_measures_end_and_are_renewed_as_worked_by_hand(row: dict[str, str]) -> None:
    taken, renewed, ordered = (_day(row[name]) for name in ("taken_on", "renewed_on", "ordered_until"))
    assert taken is not None
    answer = measure_ends(row["kind"], taken, on=ON, until=ordered)
    if renewed:
        answer = renewal_ends(row["kind"], answer.value.until, renewed_on=renewed, on=ON)
    assert answer.value.until.isoformat() == row["until"]
    assert renew_by(answer.value.until, on=ON).value.isoformat() == row["renew_by"]
    assert "第四百八十五条" in answer.because[0]


def test_a_count_that_is_practice_says_so_and_an_ordered_day_is_as_sure_as_its_text() -> None:
    assert measure_ends("deposit", ON, on=ON).certainty == "L"
    assert measure_ends("deposit", ON, on=ON, until=date(2023, 8, 5)).certainty == "T"


def test_what_has_ended_is_not_renewed() -> None:
    with pytest.raises(Refusal, match=r"效力已经消灭.*重新采取措施"):
        renewal_ends("deposit", date(2023, 2, 5), renewed_on=date(2023, 2, 6), on=ON)


def test_no_term_is_longer_than_the_law_allows() -> None:
    with pytest.raises(Refusal, match="不得超过一年"):
        measure_ends("deposit", ON, on=ON, until=date(2024, 2, 7))
    with pytest.raises(Refusal, match="早于措施开始之日"):
        measure_ends("deposit", ON, on=ON, until=date(2023, 2, 5))


def test_each_kind_of_property_has_its_ways() -> None:
    check_way("vehicle", "seize")
    with pytest.raises(Refusal, match=r"银行存款不能采取“查封”的措施。请选择冻结"):
        check_way("deposit", "seal")
    with pytest.raises(Refusal, match="没有“金库”"):
        check_way("金库", "seal")


@pytest.mark.parametrize(
    ("today", "due"),
    [
        ("2024-01-05", None),
        ("2024-01-06", 30),
        ("2024-01-21", 15),
        ("2024-01-29", 7),
        ("2024-02-05", 7),
        ("2024-02-06", 0),
    ],
)
def test_alarms_ring_thirty_fifteen_and_seven_days_before_the_end(today: str, due: int | None) -> None:
    assert alarm(date(2024, 2, 5), on=date.fromisoformat(today)) == due
