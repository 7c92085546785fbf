"""The cast of the statements' tests: a founded court."""

import pytest

from tests.support.court import People, open_court


@pytest.fixture
def people(db: None) -> People:
    """The court, open, with its people."""
    return open_court()
