"""Several people of the court at their desks, each with a browser of their own, on a day that the test turns."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.utils.module_loading import import_string
from playwright.sync_api import Browser, Locator, Page

from tests.support.live_court import LiveCourt


class Today:
    """The present moment, as a test sets it: put in place of ``kernel.clock.now``."""

    def __init__(self, moment: datetime.datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime.datetime:
        return self.moment

    def move_to(self, day: datetime.date, at: datetime.time = datetime.time(9, 30)) -> None:
        """An hour of another day."""
        self.moment = datetime.datetime.combine(day, at, self.moment.tzinfo)


class Desks:
    """The pages of those who have logged in, one each."""

    def __init__(self, browser: Browser, options: dict[str, Any], court: LiveCourt) -> None:
        self._browser, self._options, self._court = browser, options, court
        self._pages: dict[str, Page] = {}

    def of(self, username: str) -> Page:
        """The page of somebody; they log in by the form where they have not."""
        if username not in self._pages:
            self._pages[username] = self._logged_in(username)
        return self._pages[username]

    def go(self, page: Page, address: str) -> None:
        """Open an address of the court."""
        page.goto(self._court.url + address)

    def close(self) -> None:
        """Everybody leaves."""
        for page in self._pages.values():
            page.context.close()

    def _logged_in(self, username: str) -> Page:
        page = self._browser.new_context(**self._options).new_page()
        self.go(page, "/accounts/login/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(import_string("tianping.config.demo.people.LOG_IN_WORD"))
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(lambda address: "/accounts/login/" not in address)
        return page


def write(place: Page | Locator, what: Mapping[str, str]) -> None:
    """Fill in fields by the labels a person reads; what can only be chosen is chosen by its words."""
    for label, text in what.items():
        field = place.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*（选填）)?\s*$")).first
        if field.evaluate("(field) => field.localName") == "select":
            field.select_option(label=text)
        else:
            field.fill(text)
