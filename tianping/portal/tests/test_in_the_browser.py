"""What helps, in a real browser: narrow screens, axe, no scripts, the keys of the kiosk and the end of its minute."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.cases import code_of, open_cases
from tests.support.court import AT
from tests.support.inspection import EVERY_WIDTH, PHONE, SMALL_PHONE, Inspection
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User

pytestmark = pytest.mark.browser


def test_help_and_elder_mode_pass_axe_at_every_width_and_need_no_scripts(
    live_court: LiveCourt, page: Page, browser: Browser
) -> None:
    inspection = Inspection()
    for address in ("/help/?page=/progress/", "/help/asked/", "/kiosk/"):
        inspection.open(page, live_court.url + address, EVERY_WIDTH)
    page.goto(live_court.url)
    page.get_by_role("button", name="长辈版").click()
    for address in ("/", "/help/"):
        inspection.open(page, live_court.url + address, (PHONE, SMALL_PHONE))
    # What is ticked is no smaller than the words beside it.
    page.goto(f"{live_court.url}/guide/private_loan/")
    beside = "each => each.offsetWidth / parseFloat(getComputedStyle(each.closest('label')).fontSize)"
    assert page.locator("main input[type=radio]").first.evaluate(beside) > 1.1
    page.goto(live_court.url)
    expect(page.locator(".tp-brand__court")).to_be_visible()
    inspection.close()
    # A browser that speaks Chinese offers to read aloud; one that does not says so.
    page.set_viewport_size({"width": PHONE, "height": 844})
    for language, words, able in (("zh-CN", "朗读本页", True), ("en-US", "这台设备没有中文语音，不能朗读", False)):
        page.add_init_script(f"speechSynthesis.getVoices = () => [{{lang: '{language}'}}]")
        page.goto(live_court.url)
        button = page.get_by_role("button", name=words)
        expect(button).to_be_enabled(enabled=able)
        assert button.evaluate("(each) => each.scrollWidth <= each.clientWidth + 1")
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    plain.goto(live_court.url)
    plain.get_by_role("button", name="长辈版").click()
    expect(plain.get_by_role("button", name="朗读本页")).to_be_hidden()
    plain.get_by_role("link", name="请人帮我").click()
    plain.get_by_label("您的电话").fill("19900000007")
    plain.get_by_role("button", name="请给我打电话").click()
    expect(plain.get_by_role("heading", name="已经记下，等我们的电话")).to_be_visible()
    plain.context.close()


def test_a_finger_types_number_and_code_at_the_kiosk_and_the_screen_clears_itself(
    live_court: LiveCourt, page: Page
) -> None:
    (case,) = open_cases(User.objects.get(username="filing1"), ["黄小明"], at=AT)
    page.clock.install()
    page.goto(f"{live_court.url}/kiosk/")
    page.get_by_text(case.type_code, exact=True).click()
    page.get_by_label("号数").click()
    for sign in str(case.sequence):
        page.get_by_role("button", name=sign, exact=True).click()
    page.get_by_label("查询码").click()
    for sign in code_of(case):
        page.get_by_role("button", name=sign, exact=True).click()
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_text(case.number).first).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    inspection = Inspection()
    inspection.look(page, page.reload(), (1440,))
    inspection.close()
    page.clock.run_for(50_000)
    expect(page.get_by_text("秒后屏幕自动清空")).to_be_visible()
    page.clock.run_for(15_000)
    expect(page).to_have_url(f"{live_court.url}/kiosk/")
    expect(page.get_by_label("查询码")).to_have_value("")
    page.go_back()
    expect(page.get_by_text(case.number)).to_have_count(0)


def test_a_page_that_is_not_there_has_its_heading_in_focus(live_court: LiveCourt, page: Page) -> None:
    page.goto(f"{live_court.url}/nothing/")
    expect(page.get_by_role("heading", name="没有找到这个页面")).to_be_focused()
    expect(page.get_by_role("link", name="请人帮我")).to_be_visible()


def test_after_a_refused_form_the_summary_of_errors_has_the_focus(live_court: LiveCourt, page: Page) -> None:
    page.goto(f"{live_court.url}/help/?page=/progress/")
    page.get_by_role("button", name="请给我打电话").click()
    expect(page.locator(".tp-summary")).to_be_focused()
