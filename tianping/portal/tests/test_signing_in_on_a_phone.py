"""A citizen signs up on a cheap phone without scripts, adds her case, and opens it the next time without the code."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.cases import code_of, open_cases
from tests.support.inspection import STANDARDS
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.kernel.models import AuditEntry, Message
from tianping.law.identities import check_character

PHONE: ViewportSize = {"width": 390, "height": 844}
pytestmark = pytest.mark.browser

NUMBER, BODY = "19900000081", "62282719600312101"


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds on a page."""
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def give_code(page: Page) -> None:
    """Type the code of the newest message, as it was put together for the number."""
    found = re.search(r"验证码(\d{6})", Message.objects.filter(address=NUMBER).latest("pk").text)
    assert found is not None
    page.get_by_label("验证码").fill(found[1])
    page.get_by_role("button", name="登录", exact=True).click()


@pytest.mark.parametrize("scripts", [False, True], ids=["without_scripts", "with_scripts"])
def test_a_citizen_signs_up_adds_her_case_and_opens_it(live_court: LiveCourt, browser: Browser, scripts: bool) -> None:
    clerk = User.objects.filter(holdings__post="filing_clerk").order_by("pk")[0]
    (case,) = open_cases(clerk, ["黄小明"])
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_court.url}/mine/")
    assert not scripts or violations(page) == []
    page.get_by_label("手机号码").fill("199 0000 0081")
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("199****0081")).to_be_visible()
    assert not scripts or violations(page) == []
    give_code(page)
    page.get_by_label("姓名").fill("黄小明")
    page.get_by_role("textbox", name="证件号码").fill("1")
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_role("alert")).to_contain_text("公民身份号码应为18位")
    expect(page.get_by_label("姓名")).to_have_value("黄小明")
    assert not scripts or violations(page) == []
    page.get_by_role("textbox", name="证件号码").fill(BODY + check_character(BODY))
    page.get_by_label("我已阅读并同意").check()
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的案件")
    page.get_by_role("link", name="添加案件").click()
    page.get_by_label("案号").fill(case.number)
    page.get_by_label("查询码").fill(code_of(case, "defendant"))
    page.get_by_role("button", name="添加", exact=True).click()
    assert not scripts or violations(page) == []
    page.get_by_role("button", name="打开").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已立案，待交费")
    user = User.objects.get(identity__phone=NUMBER)
    assert AuditEntry.objects.filter(action="progress.view", by=user).exists()
    context.close()
