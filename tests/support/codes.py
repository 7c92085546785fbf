"""One-time codes as a person reads them: in the outbox of a demonstration, from a second page of the same browser."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Page, expect


def code_in_outbox(page: Page, phone: str) -> str:
    """The newest code that was sent to a number."""
    beside = page.context.new_page()
    beside.goto(urljoin(page.url, "/outbox/"))
    beside.get_by_label("手机号码").fill(phone)
    beside.get_by_role("button", name="查看短信").click()
    expect(beside.locator("main")).to_contain_text(re.compile(r"验证码\d{6}"))
    found = re.search(r"验证码(\d{6})", beside.locator("main").inner_text())
    assert found is not None
    beside.close()
    return found[1]


def confirm_number(page: Page, phone: str) -> None:
    """Give the code that proves the number at which papers are to be received (电子送达)."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("请填写短信里的验证码")
    page.get_by_label("验证码").fill(code_in_outbox(page, phone))
    page.get_by_role("button", name="确认，同意电子送达").click()
