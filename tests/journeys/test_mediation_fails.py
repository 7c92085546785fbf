"""A loan that is mediated in vain and then filed: guided, referred, corrected once, accepted; nothing typed again."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pleading import HER, HIM, Pen
from tests.support.desks import Desks, Today, write
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.intake.filing.models import Filing
from tianping.intake.mediation import actions as mediation
from tianping.kernel.clock import CHINA

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CENTRE = "诉前调解中心"
MORNING = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
GUIDED = {
    "plaintiff_kind": "natural",
    "defendant_kind": "natural",
    "written": "note",
    "has_due": "yes",
    "due_on": "2022-11-01",
    "forum_agreed": "none",
    "defendant_place": "甘肃省庆阳市镇原县",
    "plaintiff_place": "甘肃省庆阳市镇原县",
    "principal_owed_fen": "50000",
    "mediation": "yes",
}
LENT = {
    "signed_on": "2022-05-01",
    "principal_fen": "50000",
    "lent_on": "2022-05-01",
    "paid_by": ["transfer"],
    "has_interest": "no",
    "bears_fee": "yes",
}


@pytest.fixture
def centre(live_court: LiveCourt) -> None:
    """The court has its own mediation centre, with a mediator."""
    clerk, mediator = (acting(User.objects.get(username=name), MORNING.date()) for name in ("filing1", "mediator"))
    made = mediation.enter_organisation(CENTRE, by=clerk, at=MORNING)
    mediation.add_member(made, mediator, by=clerk, at=MORNING)


@pytest.mark.usefixtures("centre")
def test_what_mediation_did_not_settle_is_corrected_once_and_accepted(
    pen: Pen, live_court: LiveCourt, desks: Desks, today: Today
) -> None:
    pen.guided("private_loan", GUIDED)
    pen.carry_over()
    pen.person("plaintiffs", HER)
    pen.person("defendants", HIM)
    pen.answer(LENT)
    pen.rest()
    receipt = pen.hand_in(HER["name"])
    before = Filing.objects.select_related("matter").get(receipt_number=receipt)

    clerk = desks.of("filing2")
    _open_filing(desks, clerk, receipt)
    write(clerk, {"委派的调解组织": CENTRE})
    clerk.get_by_role("button", name="委派调解").click()
    expect(clerk.get_by_text(f"已委派{CENTRE}诉前调解。")).to_be_visible()
    pen.open("receipt/")
    expect(pen.page.get_by_text("案件正在诉前调解")).to_be_visible()
    _mediate_in_vain(desks, today, live_court)

    today.move_to(datetime.date(2023, 2, 9))
    pen.open("receipt/")
    expect(pen.page.get_by_text("调解没有谈成")).to_be_visible()
    _open_filing(desks, clerk, receipt)
    expect(clerk.get_by_text("已经诉前调解，调解不成")).to_be_visible()
    expect(clerk.get_by_role("button", name="委派调解")).to_have_count(0)
    write(clerk, {"第1项在哪里": "借款经过：钱是哪一天给对方的？", "第1项怎样补正": "给钱的日子与转账记录不一致。"})
    clerk.get_by_role("button", name="一次性告知补正").click()
    expect(clerk.get_by_text("发给原告的短信")).to_be_visible()
    clerk.get_by_role("button", name="确认告知").click()
    expect(clerk.get_by_text("已告知补正")).to_be_visible()

    today.move_to(datetime.date(2023, 2, 10))
    pen.open()
    pen.press(pen.page.get_by_role("link", name="给钱的日子与转账记录不一致。"))
    pen.look()
    pen.correct("lent_on", "2022-05-02")
    assert "/check/" in pen.page.url
    assert pen.hand_in(HER["name"]) == receipt

    _open_filing(desks, clerk, receipt)
    expect(clerk.get_by_text("已经诉前调解，调解不成")).to_be_visible()
    expect(clerk.get_by_role("button", name="委派调解")).to_have_count(0)
    expect(clerk.locator("main")).to_contain_text("原告于2022年5月2日向被告提供借款")
    clerk.get_by_role("button", name="登记立案", exact=True).click()
    expect(clerk.get_by_text("已登记立案，案号（2023）甘1027民初1号。").first).to_be_visible()
    pen.open("receipt/")
    expect(pen.page.get_by_text("（2023）甘1027民初1号")).to_be_visible()
    expect(pen.page.get_by_text("2023年2月6日 09:30收到", exact=True)).to_be_visible()
    after = Filing.objects.select_related("matter").get(receipt_number=receipt)
    assert (after.received_at, after.receipt_number) == (before.received_at, before.receipt_number)
    assert after.matter_id == before.matter_id
    assert after.matter.elements == {**before.matter.elements, "lent_on": "2022-05-02"}
    assert {each.name: each.address for each in after.matter.litigants.all()} == {
        each["name"]: each["address"] for each in (HER, HIM)
    }


def _mediate_in_vain(desks: Desks, today: Today, court: LiveCourt) -> None:
    """The mediator takes it over, asks the other side, meets both, and writes down that they did not agree."""
    page = desks.of("mediator")
    desks.go(page, "/mediation/")
    page.locator("a.tp-table__row").first.click()
    page.get_by_role("button", name="接受委派").click()
    page.get_by_role("link", name="征询调解意愿").click()
    write(page, {"当事人": f"被申请人{HIM['name']}", "征询的方式": "2月6日电话征询"})
    page.get_by_label("同意调解", exact=True).check()
    page.get_by_role("button", name="登记答复").click()
    page.get_by_role("link", name="约定调解时间").click()
    write(page, {"日期": "2023-02-07", "开始时间": "10:00"})
    page.get_by_label("电话调解").check()
    page.get_by_role("button", name="约定时间").click()
    expect(page.get_by_text("已约定，当事人可以看到。")).to_be_visible()
    today.move_to(datetime.date(2023, 2, 7), datetime.time(11, 0))
    page.get_by_role("link", name=re.compile("2023年2月7日")).click()
    for name in (HER["name"], HIM["name"]):
        page.get_by_label(re.compile(name)).check()
    write(page, {"调解经过": "被告承认借款，不同意马上还。", "无争议事实": "2022年5月1日借款50000元属实。"})
    page.get_by_role("button", name="保存笔录").click()
    page.get_by_role("link", name="返回", exact=True).click()
    page.locator("summary", has_text="调解不成").click()
    write(page, {"调解不成的原因": "被告不同意还款期限。"})
    page.get_by_role("button", name="登记调解不成").click()
    expect(page.get_by_text("材料已转回").first).to_be_visible()
    do_queued_jobs(court.database)


def _open_filing(desks: Desks, clerk: Page, receipt: str) -> None:
    desks.go(clerk, "/filing/")
    clerk.get_by_role("link", name=receipt).first.click()
