"""Preservation before a suit: a citizen on a phone or at the counter, the clerk, the judge and the officer at desks."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.citizens import receive_at_window
from tests.journeys.pleading import BEGIN, DEFENDANT, LENT, PLAINTIFF, Pen
from tests.support.desks import Desks, Today, write
from tests.support.inspection import DESK, HEIGHTS, PHONE, Inspection
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.intake.filing.models import Filing
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
    accept(clerk)
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
    write(page.locator("main"), {"为什么情况紧急，来不及等到起诉": "对方正在变卖车辆。"})
    go_on(page)
    page.get_by_label("保险公司的保全责任险保函").check()
    write(page.locator("main"), {"担保的数额（元）": "80000", "担保人、担保财产或者保函编号": "保函2023-001"})
    go_on(page)
    look(page, inspection)
    page.get_by_label(re.compile("我保证填写的内容真实")).check()
    page.get_by_role("button", name="提交保全申请").tap()
    expect(page.get_by_text("立案庭审查后受理")).to_be_visible()


def accept(clerk: Page) -> None:
    """The application that is open is accepted, and its security noted."""
    clerk.get_by_role("button", name="受理", exact=True).click()
    expect(clerk.get_by_text("已受理。")).to_be_visible()
    clerk.locator("summary", has_text="登记已提供的担保").click()
    write(
        clerk.locator("details", has_text="登记已提供的担保"),
        {"担保数额（元）": "80000", "担保人、担保财产或者保函编号": "保函"},
    )
    clerk.get_by_role("button", name="登记担保").click()
    expect(clerk.get_by_text("已登记担保。")).to_be_visible()


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


@pytest.mark.timeout(300)
def test_the_counter_takes_it_in_and_begins_the_suit_within_thirty_days(
    live_court: LiveCourt, desks: Desks, today: Today, tmp_path: Path
) -> None:
    clerk, inspection = desks.of("filing1"), Inspection()
    take_in(clerk, desks, inspection)
    accept(clerk)
    the_respondent_is_not_warned(clerk, desks)
    rule(desks, live_court, clerk)
    carry_out(desks)
    do_queued_jobs(live_court.database)
    today.move_to(datetime.date(2023, 2, 16))
    receive_at_window(desks, clerk, PLAINTIFF["name"])
    look_at_desk(clerk, inspection)
    expect(clerk.locator("main")).to_contain_text("最迟2023年3月8日起诉")
    clerk.get_by_role("link", name=re.compile("财保")).last.click()
    expect(clerk.get_by_role("link", name="现在起诉（保全后30日内）")).to_be_visible()
    desks.go(clerk, f"/preservation/{Application.objects.get().pk}/")
    look_at_desk(clerk, inspection)
    clerk.get_by_role("link", name="现在起诉（保全后30日内）").click()
    sue(Pen(clerk, live_court.url, tmp_path / "身份证.jpg"))
    application = Application.objects.get()
    assert (application.suit_on, application.suit_matter) == (datetime.date(2023, 2, 16), Filing.objects.get().matter)
    desks.go(clerk, "/window/")
    expect(clerk.get_by_role("link", name=re.compile("现在起诉"))).to_have_count(0)
    inspection.close()


def look_at_desk(page: Page, inspection: Inspection) -> None:
    """Look at the page that is open at a desk and on a phone, and come back to it."""
    address = page.url
    inspection.open(page, address, (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    page.goto(address)


def take_in(page: Page, desks: Desks, inspection: Inspection) -> None:
    """The clerk writes the application for who stands at the window; what is missing is said, nothing is lost."""
    desks.go(page, "/window/")
    page.get_by_role("link", name="诉前保全申请").click()
    look_at_desk(page, inspection)
    person = {"姓名或者名称": PLAINTIFF["name"], "证件": "居民身份证", "证件号码": PLAINTIFF["identity_number"]}
    write(part(page, "申请人"), {**person, "电话": PLAINTIFF["phone"], "住址": PLAINTIFF["address"]})
    write(
        page.get_by_role("group", name="被申请人1"),
        {"姓名或者名称": DEFENDANT["name"], "住址": DEFENDANT["address"]},
    )
    write(part(page, "纠纷"), {"纠纷的种类（案由）": "民间借贷纠纷", "事情的经过": "借款八万元，到期未还。"})
    write(part(page, "请求与财产线索"), {"请求保全的数额（元）": "80000"})
    clue = page.get_by_role("group", name="财产线索1")
    write(clue, {"财产种类": "银行存款", "具体的财产": "信用社6217账户"})
    page.get_by_label("保险公司的保全责任险保函").check()
    write(part(page, "担保"), {"担保的数额（元）": "80000", "担保人、担保财产或者保函编号": "保函2023-001"})
    page.get_by_role("button", name="收件").click()
    expect(page.get_by_text("还有1处需要更正，已填写的内容都保留着")).to_be_visible()
    write(part(page, "理由"), {"为什么情况紧急，来不及等到起诉": "对方正在变卖车辆。"})
    page.get_by_role("button", name="收件").click()
    expect(page.get_by_text("已收件，编号")).to_be_visible()
    look_at_desk(page, inspection)


def part(page: Page, heading: str) -> Locator:
    """The part of the form under this heading."""
    return page.locator("section.tp-section", has=page.get_by_role("heading", name=heading, exact=True))


def the_respondent_is_not_warned(page: Page, desks: Desks) -> None:
    """Whoever is to bear the measures comes to the window before they are taken: the court does not know them."""
    desks.go(page, "/window/")
    page.get_by_label("证件号码、手机号码或者姓名").fill(DEFENDANT["name"])
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_text("没有查到。")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("开始接待"))).to_have_count(0)
    desks.go(page, f"/preservation/{Application.objects.get().pk}/")


def sue(pen: Pen) -> None:
    """The suit: who, how much and what happened are there; only what a preservation does not know is asked."""
    pen.page.get_by_role("button", name=BEGIN).click()
    pen.here()
    for side, name in (("plaintiffs", PLAINTIFF["name"]), ("defendants", DEFENDANT["name"])):
        pen.open(f"people/{side}/")
        expect(pen.page.locator("main")).to_contain_text(name)
    pen.answer({**LENT, "principal_fen": "80000", "principal_owed_fen": "80000"})
    pen.rest(mediation=False)
    pen.hand_in(PLAINTIFF["name"])
