"""A browser without a window: somebody signed in, and forms sent as a page sends them."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tianping.accounts.models import User

Browse = Callable[[User | None], Client]


@pytest.fixture
def browse() -> Browse:
    """A browser in which somebody has signed in; nobody for None."""

    def signed_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return signed_in


def send(client: Client, address: str, /, **typed: object) -> Any:
    """Send a form with a key of its own."""
    return client.post(address, {"submission_key": str(uuid.uuid4()), **typed})
