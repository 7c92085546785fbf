"""The court, its people and a case, for every test of the spine."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests.support.cases import open_cases
from tests.support.court import People, open_court
from tianping.accounts.models import User
from tianping.cases.models import Case

Browse = Callable[[User | None], Client]


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def case(people: People) -> Case:
    """One case of the bank against 黄小明, filed today, tried by simple procedure."""
    return open_cases(people.clerk, ["黄小明"])[0]


@pytest.fixture
def browse() -> Browse:
    """A browser in which somebody has signed in; nobody for None."""

    def signed_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return signed_in
