"""Asking how a case stands: at the kiosk in the hall, which keeps nothing for the next one, and at the window."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.citizens import DEFENDANT, receive_at_window, sued
from tests.journeys.test_sued import MORNING, fix_a_hearing
from tests.support.cases import code_of
from tests.support.desks import Desks, Today
from tests.support.live_court import LiveCourt
from tianping.cases.models import Case
from tianping.kernel.models import AuditEntry

pytestmark = pytest.mark.browser

COUNT_PRINTS = "window.printed = 0; window.print = () => { window.printed += 1; };"
TOLD = (
    "第一法庭",
    "2023年2月14日",
    "承办法官",
    "方砚秋",
    "书记员",
    "田乐之",
    "举证通知书",
    "12368",
)


@pytest.fixture
def case(live_court: LiveCourt, today: Today) -> Case:
    """柴禾 was sued, served, and has to come on 14 February."""
    made = sued(MORNING)
    today.move_to(datetime.date(2023, 2, 7))
    fix_a_hearing(made, today())
    return made


def type_on_the_screen(page: Page, field: str, text: str) -> None:
    """With the keys that the kiosk shows."""
    page.get_by_label(field).focus()
    for sign in text:
        page.locator(".kiosk-keys").get_by_role("button", name=sign, exact=True).click()


def ask(page: Page, court: LiveCourt, case: Case, code: str) -> None:
    page.goto(f"{court.url}/kiosk/")
    type_on_the_screen(page, "号数", str(case.sequence))
    type_on_the_screen(page, "查询码", code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(case.number)


@pytest.mark.parametrize(
    ("role", "width", "told", "untold"),
    [
        ("plaintiff", 1080, ("您以原告辛**的身份查询", "应交金额", "525.00", "待交纳"), "柴禾"),
        ("defendant", 390, ("您以被告柴**的身份查询", "应诉通知书"), "辛望月"),
    ],
)
def test_the_kiosk_tells_prints_and_forgets(
    live_court: LiveCourt, case: Case, page: Page, role: str, width: int, told: tuple[str, ...], untold: str
) -> None:
    page.set_viewport_size({"width": width, "height": 1600})
    page.add_init_script(COUNT_PRINTS)
    kept: list[tuple[str, str]] = []
    page.on("response", lambda answer: kept.append((answer.url, answer.headers.get("cache-control", ""))))
    page.clock.install()
    code = code_of(case, role)
    ask(page, live_court, case, code)
    for words in (*TOLD, *told):
        expect(page.locator("main")).to_contain_text(words)
    assert untold not in page.content()
    assert page.locator("main a").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") == 1
    page.get_by_role("button", name="结束查询").click()
    nobody_is_there(page, case)
    page.go_back()
    nobody_is_there(page, case)

    ask(page, live_court, case, code)
    page.clock.fast_forward(50_000)
    expect(page.get_by_text("屏幕自动清空，要继续请触摸屏幕")).to_be_visible()
    page.clock.fast_forward(15_000)
    nobody_is_there(page, case)
    page.go_back()
    nobody_is_there(page, case)
    page.goto(f"{live_court.url}/kiosk/case/")
    nobody_is_there(page, case)
    shown = {control for address, control in kept if "/kiosk/" in address}
    assert shown == {"no-store"}


def nobody_is_there(page: Page, case: Case) -> None:
    """The first question, empty, and nothing of the case."""
    expect(page.get_by_role("heading", name="查询您的案件")).to_be_visible()
    expect(page.get_by_label("号数")).to_have_value("")
    expect(page.get_by_label("查询码")).to_have_value("")
    assert case.number not in page.content()


def test_the_clerk_tells_the_same_at_the_window_and_prints_it(live_court: LiveCourt, case: Case, desks: Desks) -> None:
    page = desks.of("filing1")
    page.add_init_script(COUNT_PRINTS)
    receive_at_window(desks, page, DEFENDANT.name)
    page.get_by_role("link", name=case.number).click()
    for words in TOLD:
        expect(page.locator("main")).to_contain_text(words)
    assert "辛望月" not in page.locator("main").inner_text()
    page.get_by_role("button", name="打印进展").click()
    assert page.evaluate("window.printed") == 1
    assert AuditEntry.objects.filter(action="window.case", subject=f"case:{case.pk}", by__username="filing1").exists()
    desks.go(page, "/window/")
    page.get_by_role("button", name="结束接待").click()
    expect(page.get_by_role("heading", name="接待谁")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="接待谁")).to_be_visible()
    assert DEFENDANT.name not in page.content()
