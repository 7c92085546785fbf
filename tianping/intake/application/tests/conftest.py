"""People who write pleadings, and pages in their hands."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.court import DAY, FOUNDED, PASSWORD, People, open_court
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court with its people."""
    return open_court()


def citizen(username: str, name: str, post: Post = Post.LITIGANT) -> User:
    """Somebody who sues."""
    user = add_person(username, name, PASSWORD, by=None, at=FOUNDED)
    appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


@pytest.fixture
def plaintiff(people: People) -> User:
    """甄秀兰, sixty-three, with a cheap phone."""
    return citizen("xiulan", "甄秀兰")


PageOf = Callable[[User], Client]


@pytest.fixture
def page_of() -> PageOf:
    """A browser in which somebody has logged in."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in


def key() -> dict[str, str]:
    """The key that a browser makes for a form."""
    return {"submission_key": str(uuid.uuid4())}
