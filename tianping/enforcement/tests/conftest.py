"""What every test of enforcement stands on."""

import pytest

from tests.support.court import AT, FOUNDED, PASSWORD, People, open_court
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def worker(people: People) -> User:
    """A worker with an account, to whom wages are owed under an award."""
    user = add_person("worker", "秦来访", PASSWORD, by=None, at=FOUNDED)
    appoint(user, Post.LITIGANT, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, AT.date())
