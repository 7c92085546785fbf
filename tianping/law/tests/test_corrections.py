"""补正期限: as many days as the court gives, from the day after the notice, off rest days."""

from datetime import date

import pytest

from tianping.law.filing_review import correction_due


@pytest.mark.parametrize(
    ("asked_on", "days", "last"),
    [
        (date(2023, 2, 6), 15, date(2023, 2, 21)),
        (date(2023, 2, 6), 7, date(2023, 2, 13)),
        # 2月18日是星期六，顺延至2月20日。
        (date(2023, 2, 3), 15, date(2023, 2, 20)),
    ],
)
def test_corrections_are_due_as_many_days_later_as_the_court_gives(asked_on: date, days: int, last: date) -> None:
    answer = correction_due(asked_on, on=asked_on, days=days)
    assert (answer.value.legal, answer.certainty) == (last, "L")
    assert any("第七条" in each for each in answer.because)
