"""The room's pages in a real browser: axe finds nothing, nothing overflows, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page

from tests.support.inspection import EVERY_WIDTH, Inspection

PAGES = {
    "system_administrator": ("people/", "people/add/", "people/6/", "me/", "password/change/", "2fa/totp/activate/"),
    "security_administrator": ("people/6/", "people/6/appoint/"),
    "audit_administrator": ("audit/",),
    "trial_manager": ("local-figures/", "local-figures/average_wage/enter/", "local-figures/fee_rounding/enter/"),
}

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("post", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(live_court, as_post, page: Page, post: str):
    inspection = Inspection(who=post)
    as_post(page, post)
    for address in PAGES[post]:
        inspection.open(page, f"{live_court.url}/accounts/{address}", EVERY_WIDTH)
    inspection.close()


def test_the_log_in_page_passes_also_after_a_wrong_password(live_court, page: Page):
    inspection = Inspection(who="nobody")
    inspection.open(page, f"{live_court.url}/accounts/login/", EVERY_WIDTH)
    page.get_by_label("登录名").fill("nobody")
    page.get_by_label("密码").fill("wrong")
    with page.expect_navigation() as refused:
        page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    inspection.look(page, refused.value, EVERY_WIDTH)
    inspection.close()
