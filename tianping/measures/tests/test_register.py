"""The register: what is entered, how it is renewed, lifted, how it lapses with its day, who is told when."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.cases.models import Case, Clock, Litigant, TimelineEntry
from tianping.kernel.clock import CHINA
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.measures import actions, panels, todays
from tianping.measures.models import Measure, Renewal
from tianping.measures.tests.conftest import BASIS, draft

REASON = f"申请人撤回保全申请，依{BASIS}裁定"


def on(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 10, 0, tzinfo=CHINA)


def test_a_frozen_deposit_lasts_a_year_and_its_applicant_is_told_until_when(people: People, measure: Measure) -> None:
    assert (measure.status, measure.until) == ("in_force", datetime.date(2024, 2, 5))
    clock = Clock.objects.get(period_id="PRES-RENEW-7")
    assert (clock.nominal_due, clock.litigant_id) == (datetime.date(2024, 1, 29), measure.applicant_id)
    told = TimelineEntry.objects.filter(text__contains="冻结黄小明的银行存款")
    assert [row.litigant_id for row in told] == [measure.applicant_id]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"way": "seal"}, "银行存款不能采取“查封”"),
        ({"amount_fen": None}, "应当写明冻结的数额"),
        ({"description": " "}, "请写明查封、扣押、冻结的财产"),
        ({"basis": ""}, "裁定书文号"),
        ({"taken_on": datetime.date(2023, 2, 7)}, "不能晚于今天"),
        ({"taken_on": datetime.date(2023, 2, 5)}, "不能早于本案立案之日"),
        ({"until": datetime.date(2025, 1, 1)}, "不得超过一年"),
    ],
)
def test_what_cannot_be_is_not_entered(people: People, case: Case, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.record_many([draft(case, **wrong)], by=people.officer, at=AT)
    assert not Measure.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "second_judge", "mediator", "president", "stranger"])
def test_only_the_officer_and_the_bench_enter_measures(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.record_many([draft(case)], by=getattr(people, who), at=AT)


def test_a_waiting_measure_has_no_term_until_it_takes_effect(people: People, case: Case) -> None:
    (waiting,) = actions.record_many([draft(case, queue_place=1)], by=people.officer, at=AT)
    assert (waiting.status, waiting.until) == ("waiting", None)
    with pytest.raises(Refused, match="仍在轮候"):
        actions.renew(waiting, BASIS, by=people.officer, at=on(2023, 3, 1))
    actions.take_effect(waiting, datetime.date(2023, 3, 1), by=people.officer, at=on(2023, 3, 1))
    waiting.refresh_from_db()
    assert (waiting.status, waiting.until) == ("in_force", datetime.date(2024, 2, 29))


def test_a_renewal_runs_on_from_the_end_and_moves_the_applicants_last_day(people: People, measure: Measure) -> None:
    with pytest.raises(Refused, match="续行所依据的裁定书"):
        actions.renew(measure, "随便", by=people.officer, at=on(2024, 1, 20))
    made = actions.renew(measure, "（2023）甘1027民初1号之二", by=people.officer, at=on(2024, 1, 20))
    assert (made.was_until, made.until) == (datetime.date(2024, 2, 5), datetime.date(2025, 2, 5))
    running = Clock.objects.get(period_id="PRES-RENEW-7", stopped_on__isnull=True)
    assert running.nominal_due == datetime.date(2025, 1, 29)
    assert Renewal.objects.count() == 1


def test_no_renewal_was_asked_for_in_the_future(people: People, measure: Measure) -> None:
    tomorrow = datetime.date(2024, 1, 21)
    with pytest.raises(Refused, match="申请续行之日不能晚于今天"):
        actions.renew(measure, BASIS, requested_on=tomorrow, by=people.officer, at=on(2024, 1, 20))
    assert not Renewal.objects.exists()


def test_what_nobody_renews_lapses_with_its_day_and_cannot_be_renewed(people: People, measure: Measure) -> None:
    assert actions.lapse_all(at=on(2024, 2, 5)) == 0
    assert actions.lapse_all(at=on(2024, 2, 6)) == 1
    assert actions.lapse_all(at=on(2024, 2, 6)) == 0
    measure.refresh_from_db()
    assert (measure.status, measure.ended_on) == ("lapsed", datetime.date(2024, 2, 5))
    assert TimelineEntry.objects.filter(text__contains="期限届满，效力消灭").exists()
    assert not Clock.objects.filter(period_id="PRES-RENEW-7", stopped_on__isnull=True).exists()
    with pytest.raises(Refused, match="已经结束"):
        actions.renew(measure, BASIS, by=people.officer, at=on(2024, 2, 6))


def test_lifting_says_by_which_ruling(people: People, measure: Measure) -> None:
    for reason, sentence in ((" ", "裁定书文号"), ("申请人撤回保全申请", "裁定书文号"), (BASIS, "解除的原因")):
        with pytest.raises(Refused, match=sentence):
            actions.lift_many([measure], reason, by=people.officer, at=AT)
    Litigant.objects.filter(pk=measure.applicant_id).update(phone="19900000003")
    measure.refresh_from_db()
    actions.lift_many([measure], REASON, by=people.officer, at=AT)
    measure.refresh_from_db()
    assert (measure.status, measure.end_reason) == ("lifted", REASON)
    assert REASON in TimelineEntry.objects.get(case=measure.case, for_litigants=False, text__contains="原因").text
    assert "措施已经解除" in Message.objects.get(address="19900000003").text


def test_the_owner_learns_of_it_only_once_told(people: People, measure: Measure) -> None:
    assert panels.load_for_litigants(measure.case, measure.owner, {"measures"}) is None
    assert panels.load_for_litigants(measure.case, measure.applicant, {"measures"}) is not None
    type(measure.owner).objects.filter(pk=measure.owner_id).update(phone="19900000009")
    measure.owner.refresh_from_db()
    actions.tell_owners([measure], by=people.officer, at=AT)
    assert "措施（1项），裁定书另行送达" in Message.objects.get(address="19900000009").text
    shown = panels.load_for_litigants(measure.case, measure.owner, {"measures"})
    assert shown is not None
    assert TimelineEntry.objects.filter(litigant=measure.owner).count() == 1


@pytest.mark.parametrize(
    ("today", "rings"),
    [
        ("2024-01-05", None),
        ("2024-01-06", "30天以内到期"),
        ("2024-01-21", "15天以内到期"),
        ("2024-01-29", "7天以内到期"),
        ("2024-02-06", "期限已经届满"),
    ],
)
def test_the_day_rings_thirty_fifteen_and_seven_days_before_the_end(
    people: People, measure: Measure, today: str, rings: str | None
) -> None:
    waiting = todays.load(people.officer, datetime.date.fromisoformat(today))
    assert waiting is not None
    assert [rings in task.note for task in waiting.tasks if rings] == ([True] if rings else [])
    assert todays.load(people.cashier, AT.date()) is None


def test_the_pages_enter_renew_and_lift_and_each_look_is_recorded(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    (measure,) = actions.record_many([draft(case)], by=people.officer, at=AT)
    officer, address = browse(people.officer), reverse("measure", args=[measure.pk])
    page = officer.get(address).content.decode()
    assert "2024年2月5日" in page
    assert AuditEntry.objects.filter(action="measures.view", subject=f"measure:{measure.pk}").count() == 1
    assert case.number in officer.get(reverse("measure_list"), {"q": "黄小明"}).content.decode()
    assert case.number not in officer.get(reverse("measure_list"), {"within": "30"}).content.decode()
    renew = reverse("measure_renew", args=[measure.pk])
    assert send(officer, renew, **{"renew-basis": ""}).status_code == 422
    assert send(officer, renew, **{"renew-basis": BASIS}).status_code == 302
    assert "2025年2月5日" in officer.get(address).content.decode()
    assert "确认解除" in officer.get(address).content.decode()
    lift = reverse("measure_lift", args=[measure.pk])
    assert "裁定书文号，例如" in send(officer, lift, **{"lift-reason": "撤回申请"}).content.decode()
    lifted = send(officer, lift, **{"lift-reason": REASON})
    assert lifted.status_code == 302
    assert "已解除" in officer.get(address).content.decode()
    assert browse(people.judge).get(address).status_code == 404
    assert browse(people.mediator).get(address).status_code == 403
    assert "查封、扣押、冻结" in browse(people.head).get(reverse("case", args=[case.pk])).content.decode()
