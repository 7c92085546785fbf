"""申请执行: performance must be due; the two years are told to staff and stop nobody."""

from datetime import date

import pytest

from tianping.law.answers import Refusal
from tianping.law.enforcement_applications import (
    CONDITIONS,
    application_period,
    check_payee,
    check_performance,
    filing_due,
)

ON = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("due_on", "applied_on", "last_day", "passed"),
    [
        ("2023-03-01", "2025-03-03", "2025-03-03", False),
        ("2023-03-01", "2025-03-04", "2025-03-03", True),
        ("2023-10-01", "2025-10-09", "2025-10-09", False),
        ("2024-02-29", "2026-02-28", "2026-02-28", False),
    ],
)
def test_two_years_from_the_last_day_to_perform(due_on: str, applied_on: str, last_day: str, passed: bool) -> None:
    answer = application_period(date.fromisoformat(due_on), date.fromisoformat(applied_on), on=ON)
    assert (answer.value.last_day.isoformat(), answer.value.passed) == (last_day, passed)
    assert "第二百五十条" in answer.because[0]
    assert "第四百八十一条" in answer.because[-1]
    assert "仍应受理" in answer.notes[-1]


def test_before_performance_is_due_nothing_can_be_enforced() -> None:
    check_performance(date(2025, 2, 28), on=ON)
    with pytest.raises(Refusal, match="还不能申请执行"):
        check_performance(date(2025, 3, 1), on=ON)


def test_within_seven_days_an_application_is_opened_or_refused() -> None:
    answer = filing_due(date(2025, 3, 1), on=ON)
    assert (answer.value.nominal, answer.value.legal) == (date(2025, 3, 8), date(2025, 3, 10))
    assert "第十六条" in answer.because[0]


def test_that_the_two_years_are_over_is_no_ground_for_a_refusal() -> None:
    assert [each.item for each in CONDITIONS.values()] == [1, 2, 3, 4, 5]
    assert not any("期间" in each.words or "时效" in each.words for each in CONDITIONS.values())


@pytest.mark.parametrize("holder", ["镇原示范(城关)合作社", "镇原示范（城关） 合作社"])
def test_an_account_is_the_applicants_however_its_name_was_typed(holder: str) -> None:
    check_payee(holder, "镇原示范（城关）合作社", explained=False)


def test_an_account_in_somebody_elses_name_is_explained_first() -> None:
    with pytest.raises(Refusal, match="户名是秦来访，不是申请执行人郑旁观.*到立案窗口书面说明"):
        check_payee("秦来访", "郑旁观", explained=False)
    check_payee("秦来访", "郑旁观", explained=True)
