"""生效: when the last period of appeal has ended without an appeal; repeated, nothing happens twice."""

import datetime

import pytest

from tests.support.court import AT, DAY, People
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.models import Reckoning
from tianping.trial.closing import actions
from tianping.trial.closing.models import Ending
from tianping.trial.closing.tests.conftest import issued, on, ruling_of, served, tried


@pytest.fixture
def ending(people: People, judged: Case) -> Ending:
    """Closed by judgment, served on the 6th and the 10th: the later period ends on Monday the 27th."""
    served(people, judged, {"plaintiff": DAY, "defendant": datetime.date(2023, 2, 10)})
    return actions.close(judged, by=people.judge, at=on(2023, 2, 10))


def test_it_binds_on_the_day_after_the_last_period(people: People, ending: Ending, judged: Case) -> None:
    assert ending.waits_for == "期限届满，2023年2月28日生效"
    assert actions.bind_many([ending.pk], by=None, at=on(2023, 2, 27)) == 0
    assert actions.bind_many([ending.pk], by=None, at=on(2023, 2, 28)) == 1
    ending.refresh_from_db()
    judged.refresh_from_db()
    assert (ending.status, ending.effective_on, ending.waits_for) == ("binding", datetime.date(2023, 2, 28), "")
    assert judged.effective_on == datetime.date(2023, 2, 28)
    assert not Clock.objects.filter(case=judged, stopped_on__isnull=True).exists()
    assert Event.objects.filter(name="closing.binds").count() == 1


def test_repeating_it_changes_nothing(people: People, ending: Ending) -> None:
    actions.bind_many([ending.pk], by=None, at=on(2023, 2, 28))
    assert actions.bind_many([ending.pk], by=None, at=on(2023, 3, 1)) == 0
    assert Event.objects.filter(name="closing.binds").count() == 1


def test_it_waits_for_whoever_was_not_served(people: People, judged: Case) -> None:
    served(people, judged, {"plaintiff": DAY})
    ending = actions.close(judged, pronounced_on=DAY, by=people.judge, at=AT)
    actions.bind_many([ending.pk], by=None, at=on(2023, 6, 1))
    ending.refresh_from_db()
    assert (ending.status, ending.waits_for) == ("awaiting", "黄小明尚未送达")


def test_the_workers_hour_binds_what_has_come_to_its_day(
    people: People, ending: Ending, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 3, 1))
    assert actions.bind_due() == 1
    assert actions.bind_due() == 0


def test_a_refund_waits_until_the_ending_binds_and_is_paid_once(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "普通人", track="ordinary")
    issued(people, court_clerk, [ruling_of(case, "suit_dismissed")])
    ending = actions.close(case, pronounced_on=DAY, by=people.judge, at=AT)
    reckoning = Reckoning.objects.get(case=case)
    with pytest.raises(Refused, match="尚未生效"):
        fee_actions.refund(reckoning, reference="退001", by=people.cashier, at=AT)
    served(people, case, {"plaintiff": DAY, "defendant": DAY})
    # 10 days from the 6th: the 16th, a Thursday.
    assert actions.bind_many([ending.pk], by=None, at=on(2023, 2, 17)) == 1
    clock = Clock.objects.get(case=case, period_id="C-FEE-REFUND")
    assert clock.nominal_due == datetime.date(2023, 3, 4)
    reckoning = Reckoning.objects.get(case=case)
    with pytest.raises(Forbidden):
        fee_actions.refund(reckoning, reference="退001", by=people.judge, at=on(2023, 2, 20))
    fee_actions.refund(reckoning, reference="退001", by=people.cashier, at=on(2023, 2, 20))
    clock.refresh_from_db()
    assert (reckoning.status, clock.stop_cause) == ("refunded", "已退还诉讼费")
    with pytest.raises(Refused):
        fee_actions.refund(reckoning, reference="退002", by=people.cashier, at=on(2023, 2, 20))
