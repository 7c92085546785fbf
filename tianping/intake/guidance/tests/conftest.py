"""The demonstration court, which answers a stranger's questions."""

import pytest
from django.test import Client

from tests.support.court import People, open_court


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def stranger(people: People) -> Client:
    """Somebody's browser; nobody is signed in."""
    return Client()
