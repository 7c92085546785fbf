"""A loan settled before filing, on three phones: accepted, met, agreed, signed, confirmed by a judge, read."""

import datetime
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.mediated import CENTRE, confirm
from tests.support.browser import PHONE, every
from tests.support.cases import code_of
from tests.support.codes import confirm_number
from tests.support.desks import Desks, Today, write
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case
from tianping.intake.filing import actions as filing
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.models import Referral
from tianping.kernel.clock import CHINA
from tianping.trial.confirmation.models import Application

pytestmark = pytest.mark.browser

MORNING = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)


@pytest.fixture
def another_phone(phone_page: Page) -> Callable[[], Page]:
    """One more phone, of somebody else."""
    browser = phone_page.context.browser
    assert browser is not None
    options = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "locale": "zh-CN"}
    return lambda: browser.new_context(**options).new_page()


def person(username: str) -> User:
    return acting(User.objects.get(username=username), MORNING.date())


def refer() -> Case:
    """The plaintiff has filed and consents; the clerk refers the dispute to the court's own centre."""
    clerk = person("filing1")
    centre = mediation.enter_organisation(CENTRE, by=clerk, at=MORNING)
    mediation.add_member(centre, person("mediator"), by=clerk, at=MORNING)
    draft = MatterDraft(
        cause_name="民间借贷纠纷",
        claim_fen=5_000_000,
        claim_text="请求判令被告归还借款50000元。",
        facts_text="2022年3月1日，被告向原告借款50000元，出具借条，至今未还。",
        litigants=(
            LitigantDraft(role="plaintiff", kind="natural", name="辛望月"),
            LitigantDraft(role="defendant", kind="natural", name="柴禾"),
        ),
    )
    (handed,) = filing.receive_many(
        [filing.FilingDraft(draft, consents_to_mediation=True)], channel="counter", by=clerk, at=MORNING
    )
    (referral,) = filing.refer_many([handed], CENTRE, by=clerk, at=MORNING)
    return referral.case


def fits(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def look_up(court: LiveCourt, page: Page, case: Case, role: str) -> None:
    page.goto(f"{court.url}/progress/")
    write(page, {"案号": case.number, "查询码": code_of(case, role)})
    page.get_by_role("button", name="查询").tap()
    expect(page.locator("main")).to_contain_text(case.number)


def mediate(court: LiveCourt, page: Page, today: Today) -> None:
    """The mediator accepts, asks, appoints, records and writes the agreement, all with a thumb."""
    page.goto(f"{court.url}/accounts/login/")
    page.locator("input[name=username]").fill("mediator")
    page.locator("input[name=password]").fill("tianping-2023")
    page.get_by_role("button", name="登录", exact=True).tap()
    page.locator("a.tp-table__row").first.tap()
    page.get_by_role("button", name="接受委派").tap()
    page.get_by_role("link", name="征询调解意愿").tap()
    write(page, {"当事人": "被申请人柴禾", "征询的方式": "2月6日电话征询"})
    page.get_by_label("同意调解", exact=True).check()
    page.get_by_role("button", name="登记答复").tap()
    page.get_by_role("link", name="约定调解时间").tap()
    write(page, {"日期": "2023-02-07", "开始时间": "10:00"})
    page.get_by_label("电话调解").check()
    page.get_by_role("button", name="约定时间").tap()
    expect(page.get_by_text("已约定，当事人可以看到。")).to_be_visible()
    today.move_to(datetime.date(2023, 2, 7), datetime.time(11, 0))
    page.get_by_role("link", name=re.compile("2023年2月7日")).tap()
    fits(page)
    write(page, {"调解经过": "双方陈述，愿意分期。", "无争议事实": "借款50000元属实。"})
    page.get_by_role("button", name="保存笔录").tap()
    page.get_by_role("link", name="返回", exact=True).tap()
    page.get_by_role("link", name="制作调解协议").tap()
    page.get_by_text("按月平均分期").tap()
    write(page, {"总额（元）": "50000", "分几期": "2", "第一期付清日期": "2023-03-01"})
    page.get_by_role("button", name="填入各期").tap()
    expect(page.get_by_label("金额（元）").first).to_have_value("25000.00")
    fits(page)
    page.get_by_role("button", name="写好协议，请双方签名").tap()
    expect(page.get_by_text("调解协议已写好")).to_be_visible()


def sign_with_a_finger(page: Page) -> None:
    page.get_by_role("link", name="阅读、签署调解协议").tap()
    page.get_by_role("link", name="调解协议，等您阅读、签名").tap()
    expect(page.locator(".mediation-paper")).to_contain_text("分2期履行")
    fits(page)
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 110, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="我已阅读，签名同意").tap()
    expect(page.get_by_text(re.compile("您已经签名|协议已经生效"))).to_be_visible()


def apply(court: LiveCourt, page: Page) -> None:
    page.goto(f"{court.url}/progress/case/")
    page.get_by_role("link", name="申请司法确认").or_(page.get_by_role("link", name="查看申请")).tap()
    page.get_by_label(re.compile("我承诺")).check()
    fits(page)
    page.get_by_role("button", name=re.compile("提交申请|同意并一起申请")).tap()
    expect(page.get_by_text(re.compile("请告诉对方|法院三日内"))).to_be_visible()


def receive_the_ruling(court: LiveCourt, page: Page, phone: str) -> None:
    """The litigant goes on to the new number, agrees to electronic service, and receives the ruling."""
    page.goto(f"{court.url}/progress/confirmation/")
    page.get_by_role("button", name="到新的案号").tap()
    page.wait_for_load_state("networkidle")
    page.goto(f"{court.url}/progress/consent/")
    page.locator("input[name=address]").fill(phone)
    for step in every(page.locator("input[name=steps]")):
        step.check()
    page.locator("input[name=understood]").check()
    page.get_by_role("button", name="确认地址，同意电子送达").tap()
    confirm_number(page, phone)
    page.wait_for_load_state("networkidle")
    page.goto(f"{court.url}/progress/papers/")
    page.get_by_role("link", name=re.compile("民事裁定书")).tap()
    page.get_by_role("button", name="签收这份文书").tap()
    expect(page.get_by_role("link", name="下载文书（PDF）")).to_be_visible()


@pytest.mark.timeout(300)
def test_a_loan_is_settled_on_the_phone_and_the_agreement_confirmed(
    live_court: LiveCourt, today: Today, desks: Desks, phone_page: Page, another_phone: Callable[[], Page]
) -> None:
    case = refer()
    mediate(live_court, phone_page, today)
    both = {role: another_phone() for role in ("plaintiff", "defendant")}
    for role, page in both.items():
        look_up(live_court, page, case, role)
        sign_with_a_finger(page)
    assert Referral.objects.get().status == "agreed"
    for page in both.values():
        apply(live_court, page)
    confirm(desks)
    do_queued_jobs(live_court.database)
    for number, page in enumerate(both.values(), start=1):
        receive_the_ruling(live_court, page, f"1990000000{number}")
    do_queued_jobs(live_court.database)
    assert Application.objects.get().status == "effective"
    both["defendant"].goto(f"{live_court.url}/progress/case/")
    expect(both["defendant"].get_by_text("已生效").first).to_be_visible()
