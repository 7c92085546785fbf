"""Every page for citizens: narrow, enlarged, by keyboard, without scripts, light, and passed by axe."""

from collections import Counter, deque
from collections.abc import Sequence
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.support.cases import code_of
from tests.support.inspection import DESK, PHONE, SMALL_PHONE, STICKS_OUT, Inspection
from tests.support.keyboard import not_by_keyboard
from tests.support.live_court import LiveCourt
from tests.support.pleadings import whole
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.kernel import clock

pytestmark = pytest.mark.browser

WIDTHS = (SMALL_PHONE, PHONE, DESK)
# Pages of one kind look the same; three of each stand for all.
OF_A_KIND = 3
# 1280 x 1024 px at 400 %.
ENLARGED = {"width": 320, "height": 256}
# Text alone at 400 % on a phone.
ENLARGE_TEXT = "document.documentElement.style.fontSize = '400%'"
FIRST_VIEW = 150 * 1024
COVERED = """() => [...document.querySelectorAll("body *")]
  .filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position) && each.checkVisibility())
  .map((each) => each.getBoundingClientRect()).filter((box) => box.bottom > 0 && box.top < innerHeight)
  .reduce((sum, box) => sum + Math.min(box.bottom, innerHeight) - Math.max(box.top, 0), 0)"""
# A form that nothing sends is a dead end without scripts.
DEAD_FORMS = """() => [...document.forms]
  .filter((form) => [...form.elements].some((each) => each.type !== "hidden"))
  .filter((form) => ![...form.elements].some((each) => each.type === "submit" && each.checkVisibility()))
  .filter((form) => form.checkVisibility())
  .map((form) => form.outerHTML.slice(0, 120))"""


def addresses(client: Client, start: Sequence[str]) -> list[str]:
    """Wherever links lead from these pages, at most three of each kind."""
    waiting, found, kinds = deque(start), [], Counter[str]()
    been: set[str] = set()
    while waiting:
        address = waiting.popleft()
        kind = resolve(urlsplit(address).path).url_name or ""
        if address in been or kinds[kind] >= OF_A_KIND or "logout" in kind:
            continue
        been.add(address)
        kinds[kind] += 1
        answer = client.get(address)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found.append(address)
        page = lxml.html.document_fromstring(answer.content.decode())
        page.make_links_absolute(address)
        links = [link.get("href").partition("#")[0] for link in page.xpath("//a[@href]")]
        waiting += [link for link in links if link.startswith("/") and not link.startswith("/static/")]
    return found


class Visit:
    """Somebody at the court's pages, in a browser with or without scripts; faults go to the inspection."""

    def __init__(self, browser: Browser, court: LiveCourt, inspection: Inspection, who: User | None) -> None:
        self.browser, self.court, self.inspection, self.who = browser, court, inspection, who
        self.client = Client()
        if who:
            self.client.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def context(self, *, scripts: bool = True) -> BrowserContext:
        """A browser that holds nothing yet but who it is."""
        made = self.browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=scripts)
        if self.who:
            session = self.client.cookies[settings.SESSION_COOKIE_NAME].value
            made.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.court.url}])
        return made

    def page(self, address: str, *, scripts: bool) -> None:
        """Look at one page, each time as if it were the first."""
        with self.context(scripts=scripts) as context:
            page = context.new_page()
            self.inspection.listen(page)
            taken: list[Response] = []
            page.on("response", lambda response: taken.append(response))
            self.inspection.with_axe = scripts
            if not self.inspection.open(page, self.court.url + address, WIDTHS):
                return
            weight = sum(len(each.body()) for each in taken if each.ok)
            faults = [f"{weight} bytes"] if weight > FIRST_VIEW else []
            faults += self._by_keyboard(page) if scripts else page.evaluate(DEAD_FORMS)
            page.set_viewport_size(ENLARGED)
            if page.evaluate(COVERED) > ENLARGED["height"] / 2:
                faults.append("more than half of the enlarged page is covered by what does not scroll")
            page.set_viewport_size({"width": PHONE, "height": 844})
            page.evaluate(ENLARGE_TEXT)
            if wide := page.evaluate(STICKS_OUT):
                faults.append(f"overflows with its text enlarged: {wide}")
            self.inspection.faults += [f"{address} ({self.inspection.who}): {fault}" for fault in faults]

    def _by_keyboard(self, page: Page) -> list[str]:
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.goto(page.url)
        return not_by_keyboard(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize(("username", "at_least"), [("", 12), ("litigant", 30)], ids=["stranger", "litigant"])
def test_every_page_for_citizens_is_open_to_everybody(
    username: str, at_least: int, scripts: bool, demonstration_court: LiveCourt, browser: Browser
) -> None:
    who = acting(User.objects.get(username=username), clock.today()) if username else None
    if who:
        whole(who, at=clock.now())
    inspection = Inspection(who=username or "stranger")
    visit = Visit(browser, demonstration_court, inspection, who)
    found = addresses(visit.client, ["/", "/progress/", "/accounts/login/", "/kiosk/", "/help/", "/guide/"])
    for address in found:
        visit.page(address, scripts=scripts)
    assert len(found) >= at_least, found
    inspection.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_case_is_looked_up_by_number_and_code(
    scripts: bool, demonstration_court: LiveCourt, browser: Browser
) -> None:
    inspection = Inspection(who="stranger", with_axe=scripts)
    case = Case.objects.filter(type_code="民初").order_by("pk")[0]
    with browser.new_context(locale="zh-CN", java_script_enabled=scripts) as context:
        page = context.new_page()
        inspection.listen(page)
        page.goto(f"{demonstration_court.url}/progress/")
        page.locator("input[name=number]").fill(case.number)
        page.locator("input[name=code]").fill("AAAAAAAA")
        with page.expect_navigation() as refused:
            page.locator("main form button[type=submit]").click()
        page.locator("input[name=code]").fill(code_of(case))
        with page.expect_navigation() as found:
            page.locator("main form button[type=submit]").click()
        inspection.look(page, found.value, WIDTHS)
        assert case.number in page.content()
        assert refused.value.status == 422
    inspection.close()


def test_guidance_is_answered_without_scripts_up_to_where_it_leads(
    demonstration_court: LiveCourt, browser: Browser
) -> None:
    inspection = Inspection(who="stranger", with_axe=False)
    with browser.new_context(locale="zh-CN", java_script_enabled=False) as context:
        page = context.new_page()
        for path in _paths(demonstration_court, page):
            page.goto(demonstration_court.url + path)
            while "/result/" not in page.url:
                before = page.url
                _answer(page)
                with page.expect_navigation() as answered:
                    page.get_by_role("button", name="继续").click()
                assert page.url != before, page.locator("main").inner_text()
            inspection.look(page, answered.value, WIDTHS)
    inspection.close()


def _paths(court: LiveCourt, page: Page) -> list[str]:
    page.goto(f"{court.url}/guide/")
    links = page.locator("main a[href^='/guide/']").evaluate_all("(all) => all.map((each) => each.pathname)")
    return [link for link in dict.fromkeys(links) if link.count("/") == 3 and link != "/guide/resume/"]


def _answer(page: Page) -> None:
    """The first choice, a thousand yuan, a day of last year: whatever is asked."""
    if page.locator("main input[type=radio]").count():
        page.locator("main input[type=radio]").first.check()
    elif page.locator("main input[type=checkbox]").count():
        page.locator("main input[type=checkbox]").first.check()
    elif page.locator("main input[type=date]").count():
        page.locator("main input[type=date]").first.fill("2022-05-01")
    elif page.locator("main select").count():
        page.locator("main select").first.select_option(index=1)
    elif page.locator("main input:visible").count():
        page.locator("main input:visible").first.fill("1000")
