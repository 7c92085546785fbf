"""The work list: what is due, how near, for whom."""

import datetime

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, DAY, People
from tianping.accounts.posts import Post
from tianping.cases import actions
from tianping.cases.models import Case, Clock
from tianping.cases.permissions import visible_clocks
from tianping.cases.queries import case_page, clock_groups, due_soon, light_of, nearest
from tianping.kernel.clock import CHINA


def a_clock(case: Case, period: str) -> Clock:
    return Clock.objects.get(case=case, period_id=period)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "state", "days"),
    [
        ("2023-02-06", "on_time", 5),
        ("2023-02-08", "due_soon", 3),
        ("2023-02-11", "due_soon", 0),
        ("2023-02-12", "overdue", 1),
    ],
)
def test_the_light_warns_three_days_before_and_is_red_only_after_the_last_day(
    people: People, case: Case, on: str, state: str, days: int
) -> None:
    # The service of the complaint: five days from 6 February end on Saturday 11 February, moved to Monday 13.
    clock = a_clock(case, "C-SERVE-5")
    assert (clock.nominal_due, clock.legal_due) == (day("2023-02-11"), day("2023-02-13"))
    Clock.objects.filter(pk=clock.pk).update(legal_due=clock.nominal_due)
    clock.refresh_from_db()
    light = light_of(clock, day(on))
    assert (light.state, light.days) == (state, days)


def test_warnings_run_on_the_nominal_day_and_overdue_on_the_legal_one(people: People, case: Case) -> None:
    clock = a_clock(case, "C-SERVE-5")
    assert light_of(clock, day("2023-02-08")).state == "due_soon"
    on_sunday = light_of(clock, day("2023-02-12"))
    assert (on_sunday.state, on_sunday.days, on_sunday.note) == ("due_soon", 1, "名义届满日2月11日")
    assert light_of(clock, day("2023-02-13")).state == "due_soon"
    assert light_of(clock, day("2023-02-14")).state == "overdue"


def test_a_trial_limit_warns_fifteen_days_before(people: People, case: Case) -> None:
    clock = a_clock(case, "C-TRIAL-SIMPLE")
    assert light_of(clock, clock.nominal_due - datetime.timedelta(days=16)).state == "on_time"
    assert light_of(clock, clock.nominal_due - datetime.timedelta(days=15)).state == "due_soon"


def test_a_year_without_announced_holidays_says_so(people: People, browse: Browse) -> None:
    later = datetime.datetime(2026, 12, 25, 9, 0, tzinfo=CHINA)
    (case,) = open_cases(people.clerk, ["黄小明"], at=later, clocks=("C-FEE-7",))
    clock = a_clock(case, "C-FEE-7")
    assert clock.legal_due is None
    assert light_of(clock, day("2026-12-25")).state == "pending"
    with override_settings(TODAY=later.date()):
        text = browse(people.clerk).get("/cases/due/").content.decode()
    assert "待定：2027年节假日安排尚未公布" in text
    assert "2027年1月1日" in text


def test_groups_divide_all_running_clocks(people: People, case: Case) -> None:
    for on in range(0, 120):
        groups = clock_groups(people.clerk, DAY + datetime.timedelta(days=on))
        assert sum(group.count for group in groups) == 3
    counts = {group.key: group.count for group in clock_groups(people.clerk, DAY)}
    assert counts == {"overdue": 0, "three": 0, "seven": 2, "later": 1}
    on_sunday = {group.key: group.count for group in clock_groups(people.clerk, day("2023-02-12"))}
    assert on_sunday["overdue"] == 0
    on_tuesday = {group.key: group.count for group in clock_groups(people.clerk, day("2023-02-14"))}
    assert on_tuesday["overdue"] == 2


def test_the_list_shows_the_clerk_what_is_due_with_its_article(people: People, case: Case, browse: Browse) -> None:
    text = browse(people.clerk).get("/cases/due/").content.decode()
    assert "《民事诉讼法》第一百二十八条" in text
    assert "2023年2月11日" in text
    assert "2023年2月13日" in text
    assert f'href="/cases/{case.pk}/"' in text
    seven = browse(people.clerk).get("/cases/due/", {"group": "seven", "kind": "C-FEE-7"}).content.decode()
    assert "《诉讼费用交纳办法》第二十二条" in seven
    assert "第一百二十八条" not in seven


def test_periods_that_each_litigant_has_say_whose_they_are(people: People, case: Case, browse: Browse) -> None:
    both = list(case.matter.litigants.all())
    actions.start_clocks(
        [
            actions.ClockStart(case.matter_id, case.pk, "C-EVID-SIMPLE", DAY, Post.FILING_CLERK, litigant_id=each.pk)
            for each in both
        ],
        on=DAY,
    )
    for page in ("/cases/due/?kind=C-EVID-SIMPLE", f"/cases/{case.pk}/"):
        text = browse(people.clerk).get(page).content.decode()
        assert all(f"举证期限（简易） · {each.name}" in text for each in both), page
    told = browse(people.clerk).get(f"/api/v1/cases/{case.pk}/clocks").json()
    assert {row["whose"] for row in told if row["period_id"] == "C-EVID-SIMPLE"} == {each.name for each in both}


def test_a_clock_with_an_owner_is_on_the_owners_list_only(people: People, case: Case, browse: Browse) -> None:
    Clock.objects.filter(case=case).update(owner=people.judge, owner_post=Post.JUDGE)
    assert case.number in browse(people.judge).get("/cases/due/").content.decode()
    assert case.number not in browse(people.second_judge).get("/cases/due/").content.decode()
    assert case.number not in browse(people.clerk).get("/cases/due/").content.decode()


def test_a_stopped_clock_is_on_no_list(people: People, case: Case, browse: Browse) -> None:
    actions.stop_clocks([case.matter_id], ["C-FEE-7"], on=DAY, cause="已交纳", by=people.clerk)
    assert "《诉讼费用交纳办法》第二十二条" not in browse(people.clerk).get("/cases/due/").content.decode()


def test_the_cashier_has_no_work_list_and_a_stranger_signs_in_first(people: People, browse: Browse) -> None:
    assert browse(people.cashier).get("/cases/due/").status_code == 403
    assert browse(None).get("/cases/due/").status_code == 302


def test_the_number_of_statements_does_not_grow_with_the_clocks(people: People, browse: Browse) -> None:
    clerk = browse(people.clerk)
    open_cases(people.clerk, ["甲"])
    clerk.get("/cases/due/")
    with CaptureQueriesContext(connection) as few:
        clerk.get("/cases/due/")
    open_cases(people.clerk, [f"乙{place}" for place in range(60)])
    with CaptureQueriesContext(connection) as many:
        clerk.get("/cases/due/")
    assert len(many) == len(few)


def test_a_running_clock_without_case_leads_through_the_matter(people: People, browse: Browse) -> None:
    draft = actions.MatterDraft(
        cause_name="民间借贷纠纷",
        claim_fen=100,
        litigants=(actions.LitigantDraft(role="plaintiff", kind="natural", name="王某"),),
    )
    (matter,) = actions.open_matters([draft], at=AT)
    actions.start_clocks([actions.ClockStart(matter.pk, None, "C-FILE-7", DAY, Post.FILING_CLERK)], on=DAY)
    text = browse(people.clerk).get("/cases/due/").content.decode()
    assert f'href="/cases/matter/{matter.pk}/"' in text
    assert "尚未编立案号" in text


def test_what_a_litigant_may_do_and_need_not_lapses_and_nobody_is_late(people: People) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], clocks=("C-ANSWER-15", "C-TRIAL-SIMPLE"))
    actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=AT)
    Clock.objects.filter(case=case).update(owner=people.judge)
    clock, after = a_clock(case, "C-ANSWER-15"), day("2023-02-22")
    assert light_of(clock, day("2023-02-21")).state == "due_soon"
    assert light_of(clock, after).state == "lapsed"
    assert [group.count for group in clock_groups(people.judge, after)] == [0, 0, 0, 1]
    assert not due_soon(visible_clocks(people.judge), after).exists()
    assert nearest([clock, a_clock(case, "C-TRIAL-SIMPLE")], after).period_id == "C-TRIAL-SIMPLE"
    page = case_page(case, people.judge, after)
    assert [shown.clock.period_id for shown in page.running] == ["C-TRIAL-SIMPLE", "C-ANSWER-15"]
