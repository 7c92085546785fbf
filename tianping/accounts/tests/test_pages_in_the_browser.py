"""The room's pages in a real browser: axe finds nothing, nothing overflows, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = {
    "system_administrator": ("people/", "people/add/", "people/6/", "me/", "password/change/", "2fa/totp/activate/"),
    "security_administrator": ("people/6/", "people/6/appoint/"),
    "audit_administrator": ("audit/",),
    "trial_manager": ("local-figures/", "local-figures/average_wage/enter/", "local-figures/fee_rounding/enter/"),
}
WIDTHS = (1440, 390, 320)

pytestmark = pytest.mark.browser


def troubles(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the window."""
    found = [f"{page.url}: {violation['id']}" for violation in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url}: overflows at {page.viewport_size}")
    return found


@pytest.mark.parametrize("post", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(live_court, as_post, page: Page, post: str):
    found: list[str] = []
    as_post(page, post)
    for address in PAGES[post]:
        page.goto(f"{live_court.url}/accounts/{address}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += troubles(page)
    assert found == []


def test_the_log_in_page_passes_also_after_a_wrong_password(live_court, page: Page):
    page.goto(f"{live_court.url}/accounts/login/")
    found = troubles(page)
    page.get_by_label("登录名").fill("nobody")
    page.get_by_label("密码").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert found + troubles(page) == []
