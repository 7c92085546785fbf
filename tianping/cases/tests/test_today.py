"""今日工作: what waits for each person, in lists; nothing of others, and in a constant number of statements."""

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, People
from tianping.accounts.models import User
from tianping.accounts.queries import first_page
from tianping.cases import actions
from tianping.cases.models import Case, Clock
from tianping.cases.today import LoadedList, lists_for

pytestmark = pytest.mark.django_db


def listed(user: User, title: str, on: datetime.date = DAY) -> LoadedList:
    return next(each for each in lists_for(user, on) if each.title == title)


def page_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def handed_to(judge: User, people: People, *cases: Case) -> None:
    """The cases are the judge's, and with them the trial limits that ran for the head of the division."""
    limits = Clock.objects.filter(case__in=cases, period_id="C-TRIAL-SIMPLE")
    limits.update(owner_post="division_head")
    actions.make_responsible({judge.pk: [case.pk for case in cases]}, by=people.head, at=AT)


def test_a_judge_reads_what_ends_within_three_days_and_nothing_of_another(people: People, case: Case) -> None:
    handed_to(people.judge, people, case)
    limit = Clock.objects.get(case=case, period_id="C-TRIAL-SIMPLE").nominal_due
    (task,) = listed(people.judge, "期限临近或者逾期", limit - datetime.timedelta(days=3)).waiting.tasks
    assert (task.note, task.by) == (case.number, limit)
    assert listed(people.judge, "期限临近或者逾期", limit - datetime.timedelta(days=4)).waiting.count == 0
    assert listed(people.second_judge, "期限临近或者逾期", limit).waiting.count == 0


def test_whoever_decides_on_extensions_reads_the_requests_of_others_only(people: People, case: Case) -> None:
    handed_to(people.judge, people, case)
    clock = Clock.objects.get(case=case, period_id="C-TRIAL-SIMPLE")
    actions.request_extension(clock, length=10, unit="日", reason="等待鉴定意见", by=people.judge, at=AT)
    (task,) = listed(people.president, "延长审限待批准").waiting.tasks
    assert (task.label, task.note) == ("延长10日", f"{case.number}，孙法申请")
    assert "延长审限待批准" not in {each.title for each in lists_for(people.judge, DAY)}


def test_full_lists_stand_before_empty_ones_and_the_rest_is_counted(people: People) -> None:
    cases = open_cases(people.clerk, [f"黄{word}" for word in "一二三四五六七八"])
    handed_to(people.judge, people, *cases)
    limit = Clock.objects.filter(case__in=cases, period_id="C-TRIAL-SIMPLE")[0].nominal_due
    first = lists_for(people.judge, limit)[0]
    assert (first.title, len(first.waiting.tasks), first.waiting.count) == ("期限临近或者逾期", 6, 8)


def test_the_page_is_the_first_of_those_who_try_cases_and_of_leaders_and_of_nobody_else(people: People) -> None:
    for person in (people.judge, people.assessor, people.head, people.president):
        assert first_page(person, DAY) == "/cases/today/"
        assert "今日工作" in page_of(person).get("/cases/today/").content.decode()
    for person in (people.cashier, people.mediator, people.stranger):
        assert page_of(person).get("/cases/today/").status_code == 403


def test_the_page_asks_the_same_number_of_questions_whatever_waits(people: People) -> None:
    client = page_of(people.judge)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/cases/today/").status_code == 200
        return len(captured)

    # The first request of a session notes the time in it.
    statements()
    few = statements()
    cases = open_cases(people.clerk, [f"黄{word}" for word in "一二三四五"])
    handed_to(people.judge, people, *cases)
    assert statements() == few
