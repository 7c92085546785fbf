"""Who sits in a case, who is responsible, who must not sit in it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.support.cases import BANK, IDENTITY_NUMBER, open_cases
from tests.support.court import AT, DAY, People
from tianping.cases import actions, queries
from tianping.cases.models import Case, Clock, Seat
from tianping.cases.permissions import visible_cases
from tianping.kernel.refusals import Forbidden, Refused


def test_a_sole_judge_and_a_clerk_are_seated_the_bench_first(people: People, case: Case) -> None:
    actions.seat_many(
        [
            actions.SeatDraft(case.pk, people.clerk.pk, Seat.Role.CLERK),
            actions.SeatDraft(case.pk, people.judge.pk, Seat.Role.SOLE),
        ],
        by=people.head,
        at=AT,
    )
    assert [(seat.role, seat.user.full_name, seat.since) for seat in queries.seats_of([case.pk])[case.pk]] == [
        ("sole", "孙法", DAY),
        ("clerk", "赵立", DAY),
    ]


def test_nobody_sits_twice_and_there_is_one_presiding_judge(people: People, case: Case) -> None:
    actions.seat_many([actions.SeatDraft(case.pk, people.judge.pk, Seat.Role.PRESIDING)], by=people.head, at=AT)
    for user, role in ((people.judge, Seat.Role.JUDGE), (people.second_judge, Seat.Role.PRESIDING)):
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.seat_many([actions.SeatDraft(case.pk, user.pk, role)], by=people.head, at=AT)


def test_whoever_leaves_the_bench_stays_in_the_record(people: People, case: Case) -> None:
    (seat,) = actions.seat_many([actions.SeatDraft(case.pk, people.judge.pk, Seat.Role.SOLE)], by=people.head, at=AT)
    actions.unseat_many([seat.pk], by=people.head, at=AT)
    assert queries.seats_of([case.pk]) == {case.pk: []}
    seat.refresh_from_db()
    assert (seat.until, seat.ended_by) == (DAY, people.head)


def test_the_trial_limit_goes_to_the_responsible_judge(people: People, case: Case) -> None:
    Clock.objects.filter(case=case, period_id="C-TRIAL-SIMPLE").update(owner_post="division_head")
    actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=AT)
    case.refresh_from_db()
    owners = dict(Clock.objects.filter(case=case).values_list("period_id", "owner"))
    assert case.responsible == people.judge
    assert owners == {"C-SERVE-5": None, "C-FEE-7": None, "C-TRIAL-SIMPLE": people.judge.pk}


def test_a_conflict_is_known_by_identity_number_in_every_case_of_the_litigant(people: People) -> None:
    first, second = open_cases(people.clerk, ["黄小明", "黄晓明"])
    actions.note_conflict(
        people.judge, "黄小明", "系被告的近亲属", by=people.head, at=AT, identity_number=IDENTITY_NUMBER
    )
    reason = {people.judge.pk: "系被告的近亲属"}
    assert queries.conflicts_in([first.pk, second.pk]) == {first.pk: reason, second.pk: reason}


def test_a_conflict_without_a_number_is_known_by_name_until_it_is_lifted(people: People, case: Case) -> None:
    conflict = actions.note_conflict(people.judge, BANK, "与该行有一企一法官结对关系", by=people.head, at=AT)
    assert actions.note_conflict(people.judge, BANK, "另一理由", by=people.head, at=AT) == conflict
    assert queries.conflicts_in([case.pk]) == {case.pk: {people.judge.pk: "与该行有一企一法官结对关系"}}
    actions.lift_conflict(conflict, by=people.head, at=AT)
    assert queries.conflicts_in([case.pk]) == {case.pk: {}}


def test_a_conflict_says_why(people: People) -> None:
    with pytest.raises(Refused, match="应当回避的情形"):
        actions.note_conflict(people.judge, BANK, " ", by=people.head, at=AT)


def test_whoever_sits_sees_the_case_and_nobody_else_of_the_same_post(people: People, case: Case) -> None:
    seats = actions.seat_many([actions.SeatDraft(case.pk, people.judge.pk, Seat.Role.PRESIDING)], by=people.head, at=AT)
    assert case in visible_cases(people.judge)
    assert case not in visible_cases(people.second_judge)
    actions.unseat_many([seat.pk for seat in seats], by=people.head, at=AT)
    assert case not in visible_cases(people.judge)


def test_an_assessor_sees_the_cases_of_their_benches_only(people: People) -> None:
    own, other = open_cases(people.clerk, ["黄小明", "黄晓明"])
    actions.seat_many([actions.SeatDraft(own.pk, people.assessor.pk, Seat.Role.ASSESSOR)], by=people.head, at=AT)
    assert list(visible_cases(people.assessor)) == [own]
    assert queries.visible_case(people.assessor, other.pk) is None


def test_a_judge_cannot_lengthen_the_clock_of_a_case_that_is_not_theirs(people: People, case: Case) -> None:
    actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=AT)
    clock = Clock.objects.get(case=case, period_id="C-TRIAL-SIMPLE")
    with pytest.raises(Forbidden, match="该案件不由您办理"):
        actions.request_extension(
            clock, length=1, unit="月", reason="双方当事人正在协商", by=people.second_judge, at=AT
        )
    with pytest.raises(Forbidden, match="该案件不由您办理"):
        actions.exclude_days(
            clock,
            first_day=DAY,
            next_day=DAY + datetime.timedelta(days=7),
            why="双方申请庭外和解",
            because="民诉解释第二百四十三条",
            by=people.second_judge,
            at=AT,
        )
