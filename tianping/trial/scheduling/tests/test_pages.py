"""The pages of scheduling: who sees them, what they do, what a refusal says."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.hearings import served
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.models import Absence, Hearing, Place
from tianping.trial.scheduling.tests.conftest import moment, tried


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def _frame(*places: Place, last: str = "2023-02-28") -> str:
    typed = {"first": "2023-02-07", "last": last, "minutes": "45", "most": "7", "places": [p.pk for p in places]}
    return urlencode(typed, doseq=True)


def test_the_clerk_asks_for_a_plan_changes_it_and_adopts_it(
    people: People, court_clerk: User, cases: list[Case], courtroom: Place, branch: Place, browse: Browse
) -> None:
    client = browse(court_clerk)
    assert "3件案件可以排期" in client.get("/scheduling/plan/").content.decode()
    page = client.get(f"/scheduling/plan/?{_frame(courtroom, branch)}").content.decode()
    typed = dict(re.findall(r'name="(starts-\d+)" value="([^"]+)"', page))
    assert len(typed) == 3
    first, second, third = (case.pk for case in cases)
    typed |= {f"place-{pk}": branch.pk for pk in (first, second)} | {f"starts-{first}": "2023-02-10T15:00"}
    typed |= {f"case-{first}": "on", f"case-{second}": "on", "frame": _frame(courtroom, branch)}
    answer = send(client, "/scheduling/plan/adopt/", **typed)
    assert answer.status_code == 302
    assert {row.case_id for row in Hearing.objects.all()} == {first, second}
    assert Hearing.objects.get(case=first).starts == moment(10, 15)
    listed = client.get("/scheduling/").content.decode()
    assert cases[0].number in listed
    assert cases[2].number not in listed


def test_a_refused_plan_keeps_what_was_changed(
    people: People, court_clerk: User, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    first, second = cases[0].pk, cases[1].pk
    typed = {f"starts-{pk}": "2023-02-10T15:00" for pk in (first, second)}
    typed |= {f"place-{pk}": str(courtroom.pk) for pk in (first, second)}
    typed |= {f"case-{first}": "on", f"case-{second}": "on", "frame": _frame(courtroom)}
    answer = send(browse(court_clerk), "/scheduling/plan/adopt/", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "时间冲突" in page
    assert page.count('value="2023-02-10T15:00"') == 2
    assert page.count(" checked>") >= 2
    assert not Hearing.objects.exists()


def test_periods_are_given_up_on_record_for_many_cases_at_once(
    people: People, court_clerk: User, courtroom: Place, browse: Browse
) -> None:
    found = tried(people, ["黄小明", "李大山"], clerk=court_clerk)
    served(found, people.clerk, at=AT)
    client = browse(court_clerk)
    page = client.get("/scheduling/plan/").content.decode()
    assert "黄小明的答辩期至2023年2月21日届满" in page
    all_ticked = client.get("/scheduling/plan/?waived=all").content.decode()
    assert [len(re.findall(r'name="waived" value="\d+" checked', each)) for each in (page, all_ticked)] == [0, 2]
    typed = {"waived": [case.pk for case in found], "frame": _frame(courtroom)}
    assert send(client, "/scheduling/plan/waive/", **typed, record="").status_code == 422
    assert send(client, "/scheduling/plan/waive/", **typed, record="2023年2月6日询问笔录").status_code == 302
    proposed = client.get(f"/scheduling/plan/?{_frame(courtroom, last='2023-02-08')}").content.decode()
    assert len(re.findall(r'name="starts-\d+"', proposed)) == 2


def test_one_hearing_is_fixed_moved_and_cancelled(
    people: People, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    client = browse(people.judge)
    address = f"/scheduling/cases/{cases[0].pk}/"
    assert "最早2023年2月7日开庭" in client.get(address).content.decode()
    typed = {"place": courtroom.pk, "day": "2023-02-09", "time": "09:00", "minutes": "60"}
    assert "星期六" in send(client, address, **(typed | {"day": "2023-02-11"})).content.decode()
    answer = send(client, address, **typed)
    hearing = Hearing.objects.get()
    assert answer.headers["Location"] == f"/scheduling/{hearing.pk}/"
    page = client.get(f"/scheduling/{hearing.pk}/").content.decode()
    assert "独任审判员孙法" in page
    moved = {f"move-{name}": value for name, value in (typed | {"day": "2023-02-10", "reason": "被告住院"}).items()}
    answer = send(client, f"/scheduling/{hearing.pk}/reschedule/", **moved)
    again = Hearing.objects.get(status="fixed")
    assert answer.headers["Location"] == f"/scheduling/{again.pk}/"
    assert send(client, f"/scheduling/{again.pk}/cancel/", **{"cancel-reason": ""}).status_code == 422
    assert send(client, f"/scheduling/{again.pk}/cancel/", **{"cancel-reason": "撤诉"}).status_code == 302
    assert "被告住院" in client.get("/scheduling/?group=moved").content.decode()
    assert "撤诉" in client.get("/scheduling/?group=cancelled").content.decode()


def test_whoever_is_summoned_is_named_an_organisation_too(
    people: People, court_clerk: User, cases: list[Case], browse: Browse
) -> None:
    page = browse(court_clerk).get(f"/scheduling/cases/{cases[0].pk}/").content.decode()
    suing = cases[0].matter.litigants.get(role="plaintiff")
    assert suing.kind != "natural"
    assert f"<li>原告{suing.name}</li>" in page


def test_a_refused_move_leaves_the_hearing_as_it_was_and_keeps_what_was_typed(
    people: People, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    typed = {"place": courtroom.pk, "day": "2023-02-11", "time": "09:00", "minutes": "60", "reason": "被告住院"}
    moved = {f"move-{name}": value for name, value in typed.items()}
    client = browse(people.judge)
    answer = send(client, f"/scheduling/{hearing.pk}/reschedule/", **moved)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2023年2月11日是星期六，不开庭" in page
    assert "已改期" not in page
    assert all(f'value="{value}"' in page for value in ("2023-02-11", "被告住院"))
    blank = send(client, f"/scheduling/{hearing.pk}/cancel/", **{"cancel-reason": "　"}).content.decode()
    assert "已取消" not in blank
    assert "确定改期" in blank


def test_who_loses_the_race_reads_why_and_how_the_hearing_stands(
    people: People, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    actions.cancel(Hearing.objects.get(pk=hearing.pk), "撤诉", by=people.judge, at=AT)
    typed = {"place": courtroom.pk, "day": "2023-02-10", "time": "09:00", "minutes": "60", "reason": "被告住院"}
    client = browse(people.judge)
    answers = (
        send(client, f"/scheduling/{hearing.pk}/reschedule/", **{f"move-{key}": each for key, each in typed.items()}),
        send(client, f"/scheduling/{hearing.pk}/cancel/", **{"cancel-reason": "被告住院"}),
    )
    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "该事项已被他人处理" in page
        assert "已取消" in page


def test_the_week_the_cause_list_the_case_and_the_litigant_show_it(
    people: People, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    client = browse(people.judge)
    week = client.get("/scheduling/week/").content.decode()
    assert "09:00—10:00" in week
    assert "2月9日" in week
    listed = client.get("/scheduling/cause-list/?day=2023-02-09").content.decode()
    assert "黄小明" in listed
    assert "当日没有开庭" in client.get("/scheduling/cause-list/?day=2023-02-10").content.decode()
    assert "2023年2月9日 09:00—10:00" in client.get(f"/cases/{cases[0].pk}/").content.decode()
    assert "今日开庭" in client.get("/cases/today/").content.decode()


def test_a_calendar_opens_by_its_secret_alone_and_names_no_litigant(
    people: People, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    key = queries.calendar_key(people.judge)
    answer = browse(None).get(f"/scheduling/calendar/{people.judge.pk}/{key}.ics")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20230209T010000Z\r\n" in text
    assert cases[0].number in text.replace("\r\n ", "")
    assert "黄小明" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for user_id, guessed in ((people.judge.pk, "0" * 40), (people.second_judge.pk, key), (999_999, key)):
        assert browse(None).get(f"/scheduling/calendar/{user_id}/{guessed}.ics").status_code == 404


def test_places_and_absences_are_kept(people: People, courtroom: Place, browse: Browse) -> None:
    client = browse(people.clerk)
    typed = {"name": "孟坝支行", "address": "孟坝镇", "travel_minutes": "35"}
    assert send(client, "/scheduling/places/", **typed).status_code == 302
    assert "已有名为" in send(client, "/scheduling/places/", **typed).content.decode()
    assert send(client, f"/scheduling/places/{courtroom.pk}/close/").status_code == 302
    client.get("/scheduling/places/")
    page = client.get("/scheduling/places/").content.decode()
    assert "孟坝支行" in page
    assert "第一法庭" not in page
    away = {"person": people.judge.pk, "first_day": "2023-02-09", "last_day": "2023-02-08", "reason": "年休假"}
    assert "不能早于" in send(client, "/scheduling/absences/", **away).content.decode()
    assert send(client, "/scheduling/absences/", **(away | {"last_day": "2023-02-10"})).status_code == 302
    absence = Absence.objects.get()
    assert "年休假" in client.get("/scheduling/absences/").content.decode()
    assert send(client, f"/scheduling/absences/{absence.pk}/withdraw/").status_code == 302
    absence.refresh_from_db()
    assert absence.withdrawn_by == people.clerk


@pytest.mark.parametrize(("who", "status"), [("judge", 200), ("clerk", 200), ("second_judge", 404), ("cashier", 403)])
def test_a_hearing_is_seen_by_those_who_see_its_case(
    people: People, cases: list[Case], courtroom: Place, browse: Browse, who: str, status: int
) -> None:
    hearing = actions.fix(Draft(cases[0].pk, courtroom.pk, moment(9, 9), 60), by=people.judge, at=AT)
    client = browse(getattr(people, who))
    assert client.get(f"/scheduling/{hearing.pk}/").status_code == status
    assert client.get(f"/scheduling/cases/{cases[0].pk}/").status_code == status


def test_lists_cost_the_same_number_of_statements_whatever_their_size(
    people: People, cases: list[Case], courtroom: Place, browse: Browse
) -> None:
    client = browse(people.judge)
    client.get("/scheduling/")
    counts = []
    for number, case in enumerate(cases[:2]):
        actions.fix(Draft(case.pk, courtroom.pk, moment(9, 9 + number), 60), by=people.judge, at=AT)
        counts.append(
            [
                _statements(client, address)
                for address in ("/scheduling/", "/scheduling/week/", "/scheduling/cause-list/?day=2023-02-09")
            ]
        )
    assert counts[0] == counts[1]


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_mistyped_day_shows_the_present_week(people: People, browse: Browse) -> None:
    page = browse(people.judge).get("/scheduling/week/?day=morgen").content.decode()
    assert f"{datetime.date(2023, 2, 6).year}年2月6日起一周" in page


def test_a_litigant_is_told_to_come_early_only_until_the_hour_came(
    court_clerk: User, cases: list[Case], courtroom: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases[0]
    actions.fix(Draft(case.pk, courtroom.pk, moment(10, 15), 45), by=court_clerk, at=AT)
    typed = {"number": case.number, "code": code_of(case, "defendant")}

    def page_at(hour: int) -> str:
        monkeypatch.setattr("tianping.kernel.clock.now", lambda: moment(10, hour))
        litigant = Client()
        assert litigant.post("/progress/", typed).status_code == 302
        return litigant.get("/progress/case/").content.decode()

    assert "提前到达" in page_at(14)
    later = page_at(15)
    assert "提前到达" not in later and "开庭时间已经到了" in later
