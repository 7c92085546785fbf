"""Signing a pleading on a pad in a real browser: what was drawn is there again when something else is to be mended."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.support.clients import Browse
from tests.support.live_court import LiveCourt
from tests.support.pleadings import whole
from tianping.intake.application.models import Signature
from tianping.intake.application.tests.conftest import citizen

pytestmark = pytest.mark.browser
INK = (
    "(pad) => { const { data } = pad.getContext('2d').getImageData(0, 0, pad.width, pad.height);"
    " return data.filter((value, place) => place % 4 === 3 && value > 0).length; }"
)


def draw(page: Page) -> None:
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 40 + 20 * step, box["y"] + 60 + (30 if step % 2 else -20))
    page.mouse.up()


def open_signing(court: LiveCourt, page: Page, browse: Browse) -> None:
    """The page of signing a whole pleading, in the hands of whoever sues."""
    sues = citizen("xiulan", "甄秀兰")
    session = browse(sues).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": court.url}])
    page.goto(f"{court.url}/apply/{whole(sues).pk}/sign/")


def send(page: Page, *, tick: bool) -> None:
    if tick:
        page.get_by_label("我确认").check()
    page.get_by_role("button", name="签名并提交给法院").click()


def test_whoever_signed_and_forgot_the_tick_need_not_sign_again(
    live_court: LiveCourt, page: Page, browse: Browse
) -> None:
    open_signing(live_court, page, browse)
    draw(page)
    drawn = page.locator("canvas").evaluate(INK)
    send(page, tick=False)
    expect(page.get_by_role("alert")).to_contain_text("请勾选")
    page.wait_for_function(f"({INK})(document.querySelector('canvas')) > {drawn // 2}")
    send(page, tick=True)
    page.wait_for_url("**/receipt/")
    assert Signature.objects.get().way == "pad"


def test_what_was_drawn_can_be_cleared_after_an_error_too(live_court: LiveCourt, page: Page, browse: Browse) -> None:
    open_signing(live_court, page, browse)
    draw(page)
    send(page, tick=False)
    page.wait_for_function(f"({INK})(document.querySelector('canvas')) > 0")
    page.get_by_role("button", name="清除重签").click()
    send(page, tick=True)
    page.wait_for_url("**/receipt/")
    assert Signature.objects.get().way == "typed"
