"""What every test of enforcement stands on."""

import pytest

from tests.support.court import People, open_court


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()
