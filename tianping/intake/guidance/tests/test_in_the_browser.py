"""One path on a phone, without scripts: axe finds nothing, nothing is wider than 320 px."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.live_court import LiveCourt
from tianping.intake.guidance.tests.walks import WALKS

LOAN = next(each for each in WALKS if each.path == "private_loan")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.browser
def test_a_loan_is_asked_about_on_a_phone_without_scripts(live_court: LiveCourt, phone_page: Page) -> None:
    browser = phone_page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    plain = context.new_page()
    plain.goto(live_court.url)
    plain.get_by_role("link", name="我要起诉").click()
    plain.get_by_role("link", name="借钱给别人，对方不还").click()
    while "/result/" not in plain.url:
        typed = LOAN.typed[plain.url.rstrip("/").rsplit("/", 1)[1]]
        fields = plain.locator("[name=answer]")
        if fields.first.get_attribute("type") == "radio":
            plain.locator(f'[name=answer][value="{typed}"]').check()
        else:
            fields.fill(typed)
        plain.get_by_role("button", name="继续").click()
    assert plain.get_by_role("heading", level=1).inner_text().endswith("起诉，其中包括本院")
    code = plain.locator(".guide-code").inner_text()
    context.close()
    # The same on another device, with scripts, by the code.
    phone_page.goto(f"{live_court.url}/guide/resume/")
    phone_page.get_by_label("引导码").fill(code)
    phone_page.get_by_role("button", name="继续").click()
    assert phone_page.get_by_role("button", name="打印").is_visible()
    for address in ("", "defendant_kind/", "principal_owed_fen/", "due_on/", "result/"):
        phone_page.goto(f"{live_court.url}/guide/{'private_loan/' if address else ''}{address}")
        assert Axe().run(phone_page).response["violations"] == [], address
        phone_page.set_viewport_size({"width": 320, "height": 640})
        assert phone_page.evaluate(WIDER) <= 0, address
        phone_page.set_viewport_size({"width": 390, "height": 844})
