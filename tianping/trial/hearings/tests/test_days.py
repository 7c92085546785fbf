"""A circuit day: each record says where and when its own hearing was planned; what is planned for later waits."""

import datetime

import pytest

from tests.support.cases import open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.hearings import planned_hearing
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden, Refused
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.tests.conftest import PLACE, try_alone
from tianping.trial.scheduling.models import Hearing

EVENING = AT.replace(hour=19, minute=30) + datetime.timedelta(days=3)


@pytest.fixture
def planned(people: People) -> list[Hearing]:
    """Two hearings of one day, each in a courtroom and at an hour of its own."""
    cases = try_alone(people, open_cases(people.clerk, ["黄小明", "李大山"]))
    return [planned_hearing(case, people.judge, people.clerk, at=AT) for case in cases]


def _ticked(*cases: Case) -> dict[str, str]:
    return {f"chosen-{case.pk}": "on" for case in cases}


def _recorded() -> dict[int, tuple[str, datetime.datetime]]:
    return {row.case_id: (row.place, row.opened_at) for row in Record.objects.all()}


def test_every_record_says_where_and_when_its_own_hearing_was_planned(
    people: People, planned: list[Hearing], browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: EVENING)
    judge = browse(people.judge)
    assert 'name="place" value=' not in judge.get("/hearings/day/").content.decode()
    answer = send(judge, "/hearings/day/", place="", **_ticked(*(each.case for each in planned)))
    assert answer.status_code == 302
    assert _recorded() == {each.case_id: (each.place.name, each.starts) for each in planned}


def test_one_place_that_was_typed_stands_for_all(
    people: People, planned: list[Hearing], browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: EVENING)
    send(browse(people.judge), "/hearings/day/", place=PLACE, **_ticked(*(each.case for each in planned)))
    assert _recorded() == {each.case_id: (PLACE, each.starts) for each in planned}


def test_a_hearing_of_a_later_day_is_moved_first_and_nothing_is_recorded(
    people: People, planned: list[Hearing], browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    (unplanned,) = try_alone(people, open_cases(people.clerk, ["王秀兰"]))
    answer = send(browse(people.judge), "/hearings/day/", place=PLACE, **_ticked(unplanned, planned[0].case))
    assert answer.status_code == 422
    assert f"{planned[0].case.number}排期在2023年2月9日开庭，还没有到期" in answer.content.decode()
    assert not Record.objects.exists()


def test_a_case_that_was_not_planned_needs_a_place(
    people: People, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    (case,) = try_alone(people, open_cases(people.clerk, ["王秀兰"]))
    judge = browse(people.judge)
    answer = send(judge, "/hearings/day/", place="", **_ticked(case))
    assert f"{case.number}没有排期，请填写开庭地点" in answer.content.decode()
    assert send(judge, "/hearings/day/", place=PLACE, **_ticked(case)).status_code == 302
    assert _recorded() == {case.pk: (PLACE, AT)}


def test_what_begins_early_began_now_and_is_closed_to_the_public_as_planned(
    people: People, planned: list[Hearing]
) -> None:
    Hearing.objects.filter(pk=planned[0].pk).update(is_public=False)
    early = planned[0].starts - datetime.timedelta(minutes=20)
    (record,) = actions.hold_many([actions.Held(planned[0].case_id)], by=people.judge, at=early)
    assert (record.opened_at, record.is_public) == (early, False)


def test_who_may_not_record_learns_no_day(people: People, planned: list[Hearing]) -> None:
    for who in (people.second_judge, people.cashier, people.stranger):
        with pytest.raises(Forbidden):
            actions.hold_many([actions.Held(planned[0].case_id)], by=who, at=AT)
    with pytest.raises(Refused, match="先改期"):
        actions.hold_many([actions.Held(planned[0].case_id)], by=people.judge, at=AT)
