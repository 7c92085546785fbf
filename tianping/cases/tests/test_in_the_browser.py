"""The spine's pages in a real browser: clean by axe at every width, revealed in place, looked up without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.cases import PHONE, code_of, open_cases
from tests.support.inspection import EVERY_WIDTH, Inspection
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.cases import actions
from tianping.cases.models import Case
from tianping.cases.queries import running_clock

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOTE = actions.NoteDraft("limitation", "约定还款日已过三年。", "《民法典》第一百八十八条")
LONG = "镇原县董志塬现代农业产业化联合体粮食烘干仓储物流与农资综合服务示范园区管理运营股份有限公司新区第二分公司"


@pytest.fixture
def case(live_court: LiveCourt) -> Case:
    """A case with long and rare names, notes and clocks, filed by the court's filing clerk."""
    clerk = User.objects.filter(holdings__post="filing_clerk").order_by("pk")[0]
    return open_cases(clerk, ["阿卜杜热合曼·吐尔逊·买买提艾力𬱖"], plaintiff=LONG, notes=(NOTE,))[0]


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def test_the_staff_pages_are_clean_and_fit_every_width(live_court: LiveCourt, case: Case, page: Page, as_post) -> None:
    as_post(page, "division_head")
    limit = running_clock(case, ["C-TRIAL-SIMPLE"]).pk
    paths = [
        "/cases/", "/cases/?q=没有这个人", "/cases/due/", f"/cases/{case.pk}/", f"/cases/{case.pk}/slip/",
        f"/cases/clocks/{limit}/exclude/", f"/cases/clocks/{limit}/extend/",
    ]  # fmt: skip
    inspection = Inspection(who="division_head")
    for path in paths:
        inspection.open(page, live_court.url + path, EVERY_WIDTH)
    inspection.close()


def test_a_telephone_appears_in_its_place(live_court: LiveCourt, case: Case, page: Page, as_post) -> None:
    as_post(page, "filing_clerk")
    page.goto(f"{live_court.url}/cases/{case.pk}/")
    expect(page.get_by_text(PHONE)).to_have_count(0)
    page.get_by_role("button", name=re.compile("完整电话")).click()
    expect(page.get_by_text(PHONE)).to_be_visible()
    expect(page).to_have_url(f"{live_court.url}/cases/{case.pk}/")


def test_a_clerk_reaches_a_case_by_keys_alone(live_court: LiveCourt, case: Case, page: Page, as_post) -> None:
    as_post(page, "filing_clerk")
    page.goto(f"{live_court.url}/cases/due/")
    page.keyboard.press("/")
    page.keyboard.insert_text("2023甘1027民初1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_court.url}/cases/{case.pk}/")
    page.goto(f"{live_court.url}/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_court.url}/cases/{case.pk}/")


def test_a_litigant_looks_up_the_case_on_a_phone(live_court: LiveCourt, case: Case, phone_page: Page) -> None:
    phone_page.goto(f"{live_court.url}/progress/")
    assert violations(phone_page) == []
    phone_page.get_by_label("案号").fill("2023 甘1027民初 1")
    phone_page.get_by_label("查询码").fill("abcd efgh")
    phone_page.get_by_role("button", name="查询").click()
    expect(phone_page.get_by_text("没有查到")).to_be_visible()
    assert violations(phone_page) == []
    phone_page.get_by_label("查询码").fill(code_of(case).lower())
    phone_page.get_by_role("button", name="查询").click()
    expect(phone_page.get_by_role("heading", level=1)).to_contain_text("已立案，待交费")
    assert violations(phone_page) == []
    assert case.number not in phone_page.url
    size = phone_page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 18


def test_the_look_up_needs_no_scripts(live_court: LiveCourt, case: Case, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_court.url}/progress/")
    page.get_by_label("案号").fill(case.number)
    page.get_by_label("查询码").fill(code_of(case))
    page.get_by_label("查询码").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已立案，待交费")
    context.close()


def test_every_slip_prints_on_a_sheet_of_its_own(live_court: LiveCourt, case: Case, page: Page, as_post) -> None:
    clerk = User.objects.filter(holdings__post="filing_clerk").order_by("pk")[0]
    open_cases(clerk, ["乙", "丙"])
    as_post(page, "filing_clerk")
    page.goto(f"{live_court.url}/cases/slips/?type=民初&year=2023&first=1&last=3")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 3
