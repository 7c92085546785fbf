"""A real browser against a real server on a database of the test's own."""

import os
from collections.abc import Generator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.live_court import LiveCourt

CHROMIUM = os.environ.get("TIANPING_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which makes no call of its own to the outside."""
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
def live_court(own_database: str) -> Generator[LiveCourt]:
    """A served court on a database of the test's own; the test may read the database too."""
    with LiveCourt(own_database) as court:
        yield court


@pytest.fixture
def phone_page(browser: Browser, browser_context_args: dict[str, Any]) -> Generator[Page]:
    """A page on a phone 390 px wide, with touch."""
    context = browser.new_context(**{**browser_context_args, "viewport": PHONE, "is_mobile": True, "has_touch": True})
    yield context.new_page()
    context.close()
