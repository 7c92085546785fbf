"""The cast of the fees' tests: a founded court, and bills raised by accepting filings."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.court import People, open_court
from tianping.accounts.models import User


@pytest.fixture
def people(db: None) -> People:
    """The court, open, with its people."""
    return open_court()


@pytest.fixture
def page_of() -> Callable[[User], Client]:
    """A browser without scripts, signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
