"""The court, a case on its judge's desk, and records that the real verbs opened."""

import datetime

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, People, open_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.law.settlements import Terms, equal_instalments
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Record

PLACE = "屯字镇示范支行巡回审判点"


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


def try_alone(people: People, cases: list[Case]) -> list[Case]:
    """Cases of 孙法, who sits alone."""
    ids = [case.pk for case in cases]
    seats = [case_actions.SeatDraft(pk, people.judge.pk, Seat.Role.SOLE) for pk in ids]
    case_actions.seat_many(seats, by=people.head, at=AT)
    case_actions.make_responsible({people.judge.pk: ids}, by=people.head, at=AT)
    return list(Case.objects.filter(pk__in=ids).order_by("pk"))


@pytest.fixture
def case(people: People) -> Case:
    """A case of simple procedure that 孙法 tries alone."""
    return try_alone(people, open_cases(people.clerk, ["黄小明"]))[0]


@pytest.fixture
def record(people: People, case: Case) -> Record:
    """The record of its first hearing, just opened."""
    return actions.open_record(actions.RecordDraft(case.pk, PLACE), by=people.judge, at=AT)


@pytest.fixture
def all_came(people: People, record: Record) -> Record:
    """The record with everybody present and rights told."""
    for each in Attendance.objects.filter(record=record):
        actions.note_attendance(each, actions.Came(True), by=people.judge, at=AT)
    actions.tell_rights(record, by=people.judge, at=AT)
    return record


def in_ten_parts(amount_fen: int = 4_844_000) -> Terms:
    """The sum in ten monthly parts."""
    return Terms(amount_fen, equal_instalments(amount_fen, 10, datetime.date(2023, 3, 31)))
