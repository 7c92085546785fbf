"""Fixing hearings: what the law, the calendar and other people's time allow; every refusal is a sentence."""

import datetime
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests.support.cases import BANK
from tests.support.court import AT, People, open_court
from tests.support.hearings import a_place, made_hearable, served
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.actions import CounselDraft
from tianping.cases.models import Case, Clock, Counsel, Litigant, Seat, TimelineEntry
from tianping.kernel import outbox
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.kernel.tests.together import at_once
from tianping.law.service import Receiver
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.service.actions import Tried, record_attempts_many
from tianping.papers.service.models import Delivery
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.models import Engagement, Hearing, Place
from tianping.trial.scheduling.tests.conftest import moment, recorder, tried

RECEIVERS: tuple[tuple[str, Receiver], ...] = (("natural", "self"), ("legal", "office"))


def test_a_hearing_is_fixed_with_summons_announcement_and_a_line_for_the_litigants(
    people: People, cases: list[Case], courtroom: Place
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 45), by=people.judge, at=AT)
    papers = list(issued_papers_of([cases[0].pk]))
    assert [each.kind for each in papers].count("summons") == 2
    assert [each.kind for each in papers].count("hearing_announcement") == 1
    assert all("2023年2月9日9时00分" in str(each.body) for each in papers if each.kind == "summons")
    assert TimelineEntry.objects.filter(
        case=cases[0], for_litigants=True, text__contains="定于2023年2月9日09:00"
    ).exists()
    assert queries.summonses(hearing) == [each for each in papers if each.kind == "summons"]
    outbox.deliver(outbox.undelivered())
    assert queries.late_notices(hearing, AT.date()) == [f"{BANK}的传票尚未送达", "黄小明的传票尚未送达"]


def test_a_hearing_that_is_not_public_is_not_announced(people: People, cases: list[Case], courtroom: Place) -> None:
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 45, is_public=False), by=people.judge, at=AT)
    assert not issued_papers_of([cases[0].pk], "hearing_announcement").exists()


@pytest.mark.parametrize(
    ("starts", "sentence"),
    [
        (moment(6, 9), "应当晚于现在"),
        (moment(11, 9), "星期六，不开庭"),
        (moment(7, 7), "8时至20时"),
        (moment(7, 19, 40), "8时至20时"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    people: People, cases: list[Case], courtroom: Place, starts: datetime.datetime, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.fix(Draft(cases[0].pk, courtroom.pk, starts, 45), by=people.judge, at=AT)
    assert not Hearing.objects.exists()


def test_a_holiday_is_named_and_a_worked_saturday_is_a_working_day(
    people: People, cases: list[Case], courtroom: Place
) -> None:
    with pytest.raises(Refused, match="是清明，不开庭"):
        actions.fix(Draft(cases[0].pk, courtroom.pk, moment(5, 9, month=4), 45), by=people.judge, at=AT)
    # 2023-04-23 is a Sunday that is worked before Labour Day.
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(23, 9, month=4), 45), by=people.judge, at=AT)


def test_nobody_is_heard_before_service_and_the_end_of_the_periods(
    people: People, court_clerk: User, courtroom: Place
) -> None:
    (case,) = tried(people, ["黄小明"], clerk=court_clerk)
    with pytest.raises(Refused, match="黄小明尚未送达应诉通知书"):
        actions.fix(Draft(case.pk, courtroom.pk, moment(9, 9), 45), by=people.judge, at=AT)
    served([case], people.clerk, at=AT)
    with pytest.raises(Refused, match="黄小明的答辩期至2023年2月21日届满"):
        actions.fix(Draft(case.pk, courtroom.pk, moment(21, 9), 45), by=people.judge, at=AT)
    assert queries.hearable_from(case, AT.date()).earliest(AT.date()) == datetime.date(2023, 2, 22)
    actions.waive_many([case.pk], "2023年2月6日询问笔录", by=people.clerk, at=AT)
    actions.fix(Draft(case.pk, courtroom.pk, moment(9, 9), 45), by=people.judge, at=AT)


def test_ordinary_procedure_is_told_three_days_before(people: People, court_clerk: User, courtroom: Place) -> None:
    (case,) = tried(people, ["黄小明"], clerk=court_clerk, track="ordinary")
    made_hearable([case], people.clerk, at=AT)
    with pytest.raises(Refused, match="开庭三日前通知.*第一百三十九条.*最迟2023年2月5日"):
        actions.fix(Draft(case.pk, courtroom.pk, moment(8, 9), 45), by=people.judge, at=AT)
    hearing = actions.fix(Draft(case.pk, courtroom.pk, moment(20, 9), 45), by=people.judge, at=AT)
    clock = Clock.objects.get(case=case, period_id="C-HEAR-3")
    assert (clock.nominal_due, clock.stopped_on) == (datetime.date(2023, 2, 17), None)
    outbox.deliver(outbox.undelivered())
    summonses = Delivery.objects.filter(paper__in=[each.pk for each in queries.summonses(hearing)])
    for kind, receiver in RECEIVERS:
        ids = list(summonses.filter(litigant__kind=kind).values_list("pk", flat=True))
        record_attempts_many(ids, Tried("direct", AT.date(), receiver=receiver), by=people.clerk, at=AT)
    outbox.deliver(outbox.undelivered())
    clock.refresh_from_db()
    assert clock.stop_cause == "传票已送达"
    assert queries.late_notices(hearing, AT.date()) == []


def test_one_judge_is_not_at_two_hearings_at_once(people: People, cases: list[Case], courtroom: Place) -> None:
    other = a_place("第二法庭", people.clerk, at=AT)
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 45), by=people.judge, at=AT)
    with pytest.raises(Refused, match=f"孙法2月9日09:00至2月9日09:45在第一法庭已有{cases[0].number}开庭，时间冲突"):
        actions.fix(Draft(cases[1].pk, other.pk, moment(9, 9, 30), 45), by=people.judge, at=AT)
    actions.fix(Draft(cases[1].pk, other.pk, moment(9, 9, 45), 45), by=people.judge, at=AT)


def test_a_room_is_not_taken_twice_and_the_way_to_a_branch_takes_its_time(
    people: People, cases: list[Case], courtroom: Place, branch: Place
) -> None:
    second = tried(people, ["赵六"], judge=people.second_judge)
    made_hearable(second, people.clerk, at=AT)
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="第一法庭.*时间冲突"):
        actions.fix(Draft(second[0].pk, courtroom.pk, moment(9, 9, 30), 60), by=people.second_judge, at=AT)
    with pytest.raises(Refused, match="两地之间来不及往返"):
        actions.fix(Draft(cases[1].pk, branch.pk, moment(9, 10, 30), 60), by=people.judge, at=AT)
    actions.fix(Draft(cases[1].pk, branch.pk, moment(9, 10, 40), 60), by=people.judge, at=AT)


def test_a_litigant_and_a_lawyer_are_not_summoned_to_two_places(
    people: People, cases: list[Case], courtroom: Place
) -> None:
    other = a_place("第二法庭", people.clerk, at=AT)
    second = tried(people, ["黄小明"], judge=people.second_judge)
    made_hearable(second, people.clerk, at=AT)
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="被告黄小明"):
        actions.fix(Draft(second[0].pk, other.pk, moment(9, 9), 60), by=people.second_judge, at=AT)
    banks = Litigant.objects.filter(role="plaintiff", matter__in=[cases[1].matter_id, second[0].matter_id])
    lawyer = [
        CounselDraft(
            each.pk, "律政", Counsel.Kind.LAWYER, Counsel.Authority.GENERAL, licence_number="16228201010000001"
        )
        for each in banks
    ]
    case_actions.name_counsel_many(lawyer, by=people.clerk, at=AT)
    actions.fix(Draft(cases[1].pk, courtroom.pk, moment(10, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="诉讼代理人律政"):
        actions.fix(Draft(second[0].pk, other.pk, moment(10, 9), 60), by=people.second_judge, at=AT)
    # The bank itself sends whom it likes to as many hearings as there are.
    actions.fix(Draft(second[0].pk, other.pk, moment(10, 10), 60), by=people.second_judge, at=AT)


def test_nobody_is_planned_while_away_and_nobody_goes_away_from_a_hearing(
    people: People, cases: list[Case], courtroom: Place
) -> None:
    day = datetime.date(2023, 2, 9)
    absence = actions.note_absence(people.judge, day, day, "年休假", by=people.judge, at=AT)
    with pytest.raises(Refused, match="孙法.*年休假，不能开庭"):
        actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    actions.withdraw_absence(absence, by=people.judge, at=AT)
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="请先改期，再登记请假"):
        actions.note_absence(people.judge, day, day, "年休假", by=people.judge, at=AT)
    with pytest.raises(Forbidden, match="只能登记本人"):
        actions.note_absence(people.second_judge, day, day, "年休假", by=people.judge, at=AT)


def test_a_judge_has_seven_hearings_a_day_at_most(people: People, court_clerk: User, courtroom: Place) -> None:
    found = tried(people, [f"被告{n}" for n in range(8)], clerk=court_clerk)
    made_hearable(found, people.clerk, at=AT)
    drafts = [Draft(case.pk, courtroom.pk, moment(9, 9 + n), 60) for n, case in enumerate(found)]
    with pytest.raises(Refused, match="一日最多7件"):
        actions.fix_many(drafts, by=people.judge, at=AT)
    assert not Hearing.objects.exists()
    actions.fix_many(drafts[:7], by=people.judge, at=AT)
    with pytest.raises(Refused, match="已排7件"):
        actions.fix(drafts[7], by=people.judge, at=AT)


def test_a_case_has_one_hearing_ahead(people: People, cases: list[Case], courtroom: Place) -> None:
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Overtaken, match="已经排期"):
        actions.fix(Draft(cases[0].pk, courtroom.pk, moment(10, 9), 60), by=people.judge, at=AT)


def test_only_who_tries_or_serves_a_case_plans_it(people: People, cases: list[Case], courtroom: Place) -> None:
    draft = Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60)
    for stranger in (people.second_judge, people.cashier, people.stranger):
        with pytest.raises(Forbidden):
            actions.fix(draft, by=stranger, at=AT)
    actions.fix(draft, by=people.clerk, at=AT)


def test_a_hearing_is_put_elsewhere_with_its_reason_and_new_summonses(
    people: People, cases: list[Case], courtroom: Place, branch: Place
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    draft = Draft(cases[0].pk, branch.pk, moment(10, 14, 30), 60)
    with pytest.raises(Refused, match="请写明"):
        actions.reschedule(hearing, draft, " ", by=people.judge, at=AT)
    hearing.refresh_from_db()
    assert hearing.status == "fixed"
    moved = actions.reschedule(hearing, draft, "被告住院", by=people.judge, at=AT)
    hearing.refresh_from_db()
    assert (hearing.status, hearing.ended_because, moved.replaces_id) == ("moved", "被告住院", hearing.pk)
    assert len(queries.summonses(moved)) == 2
    # The old time is free again.
    actions.fix(Draft(cases[1].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)


def test_a_refused_move_leaves_the_hearing_where_it_was(people: People, cases: list[Case], courtroom: Place) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    actions.fix(Draft(cases[1].pk, courtroom.pk, moment(10, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="时间冲突"):
        actions.reschedule(hearing, Draft(0, courtroom.pk, moment(10, 9), 60), "被告住院", by=people.judge, at=AT)
    hearing.refresh_from_db()
    assert hearing.status == "fixed"
    assert Engagement.objects.filter(hearing=hearing, is_live=True).count() == 4


def test_a_cancelled_hearing_lets_the_case_wait_again_and_a_closed_case_needs_none(
    people: People, cases: list[Case], courtroom: Place
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    assert cases[0] not in queries.cases_to_schedule(people.judge)
    actions.cancel(hearing, "原告申请调解", by=people.judge, at=AT)
    assert cases[0] in queries.cases_to_schedule(people.judge)
    again = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    for _twice in range(2):
        actions.hear_case_closed(at=AT, case_id=cases[0].pk, way="withdrawn")
    again.refresh_from_db()
    assert (again.status, again.ended_because) == ("cancelled", "本案已经结案（准许撤诉）")


@pytest.mark.parametrize(("outcome", "status", "waits"), [("mediated", "held", False), ("adjourned", "held", True)])
def test_a_held_hearing_is_done_and_one_that_was_put_off_waits_again(
    people: People, cases: list[Case], courtroom: Place, outcome: str, status: str, waits: bool
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    for _twice in range(2):
        actions.hear_hearing_held(at=moment(9, 10), case_id=cases[0].pk, record_id=1, outcome=outcome)
    hearing.refresh_from_db()
    assert hearing.status == status
    assert (cases[0] in queries.cases_to_schedule(people.judge)) is waits


def test_a_case_that_was_heard_without_a_plan_does_not_wait(people: People, cases: list[Case]) -> None:
    actions.hear_hearing_held(at=AT, case_id=cases[0].pk, record_id=1, outcome="inquired")
    assert cases[0] in queries.cases_to_schedule(people.judge)
    for _twice in range(2):
        actions.hear_hearing_held(at=AT, case_id=cases[0].pk, record_id=2, outcome="to_be_decided")
    assert cases[0] not in queries.cases_to_schedule(people.judge)


def test_a_new_judge_is_taken_and_the_old_one_free(people: People, cases: list[Case], courtroom: Place) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    seat = Seat.objects.get(case=cases[0], user=people.judge)
    case_actions.unseat_many([seat.pk], by=people.head, at=AT)
    case_actions.seat_many(
        [case_actions.SeatDraft(cases[0].pk, people.second_judge.pk, seat.role)], by=people.head, at=AT
    )
    assert queries.stale_bench([hearing]) == {hearing.pk}
    actions.hear_cases_assigned(at=AT, case_ids=[cases[0].pk])
    assert queries.stale_bench([hearing]) == set()
    keys = set(Engagement.objects.filter(hearing=hearing, is_live=True).values_list("key", flat=True))
    assert f"user:{people.second_judge.pk}" in keys
    assert f"user:{people.judge.pk}" not in keys


def test_the_database_lets_nobody_be_taken_twice(people: People, cases: list[Case], courtroom: Place) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    row = Engagement.objects.filter(hearing=hearing, key=f"user:{people.judge.pk}").get()
    span = DateTimeTZRange(moment(9, 9, 30), moment(9, 10, 30))
    with pytest.raises(IntegrityError, match="nobody_at_two_hearings_at_once"), transaction.atomic():
        Engagement.objects.create(
            absence=actions.note_absence(
                people.second_judge, AT.date(), AT.date(), "开会", by=people.second_judge, at=AT
            ),
            key=row.key,
            who=row.who,
            span=span,
            reach=span,
        )


def test_a_place_in_use_is_not_closed(people: People, cases: list[Case], courtroom: Place, branch: Place) -> None:
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="还有1件待开庭"):
        actions.close_place(courtroom, by=people.clerk, at=AT)
    actions.close_place(branch, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="已经停用"):
        actions.fix(Draft(cases[1].pk, branch.pk, moment(9, 14), 60), by=people.judge, at=AT)
    with pytest.raises(Refused, match="已有名为"):
        actions.enter_place("第一法庭", "", 0, by=people.clerk, at=AT)


def test_two_who_plan_for_the_same_judge_at_once_are_told_in_a_sentence(own_database: str) -> None:
    people = open_court()
    found = tried(people, ["黄小明", "李大山"], clerk=recorder())
    made_hearable(found, people.clerk, at=AT)
    rooms = [a_place(name, people.clerk, at=AT) for name in ("第一法庭", "第二法庭")]

    def plan(place: int) -> Callable[[], object]:
        draft = Draft(found[place].pk, rooms[place].pk, moment(9, 9), 60)
        return lambda: actions.fix(draft, by=people.clerk, at=AT)

    outcomes = at_once(plan(0), plan(1))
    refused = [each for each in outcomes if isinstance(each, Refused)]
    assert len(refused) == 1
    assert "孙法2月9日09:00" in str(refused[0])
    assert Hearing.objects.count() == 1
