"""The plan and the week in a real browser: hearings moved by the mouse and by keys alone; clean by axe."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.support.cases import open_cases
from tests.support.court import AT, DAY
from tests.support.hearings import a_place, made_hearable
from tests.support.inspection import DESK, PHONE, Inspection
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.kernel.clock import CHINA
from tianping.trial.scheduling.models import Hearing

pytestmark = pytest.mark.browser


def who(username: str) -> User:
    return acting(User.objects.get(username=username), DAY)


def hearable(live_court: LiveCourt) -> list[Case]:
    """Two cases of the demonstration judge that can be planned, and a courtroom."""
    judge, filing = who("judge1"), who("filing1")
    cases = open_cases(filing, ["黄小明", "阿卜杜热合曼·吐尔逊·买买提艾力𬱖"])
    people = ((judge, Seat.Role.SOLE), (who("clerk1"), Seat.Role.CLERK))
    seats = [case_actions.SeatDraft(case.pk, user.pk, role) for case in cases for user, role in people]
    case_actions.seat_many(seats, by=filing, at=AT)
    case_actions.make_responsible({judge.pk: [case.pk for case in cases]}, by=filing, at=AT)
    made_hearable(cases, who("clerk1"), at=AT)
    a_place("第一法庭", filing, at=AT)
    return cases


def test_hearings_are_moved_by_the_mouse_and_by_keys_alone(live_court: LiveCourt, page: Page, as_post) -> None:
    inspection = Inspection(who="judge")
    inspection.listen(page)
    cases = hearable(live_court)
    as_post(page, "judge")
    page.goto(f"{live_court.url}/scheduling/plan/")
    page.get_by_role("button", name="生成方案").click()
    rows = page.locator(".scheduling-row")
    expect(rows).to_have_count(2)
    inspection.open(page, page.url, (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": 900})
    first, second = (page.locator(f"[name=starts-{case.pk}]") for case in cases)
    early, late = first.input_value(), second.input_value()
    rows.nth(0).locator(".scheduling-people").drag_to(rows.nth(1).locator(".scheduling-people"))
    expect(first).to_have_value(late)
    expect(second).to_have_value(early)

    # Without a mouse: from the case on to its hour, which is typed; Enter fixes the plan.
    page.get_by_role("checkbox", name=cases[0].number).focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    first.fill(f"{late[:10]}T16:00")
    first.press("Enter")
    page.wait_for_url(lambda url: "/plan/" not in url)
    fixed = Hearing.objects.get(case=cases[0])
    assert fixed.starts.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M") == f"{late[:10]}T16:00"

    on = fixed.starts.astimezone(CHINA).date()
    inspection.open(page, f"{live_court.url}/scheduling/week/?day={on}", (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": 900})
    other = on + datetime.timedelta(days=1 if on.weekday() < 3 else -1)
    page.locator(f"[data-move='/scheduling/{fixed.pk}/']").drag_to(page.locator(f"[data-day='{other}']"))
    page.wait_for_url(f"**/scheduling/{fixed.pk}/?day={other}")
    page.go_back()
    page.get_by_role("link", name=cases[0].number).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/scheduling/{fixed.pk}/")
    inspection.close()
