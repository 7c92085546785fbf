"""Hand-worked sequences of events (law/tests/golden/period_sequences.csv) driven through the real verbs of clocks."""

import csv
import datetime
from pathlib import Path

import pytest

from tests.support.cases import open_cases
from tests.support.court import People
from tianping.accounts.posts import Post
from tianping.cases import actions
from tianping.cases.models import Case, Clock
from tianping.kernel.clock import CHINA

TABLE = Path(__file__).parents[2] / "law" / "tests" / "golden" / "period_sequences.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8")))
LATER = datetime.datetime(2023, 6, 30, 9, 0, tzinfo=CHINA)
OF_LITIGANTS = {
    "答辩": "C-ANSWER-15",
    "举证（普通）": "C-EVID-ORD",
    "举证（简易）": "C-EVID-SIMPLE",
    "举证（小额）": "C-EVID-SMALL",
}
# The verb refuses days that lie before the limit; what only converts a case or asks is told by other verbs.
OTHER_VERBS = ("申请延长", "转自", "2023-01-01")
LIMITS = [
    row
    for row in ROWS
    if row["事件"].startswith("审限 简易 2023-02-06") and not any(word in row["事件"] for word in OTHER_VERBS)
]
SERVED = [row for row in ROWS if row["事件"].startswith("送达") and row["事件"].split("；")[1] in OF_LITIGANTS]


def test_the_samples_are_not_empty() -> None:
    assert len(LIMITS) >= 10
    assert len(SERVED) >= 5


def _filed(people: People, day: str) -> Case:
    at = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(9), CHINA)
    (case,) = open_cases(people.clerk, ["黄小明"], at=at)
    actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=at)
    return case


def _happen(limit: Clock, event: str, people: People) -> None:
    word, *rest = event.split()
    if word == "扣除":
        actions.exclude_days(
            limit,
            first_day=datetime.date.fromisoformat(rest[0]),
            next_day=datetime.date.fromisoformat(rest[2]),
            why=rest[3],
            because="民诉法解释第二百四十三条",
            by=people.judge,
            at=LATER,
        )
    elif word == "延长":
        asked = actions.request_extension(
            limit, length=int(rest[0][:-1]), unit=rest[0][-1], reason="送达耗时。", by=people.judge, at=LATER
        )
        actions.decide_extension(asked, approve=True, reason="同意。", by=people.president, at=LATER)


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: f"{row['编号']} {row['情形']}")
def test_a_limit_stands_on_the_day_worked_by_hand(people: People, row: dict[str, str]) -> None:
    case = _filed(people, "2023-02-06")
    limit = Clock.objects.get(case=case, period_id="C-TRIAL-SIMPLE")
    for event in row["事件"].split("；")[1:]:
        _happen(limit, event, people)
    limit.refresh_from_db()
    assert str(limit.nominal_due) == row["名义届满"]
    assert str(limit.legal_due) == row["届满"]


@pytest.mark.parametrize("row", SERVED, ids=lambda row: f"{row['编号']} {row['情形']}")
def test_a_litigants_period_ends_on_the_day_worked_by_hand(people: People, row: dict[str, str]) -> None:
    served, period = row["事件"].split("；")
    day = datetime.date.fromisoformat(served.split()[1])
    case = _filed(people, "2023-01-04")
    litigant = case.matter.litigants.get(role="defendant")
    start = actions.ClockStart(
        case.matter_id, case.pk, OF_LITIGANTS[period], day, Post.COURT_CLERK, litigant_id=litigant.pk
    )
    (clock,) = actions.start_clocks([start], on=day)
    assert str(clock.nominal_due) == row["名义届满"]
    if row["届满"] == "待定":
        assert clock.legal_due is None
        assert clock.pending
    else:
        assert str(clock.legal_due) == row["届满"]
