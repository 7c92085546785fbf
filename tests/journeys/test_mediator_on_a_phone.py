"""A mediator does the whole work on a phone: accepts, calls, records how it ended; ticks several and ends them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import every
from tests.support.live_court import LiveCourt

pytestmark = pytest.mark.browser

FINGERS = "main .tp-table__row, main .tp-button, .mediation-tick, main .tp-tabs a, main input[type=search]"


def test_a_mediator_accepts_calls_and_ends_a_mediation_with_a_thumb(
    demonstration_court: LiveCourt, phone_page: Page, as_post: Callable[[Page, str], Page]
) -> None:
    page = as_post(phone_page, "mediator")
    assert page.url == f"{demonstration_court.url}/mediation/"
    page.locator("a.tp-table__row").first.tap()
    number = page.locator("li[aria-current=page]").inner_text()
    page.get_by_role("button", name="接受委派").tap()
    expect(page.get_by_text("已接受1件")).to_be_visible()
    page.get_by_role("button", name=re.compile("完整电话")).first.tap()
    expect(page.locator("a[href^='tel:199']").first).to_be_visible()
    expect(page.get_by_text("调解成功", exact=True)).to_have_count(0)
    page.get_by_role("link", name="征询调解意愿").tap()
    page.get_by_label("同意调解", exact=True).check()
    page.get_by_label("征询的方式").fill("2月7日电话征询")
    page.get_by_role("button", name="登记答复").tap()
    page.get_by_text("调解成功", exact=True).tap()
    page.get_by_role("button", name="登记调解成功").tap()
    expect(page.get_by_text("请填写达成的协议。")).to_be_visible()
    page.get_by_label("达成的协议").fill("被告于2023年3月1日前付清。")
    page.get_by_role("button", name="登记调解成功").tap()
    expect(page.get_by_text("已登记调解成功。")).to_be_visible()
    page.goto(f"{demonstration_court.url}/mediation/?group=ended")
    expect(page.get_by_role("link", name=number, exact=True)).to_be_visible()


def test_a_mediator_ends_the_ticked_ones_with_one_reason(
    demonstration_court: LiveCourt, phone_page: Page, as_post: Callable[[Page, str], Page]
) -> None:
    page = as_post(phone_page, "mediator")
    page.get_by_role("link", name="全选本页").tap()
    page.locator(".mediation-tick input").first.uncheck()
    many = page.locator(".mediation-tick input:checked").count()
    page.get_by_role("button", name="接受（所选）").tap()
    expect(page.get_by_text(f"已接受{many}件")).to_be_visible()
    page.goto(f"{demonstration_court.url}/mediation/?group=accepted")
    for box in every(page.locator(".mediation-tick input"))[:2]:
        box.tap()
    page.get_by_text("调解不成（所选）", exact=True).tap()
    page.get_by_label("调解不成的原因").fill("被申请人均联系不上。")
    page.get_by_role("button", name="登记调解不成（所选）").tap()
    expect(page.get_by_text("已登记2件，材料已转回")).to_be_visible()


def test_everything_to_be_touched_is_as_high_as_a_finger(
    demonstration_court: LiveCourt, phone_page: Page, as_post: Callable[[Page, str], Page]
) -> None:
    page = as_post(phone_page, "mediator")
    page.goto(f"{demonstration_court.url}/mediation/?group=accepted")
    heights = page.locator(FINGERS).evaluate_all("(all) => all.map((each) => each.offsetHeight)")
    assert len(heights) > 8
    assert min(heights) >= 44
