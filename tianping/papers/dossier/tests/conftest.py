"""A case whose notices were served by hand on the 6th of February, and the browsers of those who look at it."""

import datetime

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.court import AT, DAY, FOUNDED, People, open_court
from tests.support.tried import notified, tried
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.cases.permissions import Looker
from tianping.papers.service.actions import Tried, record_attempts_many

# The periods to answer and to bring evidence end on Tuesday the 21st.
IN_TIME = AT + datetime.timedelta(days=4)
LATE = AT + datetime.timedelta(days=16)
NOTICES = ("acceptance_notice", "response_notice", "evidence_notice", "sole_notice")


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def court_clerk(people: People) -> User:
    """书记员 of the cases below."""
    user = add_person("court_clerk", "田乐之", "tianping-2023", by=None, at=FOUNDED)
    appoint(user, Post.COURT_CLERK, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


def served(people: People, clerk: User, *names: str) -> list[Case]:
    """Cases whose notices everybody has received."""
    cases = tried(people, clerk, *names)
    rows = notified(people, cases, *NOTICES)
    for receiver, role in (("office", "plaintiff"), ("self", "defendant")):
        ids = [each.pk for each in rows if each.litigant.role == role]
        record_attempts_many(ids, Tried("direct", DAY, receiver=receiver), by=people.judge, at=AT)
    return cases


@pytest.fixture
def case(people: People, court_clerk: User) -> Case:
    """The bank against 黄小明, everything served."""
    return served(people, court_clerk, "黄小明")[0]


def looker(case: Case, role: str = "defendant") -> Looker:
    """One side of a case, as they look at it."""
    return Looker(case, case.matter.litigants.filter(role=role)[0])


def looking(case: Case, role: str = "defendant") -> Client:
    """The browser of a litigant who has typed number and code."""
    client = Client()
    assert client.post("/progress/", {"number": case.number, "code": code_of(case, role)}).status_code == 302
    return client
