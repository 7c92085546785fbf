"""The court, three cases before a sole judge with a clerk, two places, and a browser."""

import datetime
from collections.abc import Sequence

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, FOUNDED, People, open_court
from tests.support.hearings import a_place, made_hearable
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant, Seat
from tianping.kernel.clock import CHINA
from tianping.trial.scheduling.models import Place

NUMBERS = ("622827198001010019", "622827198202020027", "622827198303030034", "622827198404040042")


def moment(day: int, hour: int, minute: int = 0, month: int = 2) -> datetime.datetime:
    """A moment of 2023 in China."""
    return datetime.datetime(2023, month, day, hour, minute, tzinfo=CHINA)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def court_clerk(people: People) -> User:
    """书记员 of the cases below."""
    return recorder()


def recorder() -> User:
    """A clerk of the bench."""
    user = add_person("court_clerk", "田乐之", "tianping-2023", by=None, at=FOUNDED)
    appoint(user, Post.COURT_CLERK, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


def tried(
    people: People, names: Sequence[str], *, judge: User | None = None, clerk: User | None = None, track: str = "simple"
) -> list[Case]:
    """Cases of one judge who sits alone, each defendant a person of their own."""
    judge = judge or people.judge
    cases = open_cases(people.clerk, list(names), track=track)
    for number, case in enumerate(cases):
        Litigant.objects.filter(matter=case.matter, role="defendant").update(
            identity_number=NUMBERS[number % len(NUMBERS)] if len(cases) <= len(NUMBERS) else ""
        )
    seats = [case_actions.SeatDraft(case.pk, judge.pk, Seat.Role.SOLE) for case in cases]
    if clerk is not None:
        seats += [case_actions.SeatDraft(case.pk, clerk.pk, Seat.Role.CLERK) for case in cases]
    case_actions.seat_many(seats, by=people.head, at=AT)
    case_actions.make_responsible({judge.pk: [case.pk for case in cases]}, by=people.head, at=AT)
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).select_related("matter").order_by("pk"))


@pytest.fixture
def cases(people: People, court_clerk: User) -> list[Case]:
    """Three cases of simple procedure that can be heard at once."""
    found = tried(people, ["黄小明", "李大山", "王秀兰"], clerk=court_clerk)
    made_hearable(found, people.clerk, at=AT)
    return found


@pytest.fixture
def courtroom(people: People) -> Place:
    """第一法庭."""
    return a_place("第一法庭", people.clerk, at=AT)


@pytest.fixture
def branch(people: People) -> Place:
    """A bank's branch, forty minutes from the court."""
    return a_place("屯字支行巡回审判点", people.clerk, at=AT, travel_minutes=40)
