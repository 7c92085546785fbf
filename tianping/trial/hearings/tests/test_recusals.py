"""Whoever was asked to withdraw takes no part in the case until that is decided, but in what is urgent."""

import datetime

import pytest

from tests.support.court import AT, People
from tianping.cases.models import Case, Litigant
from tianping.kernel.refusals import Refused
from tianping.papers.documents.actions import PaperRequest, draw_up
from tianping.trial.assignment import actions as assignment_actions
from tianping.trial.assignment.models import Recusal
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Adjournment, Attendance


def asked(people: People, case: Case) -> Recusal:
    applicant = Litigant.objects.get(matter=case.matter_id, role="defendant")
    return assignment_actions.raise_recusal(
        case, people.judge, Recusal.Ground.RELATION, "系同学", by=people.head, at=AT, applicant=applicant
    )


def test_whoever_was_asked_to_withdraw_takes_no_part_until_it_is_decided(people: People, case: Case) -> None:
    recusal = asked(people, case)
    with pytest.raises(Refused, match="第四十八条第二款"):
        actions.open_record(actions.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    with pytest.raises(Refused, match="暂停参与本案工作"):
        draw_up(PaperRequest(case.pk, "ruling", {"reason": "和解"}, variant="withdrawal"), by=people.judge, at=AT)
    assignment_actions.decide_recusal(recusal, False, "不影响公正审理", by=people.president, at=AT)
    actions.open_record(actions.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    # During the review they go on (第五十条).
    assignment_actions.ask_review(recusal, by=people.head, at=AT)
    draw_up(PaperRequest(case.pk, "ruling", {"reason": "和解"}, variant="withdrawal"), by=people.judge, at=AT)


def test_a_hearing_that_is_under_way_may_still_be_put_off(people: People, case: Case) -> None:
    record = actions.open_record(actions.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record):
        actions.note_attendance(each, actions.Came(True), by=people.judge, at=AT)
    asked(people, case)
    with pytest.raises(Refused, match="暂停参与"):
        actions.tell_rights(record, by=people.judge, at=AT)
    later = actions.Asked(Adjournment.Ground.RECUSAL, "当庭申请回避", datetime.date(2023, 2, 20))
    actions.adjourn(record, later, by=people.judge, at=AT)
    record.refresh_from_db()
    assert record.outcome == "adjourned"
