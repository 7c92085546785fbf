"""What a hearing brings: agreements, adjournments within their limits, absence with its articles."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tests.support.uploads import SCAN
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Refused
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Adjournment, Attendance, Record, Section, Settlement
from tianping.trial.hearings.queries import newest_settlement
from tianping.trial.hearings.tests.conftest import PLACE, in_ten_parts, try_alone

OUTCOME = Record.Outcome
MONTH_LATER = datetime.date(2023, 3, 6)


EVIDENCE = actions.Asked("evidence", "需要调取银行流水", MONTH_LATER)


def adjourned(record: Record, people: People, asked: actions.Asked = EVIDENCE) -> Adjournment:
    return actions.adjourn(record, asked, by=people.judge, at=AT)


def next_record(people: People, record: Record) -> Record:
    again = actions.open_record(actions.RecordDraft(record.case_id, PLACE), by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=again):
        actions.note_attendance(each, actions.Came(True), by=people.judge, at=AT)
    return again


def test_an_agreement_stands_in_the_record_with_its_sum_and_days(people: People, all_came: Record) -> None:
    actions.settle(all_came, in_ten_parts(), Settlement.Way.PAPER, by=people.judge, at=AT)
    text = Section.objects.get(record=all_came, code="mediation").text
    assert "被告黄小明给付原告" in text
    assert "48,440.00元（人民币肆万捌仟肆佰肆拾元整）" in text
    assert "2023年12月31日前给付4,844.00元" in text
    actions.close_record(all_came, OUTCOME.MEDIATED, by=people.judge, at=AT)
    settlement = newest_settlement(all_came.case)
    assert settlement is not None
    assert settlement.record == all_came
    assert Event.objects.filter(name="hearings.held").get().payload["outcome"] == "mediated"


def test_a_record_is_not_closed_as_mediated_without_terms(people: People, all_came: Record) -> None:
    with pytest.raises(Refused, match="协议内容"):
        actions.close_record(all_came, OUTCOME.MEDIATED, by=people.judge, at=AT)


def test_a_record_is_closed_when_attendance_and_rights_are_noted(people: People, record: Record) -> None:
    with pytest.raises(Refused, match="权利义务"):
        actions.close_record(record, OUTCOME.TO_BE_DECIDED, by=people.judge, at=AT)
    actions.tell_rights(record, by=people.judge, at=AT)
    with pytest.raises(Refused, match="是否到庭"):
        actions.close_record(record, OUTCOME.TO_BE_DECIDED, by=people.judge, at=AT)


@pytest.mark.parametrize("who", ["second_judge", "cashier", "stranger"])
def test_nobody_else_closes_or_settles(people: People, all_came: Record, who: str) -> None:
    other = getattr(people, who)
    with pytest.raises(Forbidden):
        actions.close_record(all_came, OUTCOME.TO_BE_DECIDED, by=other, at=AT)
    with pytest.raises(Forbidden):
        actions.settle(all_came, in_ten_parts(), Settlement.Way.PAPER, by=other, at=AT)


def test_a_simple_case_is_put_off_once(people: People, all_came: Record) -> None:
    first = adjourned(all_came, people)
    assert first.ordinal == 1
    all_came.refresh_from_db()
    assert (all_came.status, all_came.outcome) == ("closed", "adjourned")
    assert "第一百四十九条第（三）项" in all_came.outcome_note
    with pytest.raises(Refused, match="不得超过1次"):
        adjourned(next_record(people, all_came), people)


def test_hearings_lie_no_more_than_a_month_apart_without_consent(people: People, all_came: Record) -> None:
    late = datetime.date(2023, 3, 7)
    with pytest.raises(Refused, match="最迟为2023年3月6日"):
        adjourned(all_came, people, replace(EVIDENCE, next_on=late))
    assert adjourned(all_came, people, replace(EVIDENCE, next_on=late, longer_because="双方同意")).next_on == late


def test_the_fourth_ground_needs_the_presidents_approval(people: People, all_came: Record) -> None:
    snow = actions.Asked("other", "大雪封路", MONTH_LATER)
    with pytest.raises(Refused, match="院长批准"):
        adjourned(all_came, people, snow)
    made = adjourned(all_came, people, replace(snow, approval="2023年2月6日院长批准"))
    assert made.approval


def test_a_plaintiff_who_stays_away_without_reason_is_deemed_to_withdraw(people: People, record: Record) -> None:
    for each in Attendance.objects.filter(record=record):
        away = each.side == Attendance.Side.PLAINTIFF
        came = actions.Came(not away, "未到庭，未说明原因" if away else "")
        actions.note_attendance(each, came, by=people.judge, at=AT)
    with pytest.raises(Refused, match="传票"):
        actions.close_record(record, OUTCOME.PLAINTIFF_ABSENT, by=people.judge, at=AT)
    bank = Attendance.objects.get(record=record, side=Attendance.Side.PLAINTIFF)
    came = actions.Came(False, "未到庭，未说明原因", summoned="传票2023年1月30日直接送达")
    actions.note_attendance(bank, came, by=people.judge, at=AT)
    actions.close_record(record, OUTCOME.PLAINTIFF_ABSENT, by=people.judge, at=AT)
    assert "第一百四十六条" in record.outcome_note


def test_a_defendant_who_came_or_has_a_good_reason_is_not_tried_in_absence(people: People, all_came: Record) -> None:
    with pytest.raises(Refused, match="已经到庭"):
        actions.close_record(all_came, OUTCOME.DEFENDANT_ABSENT, by=people.judge, at=AT)
    huang = Attendance.objects.get(record=all_came, name="黄小明")
    excused = actions.Came(False, "住院", excused=True, summoned="传票已送达")
    actions.note_attendance(huang, excused, by=people.judge, at=AT)
    with pytest.raises(Refused, match="正当理由"):
        actions.close_record(all_came, OUTCOME.DEFENDANT_ABSENT, by=people.judge, at=AT)


def test_many_hearings_are_recorded_in_a_constant_number_of_statements(people: People) -> None:
    counts = []
    for number in (2, 9):
        cases = try_alone(people, open_cases(people.clerk, [f"某{place}" for place in range(number)]))
        with CaptureQueriesContext(connection) as asked:
            records = actions.hold_many([actions.Held(each.pk, PLACE) for each in cases], by=people.judge, at=AT)
            agreed = [actions.Agreed(each.pk, in_ten_parts()) for each in records]
            actions.record_settlements_many(agreed, by=people.judge, at=AT)
            actions.sign_on_paper_many({each.pk: SCAN for each in records}, by=people.judge, at=AT)
        counts.append(len(asked))
        assert Record.objects.filter(status="signed", case__in=cases).count() == number
    assert counts[0] == counts[1]


def test_in_bulk_who_stayed_away_is_noted_and_the_others_are_there(people: People) -> None:
    (case,) = try_alone(people, open_cases(people.clerk, ["黄小明"]))
    huang = case.matter.litigants.get(name="黄小明")
    (record,) = actions.hold_many([actions.Held(case.pk, PLACE, {huang.pk: "电话联系不上"})], by=people.judge, at=AT)
    came = dict(Attendance.objects.filter(record=record).values_list("name", "appeared"))
    assert came.pop("黄小明") is False
    assert set(came.values()) == {True}
