"""What follows from a bench: an empty place has no responsible judge, assessors sit in so many cases a year."""

import datetime

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, People
from tianping.accounts.actions import enter_local_figure
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Litigant, Seat
from tianping.intake.triage.actions import trial_limit_start
from tianping.law.benches import assessor_cap, assessors_drawn_in_time
from tianping.trial.assignment import actions
from tianping.trial.assignment.actions import seating
from tianping.trial.assignment.models import Recusal
from tianping.trial.assignment.queries.eligible import capped

RELATION = Recusal.Ground.RELATION


@pytest.fixture
def case(people: People) -> Case:
    """A case that 孙法 tries alone, seated as a draw seats."""
    (opened,) = open_cases(people.clerk, ["黄小明"], clocks=())
    case_actions.start_clocks([trial_limit_start(opened, "simple")], on=DAY)
    places = {opened.pk: {people.judge.pk: Seat.Role.SOLE}}
    seating.seat([opened], places, {opened.pk: people.judge.pk}, by=people.head, at=AT)
    opened.refresh_from_db()
    return opened


def asked(people: People, case: Case) -> Recusal:
    applicant = Litigant.objects.get(matter=case.matter_id, role="defendant")
    return actions.raise_recusal(case, people.judge, RELATION, "系同学", by=people.head, at=AT, applicant=applicant)


def test_a_case_whose_judge_left_without_successor_has_none_until_one_is_drawn(people: People, case: Case) -> None:
    request = actions.request_reassignment(case, "工作调动", by=people.judge, at=AT)
    actions.approve(request, by=people.head, at=AT)
    case.refresh_from_db()
    assert case.responsible is None
    owners = Clock.objects.filter(case=case, period_id="C-TRIAL-SIMPLE").values_list("owner", "owner_post")
    assert list(owners) == [(None, "division_head")]


def test_a_recusal_that_is_granted_leaves_the_place_empty(people: People, case: Case) -> None:
    actions.decide_recusal(asked(people, case), True, "应当回避", by=people.president, at=AT)
    case.refresh_from_db()
    assert case.responsible is None


def test_an_assessor_sits_in_so_many_cases_a_year_and_no_more(people: People) -> None:
    enter_local_figure("assessor_cap", "2", valid_from=datetime.date(2023, 1, 1), source="公告", is_demonstration=True,
                       by=None, at=AT)  # fmt: skip
    cases = open_cases(people.clerk, ["甲", "乙"], track="ordinary")
    drafts = [case_actions.SeatDraft(each.pk, people.assessor.pk, Seat.Role.ASSESSOR) for each in cases]
    case_actions.seat_many(drafts[:1], by=people.head, at=AT)
    assert capped([people.assessor.pk], DAY) == set()
    case_actions.seat_many(drafts[1:], by=people.head, at=AT)
    assert capped([people.assessor.pk], DAY) == {people.assessor.pk}
    assert capped([people.assessor.pk], datetime.date(2024, 1, 2)) == set()


def test_the_cap_is_thirty_where_the_court_has_published_none_and_never_more() -> None:
    assert [assessor_cap(each).value for each in (None, 20, 50)] == [30, 20, 30]


def test_assessors_are_drawn_seven_days_before_the_hearing() -> None:
    assert assessors_drawn_in_time(DAY, datetime.date(2023, 2, 13)).value
    assert not assessors_drawn_in_time(DAY, datetime.date(2023, 2, 12)).value
