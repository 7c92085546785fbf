"""A mediation with an agreement that both have signed."""

import pytest

from tests.support.court import AT, People, open_court
from tests.support.mediated import agreed
from tianping.intake.mediation.actions import Referral


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def referral(people: People) -> Referral:
    """The mediation of 王原告 against 李被告."""
    return agreed(people)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
