"""The court, its people and a case, for every test of the portal."""

import pytest

from tests.support.cases import open_cases
from tests.support.court import People, open_court
from tianping.cases.models import Case


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def case(people: People) -> Case:
    """The bank against 黄小明."""
    return open_cases(people.clerk, ["黄小明"])[0]
