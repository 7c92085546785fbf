"""A hearing in a real browser: typed and saved by itself, closed, signed on the pad by mouse; clean by axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import every
from tests.support.cases import open_cases
from tests.support.court import AT, DAY
from tests.support.hearings import planned_hearing
from tests.support.inspection import DESK, PHONE, Inspection
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Record, Section, Signature
from tianping.trial.hearings.tests.conftest import PLACE

pytestmark = pytest.mark.browser


def who(username: str) -> User:
    return acting(User.objects.get(username=username), DAY)


@pytest.fixture
def record(live_court: LiveCourt) -> Record:
    """The record of a hearing before the demonstration judge, just opened; another case waits to be heard."""
    judge = who("judge1")
    cases = open_cases(who("filing1"), ["黄小明", "阿卜杜热合曼·吐尔逊·买买提艾力𬱖"])
    for case in cases:
        seat = case_actions.SeatDraft(case.pk, judge.pk, Seat.Role.SOLE)
        case_actions.seat_many([seat], by=judge, at=AT)
        case_actions.make_responsible({judge.pk: [case.pk]}, by=judge, at=AT)
    return actions.open_record(actions.RecordDraft(cases[0].pk, PLACE), by=judge, at=AT)


def draw(page: Page) -> None:
    """Sign on the pad with the mouse."""
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 40 + 20 * step, box["y"] + 60 + (30 if step % 2 else -20))
    page.mouse.up()


def test_a_hearing_is_typed_closed_and_signed_on_the_pad(
    live_court: LiveCourt, record: Record, page: Page, as_post
) -> None:
    inspection = Inspection(who="judge")
    inspection.listen(page)
    as_post(page, "judge")
    address = f"{live_court.url}/hearings/{record.pk}/"
    case = f"/hearings/cases/{record.case_id}"
    for path in ("/hearings/", "/hearings/day/", f"/hearings/{record.pk}/", f"{case}/open/", f"{case}/turns/"):
        inspection.open(page, live_court.url + path, (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address)
    area = page.get_by_label("原告陈述")
    area.fill("审：原告陈述诉讼请求。\n原：请求判令被告偿还借款本金48440元。")
    expect(page.locator("#save-state")).to_contain_text("已自动保存")
    assert "48440元" in Section.objects.get(record=record, code="claim").text
    page.get_by_role("button", name="原：坚持诉讼请求。").click()
    for radio in every(page.get_by_role("radio", name="到庭", exact=True)):
        radio.check()
    page.get_by_role("button", name="记明到庭情况").click()
    expect(page.get_by_text("到庭情况已记明。")).to_be_visible()
    assert "坚持诉讼请求" in Section.objects.get(record=record, code="last").text
    page.get_by_role("button", name="已告知权利义务、询问回避").click()
    page.get_by_label("庭审结果").select_option(label="择期宣判")
    page.get_by_role("button", name="记录完毕").click()
    page.get_by_role("link", name="核对签名").click()
    people = Attendance.objects.filter(record=record, appeared=True).count()
    inspection.open(page, f"{address}signing/", (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(f"{address}signing/")
    for signed in range(people):
        draw(page)
        page.get_by_role("button", name="确认签名").click()
        expect(page.locator("img.hearing-signature")).to_have_count(signed + 1)
    page.get_by_role("button", name="签名完毕").click()
    expect(page.get_by_text("笔录签名完毕")).to_be_visible()
    assert Signature.objects.filter(record=record, way="pad").count() == people
    inspection.open(page, address, (DESK, PHONE))
    inspection.close()


def test_what_the_court_did_not_get_stays_in_the_browser_and_is_sent_again(
    live_court: LiveCourt, record: Record, page: Page, as_post
) -> None:
    as_post(page, "judge")
    address = f"{live_court.url}/hearings/{record.pk}/"
    page.goto(address)
    page.route("**/sections/**", lambda route: route.abort())
    page.get_by_label("被告答辩").fill("被：借款属实。")
    expect(page.locator("#save-state")).to_contain_text("内容保留在本机")
    page.unroute("**/sections/**")
    expect(page.locator("#save-state")).to_contain_text("已自动保存")
    assert Section.objects.get(record=record, code="answer").text == "被：借款属实。"


LABEL = "(box) => getComputedStyle(box.closest('td'), '::before').content"
LINES = "(name) => name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight)"


def test_the_circuit_day_says_what_its_boxes_tick_and_breaks_no_courtroom_in_two(
    live_court: LiveCourt, record: Record, page: Page, as_post
) -> None:
    waiting = Case.objects.exclude(pk=record.case_id).get()
    planned_hearing(waiting, who("judge1"), who("filing1"), at=AT)
    as_post(page, "judge")
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(f"{live_court.url}/hearings/day/")
    assert page.locator(".hearing-place").evaluate(LINES) < 1.5
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert page.get_by_label(f"{waiting.number}已开庭").evaluate(LABEL) == '"开庭"'
