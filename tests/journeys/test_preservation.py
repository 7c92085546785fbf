"""Preservation before a suit: a citizen on a phone, the clerk, the judge and the officer at their desks."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.desks import Desks, write
from tests.support.inspection import Inspection
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.intake.preservation.models import Application
from tianping.measures.models import Measure

pytestmark = pytest.mark.browser

NARROW = (320, 390)


def look(page: Page, inspection: Inspection) -> None:
    """Look at the page that is open on a small phone and on a common one, and come back to it."""
    address = page.url
    inspection.open(page, address, NARROW)
    page.goto(address)


def go_on(page: Page, *, button: str = "保存并继续") -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).tap()
    assert page.locator(".tp-summary").all_inner_texts() == []


def test_from_the_application_on_the_phone_to_the_measures(
    live_court: LiveCourt, phone_page: Page, as_post: Callable[[Page, str], Page], desks: Desks
) -> None:
    page, inspection = as_post(phone_page, "litigant"), Inspection()
    apply(page, live_court, inspection)
    number = Application.objects.get().number
    clerk = desks.of("filing1")
    desks.go(clerk, "/preservation/")
    clerk.get_by_role("link", name=number).click()
    clerk.get_by_role("button", name="受理", exact=True).click()
    expect(clerk.get_by_text("已受理。")).to_be_visible()
    clerk.locator("summary", has_text="登记已提供的担保").click()
    write(
        clerk.locator("details", has_text="登记已提供的担保"),
        {"担保数额（元）": "80000", "担保人、担保财产或者保函编号": "保函"},
    )
    clerk.get_by_role("button", name="登记担保").click()
    expect(clerk.get_by_text("已登记担保。")).to_be_visible()
    rule(desks, live_court, clerk)
    carry_out(desks)
    page.goto(f"{live_court.url}/preservation/apply/")
    page.get_by_role("link", name=re.compile(number)).tap()
    expect(page.get_by_text("以前提起诉讼或者申请仲裁")).to_be_visible()
    look(page, inspection)
    inspection.close()
    assert Measure.objects.get().status == "in_force"


def apply(page: Page, court: LiveCourt, inspection: Inspection) -> None:
    """One question after another; the respondent and the property are added, then everything is checked."""
    page.goto(f"{court.url}/preservation/apply/")
    look(page, inspection)
    page.get_by_role("button", name="开始申请").tap()
    page.get_by_label("还没有起诉（诉前保全）").check()
    go_on(page)
    look(page, inspection)
    write(page.locator("main"), {"姓名或者名称": "甄当事", "证件号码": "622727199001010056"})
    page.get_by_label("证件", exact=True).select_option(label="居民身份证")
    write(page.locator("main"), {"电话": "19900000002", "住址": "镇原县城关镇"})
    go_on(page)
    write(page.locator("main"), {"姓名或者名称": "欠不还"})
    go_on(page)
    page.get_by_role("link", name="填好了，继续").tap()
    write(page.locator("main"), {"纠纷的种类（案由）": "民间借贷纠纷", "事情的经过": "借款八万元，到期未还。"})
    go_on(page)
    write(page.locator("main"), {"请求保全的数额（元）": "80000"})
    go_on(page)
    write(page.locator("main"), {"财产种类": "银行存款", "具体的财产": "信用社6217账户"})
    go_on(page)
    look(page, inspection)
    page.get_by_role("link", name="填好了，继续").tap()
    write(page.locator("main"), {"为什么现在需要保全": "对方正在变卖车辆。"})
    go_on(page)
    page.get_by_label("保险公司的保全责任险保函").check()
    write(page.locator("main"), {"担保的数额（元）": "80000", "担保人、担保财产或者保函编号": "保函2023-001"})
    go_on(page)
    look(page, inspection)
    page.get_by_label(re.compile("我保证填写的内容真实")).check()
    page.get_by_role("button", name="提交保全申请").tap()
    expect(page.get_by_text("立案庭审查后受理")).to_be_visible()


def rule(desks: Desks, court: LiveCourt, clerk: Page) -> None:
    """The judge whose turn it is writes, signs and issues the ruling; the clerk has read it."""
    application = Application.objects.select_related("case__responsible").get()
    assert application.case is not None
    assert application.case.responsible is not None
    judge = desks.of(application.case.responsible.username)
    address = f"/preservation/{application.pk}/"
    desks.go(judge, address)
    judge.get_by_role("button", name="拟制保全裁定书").click()
    expect(judge.get_by_text("裁定书已拟好")).to_be_visible()
    application.refresh_from_db()
    paper = f"/documents/{application.ruling_id}/"
    desks.go(clerk, paper)
    clerk.get_by_role("button", name="已校对无误").click()
    desks.go(judge, paper)
    for opens, verb in (("签署", "确认签署"), ("制发", "确认制发")):
        judge.locator("summary", has_text=re.compile(f"^{opens}$")).click()
        judge.get_by_role("button", name=verb).click()
        expect(judge.get_by_role("button", name=verb)).to_have_count(0)
    do_queued_jobs(court.database)


def carry_out(desks: Desks) -> None:
    """The officer enters what was frozen."""
    officer = desks.of("enforcement1")
    desks.go(officer, f"/preservation/{Application.objects.get().pk}/")
    row = officer.locator("fieldset.preservation-row").first
    row.get_by_label("限额（元）").fill("80000")
    row.get_by_label("采取之日").fill("2023-02-06")
    officer.get_by_role("button", name="登记措施").click()
    expect(officer.get_by_text("措施已登记")).to_be_visible()
