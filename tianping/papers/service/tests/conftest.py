"""The court, a case before a sole judge, its issued notices on the list of what has to be served."""

import pytest

from tests.support.court import DAY, FOUNDED, People, open_court
from tests.support.tried import notified, tried
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.papers.service.models import Delivery


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


@pytest.fixture
def case(people: People, court_clerk: User) -> Case:
    """A case of simple procedure."""
    return tried(people, court_clerk, "黄小明")[0]


@pytest.fixture
def delivery(people: People, case: Case) -> Delivery:
    """The notice to respond on its way to 黄小明."""
    return notified(people, [case], "response_notice")[0]
