"""Every page that a post's navigation leads to and its lists open: served, quiet, not too wide, passed by axe."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.support.cases import code_of
from tests.support.inspection import DESK, PHONE, SMALL_PHONE, Inspection
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models import Case
from tianping.config.demo.people import logins

pytestmark = pytest.mark.browser

ADDRESSES = "(links) => links.map((link) => link.href)"
NAVIGATION = "#navigation a"
ROW = "main a.tp-table__row"
TABS = "main .tp-tabs a"
VERBS = "main .tp-heading a.tp-button, main a.tp-list__change, main .case-frame a.tp-button"
PUBLIC_PAGES = ("/", "/progress/", "/accounts/login/")


def _first_of_each_post() -> dict[str, str]:
    people = {person["role"]: person["user"] for person in reversed(logins())}
    return {post.value: people[post.value] for post in Post}


def _session(username: str) -> str:
    """The key of a signed-in session."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _links(page: Page, selector: str) -> list[str]:
    return list(dict.fromkeys(page.locator(selector).evaluate_all(ADDRESSES)))


class Walk:
    """One post's way: its navigation, a row of each list; tabs and verbs only where nobody was before."""

    def __init__(self, page: Page, inspection: Inspection, been: set[str]) -> None:
        self.page, self.inspection, self.been = page, inspection, been
        self.own: set[str] = set()

    def go(self, start: str) -> None:
        """The first page, then along the navigation."""
        self._list(start)
        self.page.goto(start)
        for address in _links(self.page, NAVIGATION):
            self._list(address)

    def _list(self, address: str) -> None:
        if not self._open(address):
            return
        tabs, row, verbs = _links(self.page, TABS), _links(self.page, ROW)[:1], _links(self.page, VERBS)
        self._detail(row)
        self._verbs(verbs)
        for tab in tabs:
            if tab not in self.been and self._open(tab):
                self._detail(_links(self.page, ROW)[:1])

    def _detail(self, row: list[str]) -> None:
        for address in row:
            if self._open(address):
                self._verbs(_links(self.page, VERBS))

    def _verbs(self, addresses: list[str]) -> None:
        """Pages of verbs look the same whichever record they are about."""
        for address in addresses:
            kind = re.sub(r"/\d+/", "/0/", address)
            if kind not in self.been:
                self.been.add(kind)
                self._open(address)

    def _open(self, address: str) -> bool:
        """Open a page once in this walk; False if that was done before, or if it is a file."""
        if address in self.own:
            return False
        self.own.add(address)
        self.been.add(address)
        return self.inspection.open(self.page, address, (DESK, PHONE))


def test_every_page_of_every_post_is_sound_at_a_desk_and_on_a_phone(
    demonstration_court: LiveCourt, browser: Browser
) -> None:
    inspection, been = Inspection(), set()
    starts = {person["role"]: person["first_page"] for person in logins()}
    for post, username in _first_of_each_post().items():
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        signed_in = {"name": settings.SESSION_COOKIE_NAME, "value": _session(username), "url": demonstration_court.url}
        context.add_cookies([signed_in])
        page = context.new_page()
        inspection.who = post
        inspection.listen(page)
        Walk(page, inspection, been).go(demonstration_court.url + starts[post])
        context.close()
    assert inspection.pages > 100
    inspection.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_page_for_citizens_is_sound_from_320_pixels_on(
    demonstration_court: LiveCourt, browser: Browser, scripts: bool
) -> None:
    inspection, widths = Inspection(who="public", with_axe=scripts), (SMALL_PHONE, PHONE, DESK)
    case = Case.objects.filter(type_code="民初").order_by("pk")[0]
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=scripts)
    page = context.new_page()
    inspection.listen(page)
    for address in PUBLIC_PAGES:
        inspection.open(page, demonstration_court.url + address, widths)
    page.goto(f"{demonstration_court.url}/progress/")
    page.locator("input[name=number]").fill(case.number)
    page.locator("input[name=code]").fill("AAAAAAAA")
    with page.expect_navigation() as refused:
        page.locator("main form button[type=submit]").click()
    page.locator("input[name=code]").fill(code_of(case))
    with page.expect_navigation() as found:
        page.locator("main form button[type=submit]").click()
    inspection.look(page, found.value, widths)
    assert case.number in page.content()
    assert refused.value.status == 422
    context.close()
    inspection.close()
