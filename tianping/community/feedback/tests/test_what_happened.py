"""Only what happened is rated: a hearing that was held, a mediation in which one took part, papers that arrived."""

import datetime

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import send
from tests.support.court import AT, MEDIATORS, People, open_court
from tests.support.hearings import planned_hearing
from tests.support.mediated import dispute
from tests.support.tried import notified, tried
from tianping.cases.models import Case
from tianping.cases.permissions import Looker
from tianping.community.feedback import actions, queries
from tianping.community.feedback.models import Step
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.actions import SessionDraft, SessionRecord
from tianping.intake.mediation.models import Session
from tianping.kernel.refusals import Refused
from tianping.papers.service.actions import Tried, record_attempts_many
from tianping.trial.hearings import actions as hearings
from tianping.trial.hearings.models import Attendance, Record

ALWAYS = {Step.FILING, Step.ANSWERING}


@pytest.fixture
def people(db) -> People:
    """The court with its people."""
    return open_court()


def side(case: Case, role: str) -> Looker:
    return Looker(case, case.matter.litigants.get(role=role))


def happened(case: Case, role: str = "defendant") -> set[Step]:
    return set(queries.happened_steps(case, side(case, role).litigant)) - ALWAYS


def test_a_hearing_is_rated_once_it_was_held_and_not_when_it_is_appointed(people) -> None:
    (case,) = tried(people, people.clerk, "黄小明")
    planned_hearing(case, people.judge, people.clerk, at=AT)
    assert Step.HEARING not in happened(case)
    with pytest.raises(Refused, match="开庭还没有完成"):
        actions.rate(side(case, "defendant"), "hearing", 5, "", at=AT)
    client = Client()
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert "开庭" not in client.get("/progress/feedback/rate/").content.decode().partition("<form")[2]
    assert send(client, "/progress/feedback/rate/", step="hearing", word="3", text="").status_code == 422
    record = hearings.open_record(hearings.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    assert Step.HEARING not in happened(case)
    for each in Attendance.objects.filter(record=record):
        hearings.note_attendance(each, hearings.Came(True), by=people.judge, at=AT)
    hearings.tell_rights(record, by=people.judge, at=AT)
    hearings.close_record(record, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    assert Step.HEARING in happened(case)
    assert actions.rate(side(case, "defendant"), "hearing", 5, "", at=AT).step == "hearing"


def test_a_mediation_is_rated_by_who_took_part_once_it_was_held(people) -> None:
    (referral,) = mediation.refer_many([dispute()], MEDIATORS, by=people.clerk, at=AT)
    mediation.accept_many([referral.pk], by=people.mediator, at=AT)
    referral.refresh_from_db()
    tomorrow = AT + datetime.timedelta(days=1)
    draft = SessionDraft(tomorrow, 60, Session.Way.PHONE)
    session = mediation.appoint_session(referral, draft, by=people.mediator, at=AT)
    assert happened(referral.case) == set()
    there = side(referral.case, "plaintiff").litigant.pk
    mediation.record_session(session, SessionRecord([there], "说了。"), by=people.mediator, at=tomorrow)
    assert (happened(referral.case, "plaintiff"), happened(referral.case)) == ({Step.MEDIATION}, set())


def test_service_is_rated_by_whom_papers_reached(people) -> None:
    (case,) = tried(people, people.clerk, "黄小明")
    waiting = notified(people, [case], "response_notice")
    assert happened(case) == set()
    ids = [each.pk for each in waiting]
    record_attempts_many(ids, Tried("direct", AT.date(), receiver="self"), by=people.clerk, at=AT)
    assert (happened(case), happened(case, "plaintiff")) == ({Step.SERVICE}, set())
