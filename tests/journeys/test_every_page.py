"""Every page that a post's navigation leads to and its lists open: served, quiet, not too wide, passed by axe."""

import re
from dataclasses import dataclass, field

import lxml.html
import pytest
from django.conf import settings
from django.test import Client
from lxml.html import HtmlElement
from playwright.sync_api import Browser

from tests.support.inspection import DESK, PHONE, Inspection, ids_there_twice, pieces_of
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.config.demo.people import logins

pytestmark = pytest.mark.browser

NAVIGATION = "//*[@id='navigation']//a"
ROW = "//main//a[contains(@class, 'tp-table__row')]"
TABS = "//main//*[contains(@class, 'tp-tabs')]//a"
VERBS = (
    "//main//*[contains(@class, 'tp-heading')]//a[contains(@class, 'tp-button')]"
    " | //main//a[contains(@class, 'tp-list__change')]"
    " | //main//*[contains(@class, 'case-frame')]//a[contains(@class, 'tp-button')]"
)


@dataclass
class Been:
    """Where any post was, and what the pages there were made of."""

    addresses: set[str] = field(default_factory=set)
    pieces: set[str] = field(default_factory=set)


def _first_of_each_post() -> dict[str, str]:
    people = {person["role"]: person["user"] for person in reversed(logins())}
    return {post.value: people[post.value] for post in Post}


def _links(page: HtmlElement | None, path: str) -> list[str]:
    """The addresses of links of a page, each once."""
    return [] if page is None else list(dict.fromkeys(link.get("href").partition("#")[0] for link in page.xpath(path)))


class Walk:
    """One post's way: its navigation, a row of each list; tabs and verbs only where nobody was before.

    Every page is asked for; one with a piece that no page had before is looked at in the browser.
    """

    def __init__(self, username: str, court: LiveCourt, browser: Browser, inspection: Inspection, been: Been) -> None:
        self.court, self.inspection, self.been = court, inspection, been
        self.own: set[str] = set()
        self.client = Client()
        self.client.force_login(User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[-1])
        session = self.client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": court.url}])
        self.page = self.context.new_page()
        inspection.listen(self.page)

    def go(self, start: str) -> None:
        """The first page, then along the navigation."""
        first = self._list(start)
        for address in _links(first, NAVIGATION):
            self._list(address)
        self.context.close()

    def _list(self, address: str) -> HtmlElement | None:
        found = self._open(address)
        self._detail(_links(found, ROW)[:1])
        self._verbs(_links(found, VERBS))
        for tab in _links(found, TABS):
            if tab not in self.been.addresses:
                self._detail(_links(self._open(tab), ROW)[:1])
        return found

    def _detail(self, row: list[str]) -> None:
        for address in row:
            self._verbs(_links(self._open(address), VERBS))

    def _verbs(self, addresses: list[str]) -> None:
        """Pages of verbs look the same whichever record they are about."""
        for address in addresses:
            kind = re.sub(r"/\d+/", "/0/", address)
            if kind not in self.been.addresses:
                self.been.addresses.add(kind)
                self._open(address)

    def _open(self, address: str) -> HtmlElement | None:
        """Ask for a page once in this walk; None if that was done before, or if it is a file."""
        if address in self.own:
            return None
        self.own.add(address)
        self.been.addresses.add(address)
        answer = self.client.get(address, follow=True)
        if not answer.headers["Content-Type"].startswith("text/html"):
            return None
        html = answer.content.decode()
        pieces = pieces_of(html)
        if answer.status_code != 200 or not pieces <= self.been.pieces:
            self.been.pieces |= pieces
            self.inspection.open(self.page, self.court.url + address, (DESK, PHONE))
        page = lxml.html.document_fromstring(html)
        twice = ids_there_twice(page)
        if twice:
            self.inspection.faults.append(f"{address} ({self.inspection.who}): ids there twice: {twice}")
        page.make_links_absolute(address)
        return page


# Some hundred pages at two widths: with other work beside it more than what one test is given.
@pytest.mark.timeout(900, func_only=True)
def test_every_page_of_every_post_is_sound_at_a_desk_and_on_a_phone(
    demonstration_court: LiveCourt, browser: Browser
) -> None:
    inspection, been = Inspection(), Been()
    starts = {person["role"]: person["first_page"] for person in logins()}
    for post, username in _first_of_each_post().items():
        inspection.who = post
        Walk(username, demonstration_court, browser, inspection, been).go(starts[post])
    assert len(been.addresses) > 150
    assert inspection.pages > 100
    inspection.close()
