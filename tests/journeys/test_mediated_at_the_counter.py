"""A loan settled by two who came to the court without phones: filed, mediated, signed, confirmed, served on paper."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.citizens import person, receive_at_window
from tests.journeys.mediated import CENTRE, confirm
from tests.journeys.pleading import HIM, LENT, PLAINTIFF, Pen
from tests.support.desks import Desks, Today, write
from tests.support.inspection import DESK, HEIGHTS, PHONE, Inspection
from tests.support.live_court import LiveCourt
from tests.support.uploads import scan
from tests.support.worker import do_queued_jobs
from tianping.cases.models import Case
from tianping.intake.mediation import actions as mediation
from tianping.kernel.clock import CHINA
from tianping.kernel.models import AuditEntry
from tianping.trial.confirmation.models import Application

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

MORNING = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
SHEET = {"name": "签了名的协议.pdf", "mimeType": "application/pdf", "buffer": scan()}


def test_two_at_the_counter_settle_a_loan_and_have_it_confirmed(
    live_court: LiveCourt, today: Today, desks: Desks, tmp_path: Path
) -> None:
    clerk, inspection = desks.of("filing1"), Inspection()
    file_it(live_court, desks, clerk, tmp_path)
    mediate(desks.of("mediator"), desks, today, inspection)
    today.move_to(datetime.date(2023, 2, 20))
    apply(clerk, desks, inspection)
    confirm(desks)
    do_queued_jobs(live_court.database)
    for name in (PLAINTIFF["name"], HIM["name"]):
        assert Application.objects.get().status == "decided"
        serve(clerk, desks, name, inspection)
        do_queued_jobs(live_court.database)
    assert Application.objects.get().status == "effective"
    case = Case.objects.get(type_code="诉前调确")
    assert (case.status, case.effective_on) == ("closed", datetime.date(2023, 2, 20))
    expect(window_case(clerk, desks, "诉前调确").locator("main")).to_contain_text("已生效")
    signed = AuditEntry.objects.filter(action__in=("session.confirm", "agreement.sign", "confirmation.apply"))
    by = sorted(signed.values_list("action", "by__username"))
    assert by == [
        *[("agreement.sign", "mediator")] * 2,
        *[("confirmation.apply", "filing1")] * 2,
        *[("session.confirm", "mediator")] * 2,
    ]
    inspection.close()


def look(page: Page, inspection: Inspection) -> None:
    """Look at the page that is open at a desk and on a phone, and come back to it."""
    address = page.url
    inspection.open(page, address, (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    page.goto(address)


def file_it(court: LiveCourt, desks: Desks, clerk: Page, folder: Path) -> None:
    """The clerk writes the pleading for the plaintiff, who consents to mediation, and refers it to the centre."""
    centre = mediation.enter_organisation(CENTRE, by=person("filing1", MORNING.date()), at=MORNING)
    mediation.add_member(centre, person("mediator", MORNING.date()), by=person("filing1", MORNING.date()), at=MORNING)
    pen = Pen(clerk, court.url, folder / "身份证.jpg")
    pen.begin("借钱不还")
    pen.person("plaintiffs", PLAINTIFF)
    pen.person("defendants", HIM)
    pen.answer(LENT)
    pen.rest(mediation=True)
    receipt = pen.hand_in(PLAINTIFF["name"])
    desks.go(clerk, "/filing/")
    clerk.get_by_role("link", name=receipt).first.click()
    write(clerk, {"委派的调解组织": CENTRE})
    clerk.get_by_role("button", name="委派调解").click()
    expect(clerk.get_by_text(f"已委派{CENTRE}诉前调解。")).to_be_visible()


def mediate(page: Page, desks: Desks, today: Today, inspection: Inspection) -> None:
    """Both sit at the mediator's desk; the record and the agreement are printed, read out and signed by hand."""
    desks.go(page, "/mediation/")
    page.locator("a.tp-table__row").first.click()
    page.get_by_role("button", name="接受委派").click()
    page.get_by_role("link", name="征询调解意愿").click()
    write(page, {"当事人": f"被申请人{HIM['name']}", "征询的方式": "2月6日到法院当面征询"})
    page.get_by_label("同意调解", exact=True).check()
    page.get_by_role("button", name="登记答复").click()
    page.get_by_role("link", name="约定调解时间").click()
    write(page, {"日期": "2023-02-06", "开始时间": "10:00", "地点": "调解室"})
    page.get_by_role("button", name="约定时间").click()
    today.move_to(datetime.date(2023, 2, 6), datetime.time(10, 30))
    page.get_by_role("link", name=re.compile("2023年2月6日")).click()
    write(page, {"调解经过": "双方陈述，愿意分期。", "无争议事实": "借款50000元属实。"})
    page.get_by_role("button", name="保存笔录").click()
    sign_on_paper(page, "打印笔录", inspection)
    page.get_by_role("link", name="返回", exact=True).click()
    page.get_by_role("link", name="制作调解协议").click()
    page.get_by_text("按月平均分期").click()
    write(page, {"总额（元）": "50000", "分几期": "2", "第一期付清日期": "2023-03-01"})
    page.get_by_role("button", name="填入各期").click()
    page.get_by_role("button", name="写好协议，请双方签名").click()
    sign_on_paper(page, "打印协议", inspection)
    expect(page.locator("main")).to_contain_text("已生效")


def sign_on_paper(page: Page, printed: str, inspection: Inspection) -> None:
    """What is printed has a line for everybody; that they signed it is noted with its scan, and not without."""
    look(page, inspection)
    page.get_by_role("link", name=printed).click()
    for name in (PLAINTIFF["name"], HIM["name"]):
        expect(page.get_by_role("row", name=re.compile(name)).last).to_contain_text("签名或者捺印")
    look(page, inspection)
    page.get_by_role("link", name="返回").click()
    page.locator("summary", has_text="纸质签名").click()
    page.get_by_role("button", name="收下签名").click()
    expect(page.get_by_text("请上传签了名的扫描件或者照片").first).to_be_visible()
    page.get_by_label("签了名的扫描件或者照片").set_input_files([SHEET])
    page.get_by_role("button", name="收下签名").click()
    expect(page.get_by_text("签名已收到。")).to_be_visible()


def window_case(page: Page, desks: Desks, kind: str) -> Page:
    """The case of this kind of the person who stands at the window."""
    desks.go(page, "/window/")
    page.get_by_role("link", name=re.compile(f"{kind}\\d")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(kind)
    return page


def apply(page: Page, desks: Desks, inspection: Inspection) -> None:
    """Both stand at the window: their application is printed, signed, and received."""
    receive_at_window(desks, page, PLAINTIFF["name"])
    window_case(page, desks, "诉前调")
    page.get_by_role("link", name="司法确认申请").click()
    look(page, inspection)
    page.get_by_role("link", name="打印司法确认申请书").click()
    expect(page.locator("main")).to_contain_text("请求确认申请人之间2023年2月6日达成的调解协议有效")
    look(page, inspection)
    page.get_by_role("link", name="返回").click()
    page.get_by_role("button", name="收取申请").click()
    expect(page.get_by_text("请先念承诺").first).to_be_visible()
    # Nobody came unless somebody says so.
    for name in (PLAINTIFF["name"], HIM["name"]):
        there = page.get_by_role("checkbox", name=re.compile(f"{name}$"))
        expect(there).not_to_be_checked()
        there.check()
    page.get_by_label(re.compile("承诺已经念给当事人听")).check()
    page.get_by_role("button", name="收取申请").click()
    expect(page.get_by_text("已收到申请，三日内决定是否受理。")).to_be_visible()
    look(page, inspection)


def serve(page: Page, desks: Desks, name: str, inspection: Inspection) -> None:
    """The ruling is handed over at the window; the proof of service is printed and signed."""
    desks.go(page, "/window/")
    page.get_by_role("button", name="结束接待").click()
    receive_at_window(desks, page, name)
    window_case(page, desks, "诉前调确")
    look(page, inspection)
    page.get_by_role("link", name=re.compile("民事裁定书")).click()
    page.get_by_role("link", name="送达回证").click()
    expect(page.locator("main")).to_contain_text(name)
    page.go_back()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记送达1份。")).to_be_visible()
