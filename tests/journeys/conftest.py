"""The court's clock in a journey's hands; a citizen on a phone or a clerk at the counter, each walking the same way."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.pleading import HER, Pen
from tests.support.desks import Desks, Today
from tests.support.live_court import LiveCourt
from tianping.kernel.clock import CHINA

CITIZEN, CLERK = "litigant", "filing1"
MORNING = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    """The court's clock, in the hands of the test."""
    clock = Today(MORNING)
    monkeypatch.setattr("tianping.kernel.clock.now", clock)
    return clock


@pytest.fixture(params=[CITIZEN, CLERK])
def pen(request: pytest.FixtureRequest, live_court: LiveCourt, desks: Desks, tmp_path: Path) -> Pen:
    """A citizen at 390 px who has not signed in yet, or the clerk who writes for her at the counter."""
    photo = tmp_path / "身份证.jpg"
    if request.param == CLERK:
        return Pen(desks.of(CLERK), live_court.url, photo)
    page: Page = request.getfixturevalue("phone_page")
    return Pen(page, live_court.url, photo, own=HER)
