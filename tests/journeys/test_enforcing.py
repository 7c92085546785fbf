"""A judgment binds and nothing is paid: from guidance to the application on a phone, and at the window by the clerk."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.citizens import fits, person, receive_at_window, sued
from tests.support.cases import code_of
from tests.support.desks import Desks, Today, write
from tests.support.live_court import LiveCourt
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.enforcement.models import Application
from tianping.kernel.clock import CHINA

pytestmark = pytest.mark.browser

MORNING = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
ACCOUNT = {"开户行": "示范银行镇原支行", "账号": "6200000000000018"}


@pytest.fixture
def case(live_court: LiveCourt, today: Today) -> Case:
    """辛望月 won; the judgment binds since 1 March, ten days to pay are over."""
    made = sued(MORNING)
    today.move_to(datetime.date(2023, 2, 13))
    judge = person("judge1", today().date())
    case_actions.close_cases([made.pk], by=judge, at=today(), reason="判决", way=Case.ClosingWay.JUDGMENT)
    today.move_to(datetime.date(2023, 3, 1))
    case_actions.bind_cases({today().date(): [made.pk]}, by=None, at=today())
    today.move_to(datetime.date(2023, 3, 15))
    return made


def ask_what_to_do(page: Page, court: LiveCourt) -> None:
    """判决、调解书、仲裁裁决已经生效，对方不履行: up to the button that leads on."""
    page.goto(f"{court.url}/guide/enforcement/")
    answers = {
        "title_kind": "法院的判决书、裁定书、调解书",
        "tried_by": "镇原县人民法院",
        "term_over": "是",
        "performance_due_on": "2023-03-11",
        "defendant_place": "甘肃省庆阳市镇原县",
        "assets_place": "",
        "owed_fen": "50000",
    }
    for key, answer in answers.items():
        page.wait_for_url(f"**/{key}/")
        typed = page.locator("main input[name=answer]:not([type=radio])")
        if typed.count():
            typed.fill(answer)
        else:
            page.get_by_label(answer, exact=True).check()
        fits(page)
        page.get_by_role("button", name="继续").tap()
    page.wait_for_url("**/result/")
    fits(page)
    page.get_by_role("link", name="用案号和查询码打开案件，申请执行").first.tap()


def test_the_creditor_is_led_from_the_question_to_the_application(
    live_court: LiveCourt, case: Case, desks: Desks, phone_page: Page
) -> None:
    page = phone_page
    ask_what_to_do(page, live_court)
    write(page, {"案号": case.number, "查询码": code_of(case)})
    page.get_by_role("button", name="查询").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("申请执行")
    expect(page.get_by_label("柴禾")).to_be_checked()
    expect(page.get_by_label("请求执行的金额")).to_have_value("50000.00")
    write(page, {"履行期限届满日": "2023-03-11", **ACCOUNT})
    fits(page)
    page.get_by_role("button", name="提交执行申请").tap()
    expect(page.locator("main")).to_contain_text("收件编号")
    made = Application.objects.get()
    expect(page.locator("main")).to_contain_text(made.number)
    fits(page)

    clerk = desks.of("filing1")
    desks.go(clerk, "/enforcement/")
    clerk.get_by_role("link", name=made.number).click()
    clerk.get_by_role("button", name="执行立案").click()
    expect(clerk.get_by_text("已执行立案。")).to_be_visible()
    page.reload()
    expect(page.locator("main")).to_contain_text("（2023）甘1027执1号")


def test_the_clerk_applies_for_whoever_stands_at_the_window(live_court: LiveCourt, case: Case, desks: Desks) -> None:
    page = desks.of("filing1")
    receive_at_window(desks, page, "辛望月")
    page.locator("main").get_by_role("link", name="申请执行", exact=True).click()
    page.get_by_role("link", name=re.compile(rf"^申请执行\s*{case.number}$")).click()
    expect(page.get_by_label("申请执行人")).to_have_value(str(case.matter.litigants.get(role="plaintiff").pk))
    write(page, {"履行期限届满日": "2023-03-11", **ACCOUNT})
    page.get_by_role("button", name="收件", exact=True).click()
    expect(page.get_by_text("已收件，编号")).to_be_visible()
    made = Application.objects.get()
    assert (made.channel, made.applicant.name) == ("counter", "辛望月")
    desks.go(page, "/enforcement/new/")
    expect(page.get_by_role("link", name=f"已经申请，{made.number}")).to_be_visible()
