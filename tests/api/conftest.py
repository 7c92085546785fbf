"""The people of a court and their programs."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.api.caller import Caller
from tests.support.court import People, open_court


@pytest.fixture
def people(db: None, settings: Settings, tmp_path: Path) -> People:
    settings.CHECKPOINT_FOLDER = tmp_path
    return open_court()


@pytest.fixture
def clerk(people: People) -> Caller:
    return Caller(people.clerk)


@pytest.fixture
def judge(people: People) -> Caller:
    return Caller(people.judge)


@pytest.fixture
def head(people: People) -> Caller:
    return Caller(people.head)


@pytest.fixture
def cashier(people: People) -> Caller:
    return Caller(people.cashier)


@pytest.fixture
def nobody(people: People) -> Caller:
    return Caller()
