"""A real browser against a real server on a database of the test's own."""

import os
from collections.abc import Callable, Generator
from typing import Any

import pytest
from django.utils.module_loading import import_string
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.desks import Desks
from tests.support.live_court import LiveCourt

CHROMIUM = os.environ.get("TIANPING_CHROMIUM", "/usr/bin/chromium-headless-shell")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A page on a busy machine may take its time; what is awaited here is that it comes, not how fast.
expect.set_options(timeout=20_000)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def every(found: Locator) -> list[Locator]:
    """All of them, once the page that holds them has come; ``Locator.all`` by itself waits for nothing."""
    expect(found.first).to_be_visible()
    return found.all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium without a window of its own: a third of the work, and no call of its own to the outside."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A clerk's desk: Chinese, China time, a wide screen."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": DESK,
    }


@pytest.fixture
def live_court(staffed_database: str) -> Generator[LiveCourt]:
    """A served court with its people and no cases; the test may read the database too."""
    with LiveCourt(staffed_database) as court:
        yield court


@pytest.fixture
def demonstration_court(demonstration_database: str) -> Generator[LiveCourt]:
    """The served demonstration court, with cases in every stage."""
    with LiveCourt(demonstration_database) as court:
        yield court


@pytest.fixture
def phone_page(browser: Browser, browser_context_args: dict[str, Any]) -> Generator[Page]:
    """A page on a phone 390 px wide, with touch."""
    context = browser.new_context(**{**browser_context_args, "viewport": PHONE, "is_mobile": True, "has_touch": True})
    yield context.new_page()
    context.close()


@pytest.fixture
def desks(browser: Browser, browser_context_args: dict[str, Any], live_court: LiveCourt) -> Generator[Desks]:
    """The desks of several people of `live_court`: `desks.of("clerk1")` is the page of one who has logged in."""
    desks = Desks(browser, browser_context_args, live_court)
    yield desks
    desks.close()


@pytest.fixture
def as_post(request: pytest.FixtureRequest) -> Callable[[Page, str], Page]:
    """Log in by the form as somebody who holds a post: `as_post(page, "filing_clerk")`.

    At the demonstration court if the test asks for that, else at `live_court`.
    """
    served = "demonstration_court" if "demonstration_court" in request.fixturenames else "live_court"
    court: LiveCourt = request.getfixturevalue(served)
    people = {person["role"]: person for person in reversed(import_string("tianping.config.demo.people.logins")())}

    def log_in(page: Page, post: str) -> Page:
        page.goto(f"{court.url}/accounts/login/")
        page.locator("input[name=username]").fill(people[post]["user"])
        page.locator("input[name=password]").fill(people[post]["password"])
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(lambda address: "/accounts/login/" not in address)
        return page

    return log_in
