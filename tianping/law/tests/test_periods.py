"""Periods and trial limits: the example tables, the calendar's edges, and what holds for every day."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law import periods
from tianping.law.answers import Refusal
from tianping.law.calendars import UnknownYear, is_rest_day, known_year, next_working_day, rest_day_name
from tianping.law.due_days import DueDay
from tianping.law.periods import Excluded, Extension
from tianping.law.spans import CHINA, UNITS, Unit

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = json.loads((GOLDEN / "deadline_examples.json").read_text("utf-8"))["examples"]
ON = date(2026, 1, 1)
KNOWN_DAYS = st.dates(date(2019, 1, 1), date(2026, 3, 31))


def unit_of(text: str) -> Unit:
    return next(unit for unit in UNITS if unit == text.removesuffix("(前)"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['rule']} {example['start']}")
def test_every_deadline_example_agrees(example: dict[str, Any]) -> None:
    start, backwards = date.fromisoformat(example["start"][:10]), "前" in example["unit"]
    due = periods.count(example["length"], unit_of(example["unit"]), start, backwards=backwards).value
    assert due.legal == date.fromisoformat(example["end"])
    if "raw_end" in example:
        assert due.nominal == date.fromisoformat(example["raw_end"])
    named = example["rule"].split()[0]
    if named in periods.period_rules():
        assert periods.due(named, start, on=ON).value == due


@given(KNOWN_DAYS, st.integers(1, 200))
def test_the_legal_day_is_the_first_working_day_from_the_nominal_one(start: date, length: int) -> None:
    due = periods.count(length, "日", start).value
    assert due.nominal == start + timedelta(days=length)
    assert isinstance(due.legal, date)
    assert not is_rest_day(due.legal)
    gap = (due.legal - start).days - length
    assert all(is_rest_day(start + timedelta(days=length + offset)) for offset in range(gap))


@given(KNOWN_DAYS, st.integers(1, 9))
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start: date, months: int) -> None:
    nominal = periods.count(months, "月", start).value.nominal
    assert (nominal.year * 12 + nominal.month) - (start.year * 12 + start.month) == months
    assert nominal.day == start.day or (nominal + timedelta(days=1)).day == 1


@given(KNOWN_DAYS, st.integers(1, 60))
def test_working_days_are_worked_and_counted(start: date, length: int) -> None:
    due = periods.count(length, "工作日", start).value
    days = (start + timedelta(days=offset) for offset in range(1, (due.nominal - start).days + 1))
    assert sum(not is_rest_day(day) for day in days) == length
    assert not is_rest_day(due.nominal)


@given(KNOWN_DAYS, st.integers(1, 60))
def test_counting_backwards_and_forwards_meet(start: date, length: int) -> None:
    earlier = periods.count(length, "日", start, backwards=True).value
    assert earlier.legal == earlier.nominal
    assert earlier.nominal + timedelta(days=length) == start


@given(KNOWN_DAYS, st.integers(0, 90), st.integers(0, 90))
def test_an_excluded_interval_inside_the_limit_moves_its_end_by_its_days(filed: date, after: int, days: int) -> None:
    plain = periods.trial_limit("C-TRIAL-ORD", filed, on=ON).value.nominal
    begins = filed + timedelta(days=1 + after)
    moved = periods.trial_limit(
        "C-TRIAL-ORD", filed, on=ON, excluded=[Excluded(begins, begins + timedelta(days=days))]
    ).value.nominal
    assert (moved - plain).days == days


@given(KNOWN_DAYS, st.lists(st.tuples(st.integers(-30, 400), st.integers(0, 60)), max_size=5))
def test_excluding_interval_by_interval_equals_excluding_day_by_day(
    filed: date, offsets: list[tuple[int, int]]
) -> None:
    intervals = [
        Excluded(filed + timedelta(days=first), filed + timedelta(days=first + length)) for first, length in offsets
    ]
    excluded_days = {filed + timedelta(days=first + step) for first, length in offsets for step in range(length)}
    end = periods.trial_limit("C-TRIAL-SIMPLE", filed, on=ON).value.nominal
    day = filed
    while day < end:
        day += timedelta(days=1)
        end += timedelta(days=day in excluded_days)
    assert periods.trial_limit("C-TRIAL-SIMPLE", filed, on=ON, excluded=intervals).value.nominal == end


def test_intervals_joined_or_apart_count_the_same_days() -> None:
    first, second = date(2026, 2, 1), date(2026, 2, 11)
    apart = [Excluded(first, second, "鉴定"), Excluded(second, date(2026, 2, 21), "公告")]
    joined = [Excluded(first, date(2026, 2, 21))]
    limits = [periods.trial_limit("C-TRIAL-ORD", ON, on=ON, excluded=intervals).value for intervals in (apart, joined)]
    assert limits[0] == limits[1]


def test_extensions_are_added_one_after_another() -> None:
    answer = periods.trial_limit(
        "C-TRIAL-ORD", date(2025, 8, 31), on=ON, extensions=[Extension(6, "月"), Extension(1, "月")]
    )
    assert answer.value.nominal == date(2026, 9, 28)
    assert answer.notes


def test_a_simple_case_extended_beyond_four_months_is_pointed_out() -> None:
    answer = periods.trial_limit("C-TRIAL-SIMPLE", ON, on=ON, extensions=[Extension(2, "月")])
    assert any("累计不得超过4个月" in note for note in answer.notes)


def test_small_claims_had_three_months_before_2022() -> None:
    before = periods.trial_limit("C-TRIAL-SMALL", date(2021, 12, 31), on=date(2021, 12, 31))
    after = periods.trial_limit("C-TRIAL-SMALL", date(2022, 1, 4), on=date(2022, 1, 4))
    assert (before.value.nominal, before.certainty) == (date(2022, 3, 31), "R")
    assert after.value.nominal == date(2022, 3, 4)


def test_the_citation_is_of_the_text_then_in_force() -> None:
    old = periods.due("C-APPEAL-J", date(2021, 3, 1), on=date(2021, 3, 1))
    new = periods.due("C-APPEAL-J", date(2024, 3, 1), on=date(2024, 3, 1))
    assert old.because[0] == "《中华人民共和国民事诉讼法》（2012年、2017年修正）第一百六十四条"
    assert new.because[0] == "《中华人民共和国民事诉讼法》第一百七十一条"


def test_a_criminal_month_from_the_last_day_goes_to_the_last_day() -> None:
    assert periods.due("P-PRIV-6M", date(2026, 2, 28), on=ON).value.nominal == date(2026, 8, 31)
    assert periods.due("C-2ND-J", date(2026, 2, 28), on=ON).value.nominal == date(2026, 5, 28)


def test_custody_does_not_move_unless_the_accused_is_free() -> None:
    filed = date(2026, 3, 2)
    assert periods.trial_limit("P-TRIAL", filed, on=ON).value.legal == date(2026, 5, 2)
    assert periods.trial_limit("P-TRIAL", filed, on=ON, rest_day_rule=True).value.legal == date(2026, 5, 6)


def test_hours_keep_the_minute_for_alarms_and_run_from_the_next_hour() -> None:
    due = periods.due("PRES-48", datetime(2026, 12, 30, 23, 59, tzinfo=CHINA), on=ON).value
    assert due == DueDay(datetime(2027, 1, 1, 23, 59, tzinfo=CHINA), datetime(2027, 1, 2, 0, 0, tzinfo=CHINA))


def test_an_event_late_in_the_utc_day_falls_on_the_next_day_in_china() -> None:
    evening = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    assert periods.due("C-FILE-7", evening, on=ON).value.nominal == date(2026, 3, 10)


def test_a_period_that_would_end_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Refusal, match="日期范围"):
        periods.count(36500, "日", date(9999, 1, 1))
    with pytest.raises(Refusal, match="日期范围"):
        periods.count(100, "年", date(9999, 1, 1))
    with pytest.raises(Refusal, match="期间长度"):
        periods.count(0, "日", ON)


def test_an_unknown_year_is_a_state_of_its_own() -> None:
    assert not known_year(2027)
    with pytest.raises(UnknownYear, match="2027年节假日安排尚未公布"):
        is_rest_day(date(2027, 1, 1))


def test_working_days_into_an_unknown_year_keep_a_provisional_nominal_day() -> None:
    due = periods.count(10, "工作日", date(2026, 12, 20)).value
    assert due.nominal == date(2027, 1, 1)
    assert due.legal is None
    assert due.pending == "2027年节假日安排尚未公布"


def test_a_saturday_worked_in_exchange_is_no_rest_day() -> None:
    assert not is_rest_day(date(2026, 2, 14))
    assert rest_day_name(date(2026, 2, 17)) == "春节"
    assert rest_day_name(date(2026, 3, 7)) == "星期六"
    assert next_working_day(date(2026, 2, 15)) == date(2026, 2, 24)


def test_every_rule_quotes_its_law_and_cites_it() -> None:
    for rule in periods.period_rules().values():
        assert rule.quote
        for text in rule.texts or ():
            assert text.cite.startswith("《")
            assert text.last_checked_on
