"""Somebody was sued: what to do, signing in, reading, receiving, answering on a phone; and the same at the window."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.citizens import DEFENDANT, PDF, fits, receive_at_window, sign_in, sued
from tests.support.cases import code_of
from tests.support.desks import Desks, Today, write
from tests.support.hearings import a_place
from tests.support.live_court import LiveCourt
from tests.support.uploads import scan
from tests.support.worker import do_queued_jobs
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case, Clock
from tianping.community.feedback.models import Voice
from tianping.kernel.clock import CHINA
from tianping.law.electronic_consent import STEP_NAMES
from tianping.papers.dossier.models import HandIn
from tianping.papers.service.actions import Tried, record_attempts_many
from tianping.papers.service.models import Consent, Delivery
from tianping.trial.scheduling.actions import Draft, fix, waive_many

pytestmark = pytest.mark.browser

MORNING = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
WORDS = "借款已经归还一万元，其余的愿意分期归还。"
SHEET = {"name": "还款凭证.pdf", "mimeType": PDF, "buffer": scan()}


def ask_what_to_do(page: Page, court: LiveCourt) -> None:
    """我被起诉了: question by question, up to the last day, its article, the papers and the way on.

    By hand: received on 6 February, fifteen days from the next day end on 21 February (民事诉讼法第一百二十八条).
    """
    page.goto(f"{court.url}/guide/")
    page.get_by_role("link", name="我被起诉了").tap()
    for answer in ("起诉状副本、应诉通知书", "2023-02-06", "一部分对", "否"):
        field = page.locator("main input[type=date]")
        if field.count():
            field.fill(answer)
        else:
            page.get_by_label(answer, exact=True).check()
        fits(page)
        asked = page.url
        page.get_by_role("button", name="继续").tap()
        page.wait_for_url(lambda address, asked=asked: address != asked)
    expect(page.locator("main")).to_contain_text("最迟2023年2月21日")
    expect(page.locator("main")).to_contain_text("第一百二十八条")
    expect(page.get_by_role("heading", name="要准备的材料")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="用案号和查询码看起诉状，提交答辩状").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("查询案件进展")


def add_case(page: Page, court: LiveCourt, case: Case) -> None:
    """By number and code from the slip, once; afterwards it is opened without them."""
    page.goto(f"{court.url}/mine/add/")
    write(page, {"案号": case.number, "查询码": code_of(case, "defendant")})
    page.get_by_role("button", name="添加", exact=True).tap()
    expect(page.locator("main")).to_contain_text("您是被告，对方是原告辛**")
    fits(page)
    page.get_by_role("button", name="打开").tap()
    expect(page.locator("main")).to_contain_text(case.number)


def consent_and_receive(page: Page, court: LiveCourt) -> None:
    """Both notices are signed for: that day they count as served, by the online rules; then the complaint is read."""
    expect(page.get_by_role("heading", name="起诉状和证据")).to_have_count(0)
    page.get_by_role("link", name="确认电子送达地址").tap()
    expect(page.locator("main")).to_contain_text("《人民法院在线诉讼规则》")
    fits(page)
    page.get_by_label("手机短信").check()
    expect(page.get_by_label("手机号码或者电子邮箱")).to_have_value(DEFENDANT.phone)
    for step in STEP_NAMES.values():
        page.get_by_label(step, exact=True).check()
    page.get_by_label("我看过上面的说明，同意电子送达").check()
    page.get_by_role("button", name="确认地址，同意电子送达").tap()
    expect(page.locator(".tp-confirmation__number")).to_contain_text("送达确认1号")
    for title in ("应诉通知书", "举证通知书"):
        page.goto(f"{court.url}/progress/papers/")
        page.get_by_role("link", name=title).tap()
        page.get_by_role("button", name="签收这份文书").tap()
        expect(page.locator("main")).to_contain_text("2023年2月6日，电子送达")
        fits(page)
    page.locator("summary", has_text="送达日期的依据").tap()
    expect(page.locator("main")).to_contain_text("《人民法院在线诉讼规则》第三十一条")
    page.goto(f"{court.url}/progress/case/")
    assert page.get_by_role("link", name="原告身份证").count() == 0
    for name in ("起诉状副本", "借条"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=name).tap()
        assert coming.value.suggested_filename.endswith(".pdf")
    expect(page.locator("main")).to_contain_text("2023年2月21日前")
    fits(page)


def answer(page: Page, court: LiveCourt) -> str:
    """The answer in words, evidence as a file; the number of the receipt of the answer."""
    page.get_by_role("link", name="提交答辩状").tap()
    page.get_by_label("答辩意见").fill(WORDS)
    fits(page)
    page.get_by_role("button", name="保存，下一步上传文件").tap()
    page.get_by_role("link", name="上传完了，下一步核对").tap()
    number = hand_in(page)
    page.goto(f"{court.url}/progress/case/")
    page.get_by_role("link", name="提交证据").tap()
    write(page, {"材料名称": "还款凭证", "证明什么": "证明2022年5月归还1万元"})
    page.get_by_label("文件").set_input_files(SHEET)
    fits(page)
    page.get_by_role("button", name="加上这个文件").tap()
    page.get_by_role("link", name="上传完了，下一步核对").tap()
    hand_in(page)
    return number


def hand_in(page: Page) -> str:
    page.get_by_label("我提交的材料真实").check()
    fits(page)
    page.get_by_role("button", name="提交", exact=True).tap()
    expect(page.get_by_text("法院已经收到，编号")).to_be_visible()
    return page.locator(".tp-confirmation__number").inner_text()


def the_court_knows(desks: Desks, case: Case, *titles: str) -> None:
    """The judge and the clerk see it among today's work; it stands in the file."""
    for username in ("judge1", "clerk1"):
        page = desks.of(username)
        desks.go(page, "/dossier/materials/")
        for title in titles:
            expect(page.locator("main")).to_contain_text(title)
        desks.go(page, f"/dossier/cases/{case.pk}/")
        for title in titles:
            expect(page.locator("main")).to_contain_text(title)


def fix_a_hearing(case: Case, at: datetime.datetime) -> None:
    """The plaintiff is served by hand, all give up what is left of their periods, the judge fixes the day."""
    judge = acting(User.objects.get(username="judge1"), at.date())
    waiting = Delivery.objects.filter(paper__case=case, status="waiting").values_list("pk", flat=True)
    if waiting:
        record_attempts_many(list(waiting), Tried("direct", at.date(), receiver="self"), by=judge, at=at)
    waive_many([case.pk], "2023年2月7日谈话笔录", by=judge, at=at)
    starts = datetime.datetime(2023, 2, 14, 9, 0, tzinfo=CHINA)
    place = a_place("第一法庭", acting(User.objects.get(username="filing1"), at.date()), at=at)
    fix(Draft(case.pk, place.pk, starts, 60), by=judge, at=at)


def test_the_defendant_does_it_all_on_a_phone(
    live_court: LiveCourt, today: Today, desks: Desks, phone_page: Page
) -> None:
    case, page = sued(MORNING), phone_page
    ask_what_to_do(page, live_court)
    sign_in(page, live_court, DEFENDANT)
    add_case(page, live_court, case)
    consent_and_receive(page, live_court)
    clock = Clock.objects.get(case=case, litigant__role="defendant", period_id="C-ANSWER-15")
    assert clock.nominal_due == datetime.date(2023, 2, 21)
    number = answer(page, live_court)
    do_queued_jobs(live_court.database)
    the_court_knows(desks, case, "答辩状", "证据")

    today.move_to(datetime.date(2023, 2, 7))
    fix_a_hearing(case, today())
    page.goto(f"{live_court.url}/mine/hearings/")
    expect(page.locator("main")).to_contain_text("2023年2月14日 09:00")
    expect(page.get_by_role("link", name="加入手机日历")).to_be_visible()
    fits(page)
    page.goto(f"{live_court.url}/mine/")
    page.get_by_role("button", name="打开").tap()
    expect(page.locator("main")).to_contain_text(number)
    page.get_by_role("link", name=re.compile("对法院的服务作评价")).tap()
    page.get_by_role("link", name=re.compile("感谢、建议、投诉")).tap()
    page.get_by_label("建议").check()
    page.get_by_label("具体情况").fill("希望短信里写明法庭在几楼。")
    fits(page)
    page.get_by_role("button", name="提交", exact=True).tap()
    expect(page.get_by_text("已经收到，编号")).to_be_visible()
    page.goto(f"{live_court.url}/help/")
    expect(page.get_by_label("您的电话")).to_have_value(DEFENDANT.phone)


def test_a_clerk_does_it_for_him_at_the_window(live_court: LiveCourt, today: Today, desks: Desks) -> None:
    case, page = sued(MORNING), desks.of("filing1")
    receive_at_window(desks, page, DEFENDANT.number)
    page.get_by_role("link", name=case.number).click()
    mine = page.url
    page.get_by_role("link", name="送达地址确认").click()
    page.get_by_role("link", name="打印确认书").click()
    expect(page.locator(".slip")).to_contain_text("第三十条")
    expect(page.locator(".slip")).to_contain_text(DEFENDANT.phone)
    page.get_by_role("link", name="返回").click()
    for step in STEP_NAMES.values():
        page.get_by_label(step, exact=True).check()
    page.get_by_label("已经向当事人说明").check()
    page.get_by_role("button", name="登记同意电子送达").click()
    expect(page.get_by_text("已登记柴禾同意电子送达")).to_be_visible()
    agreed = Consent.objects.get()
    assert (agreed.address, agreed.evidence) == (DEFENDANT.phone, "2023年2月6日送达地址确认书")

    for title in ("应诉通知书", "举证通知书"):
        page.goto(mine)
        page.get_by_role("link", name=title).click()
        write(page, {"送达方式": "直接送达", "日期": "2023-02-06", "签收人": "受送达人本人"})
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_text("已登记送达1份")).to_be_visible()
        page.get_by_role("link", name="送达回证").click()
        expect(page.locator(".slip")).to_contain_text("2023年2月6日")
    page.goto(mine)
    expect(page.locator("main")).to_contain_text("2023年2月21日前")

    page.get_by_role("link", name="收取答辩状、证据").click()
    expect(page.get_by_label("提交人")).to_have_value(str(case.matter.litigants.get(role="defendant").pk))
    page.get_by_label("扫描件").set_input_files({"name": "答辩状.pdf", "mimeType": PDF, "buffer": scan()})
    page.get_by_role("button", name="收取，出具编号").click()
    expect(page.get_by_text("已收取，编号")).to_be_visible()
    taken = HandIn.objects.get()
    assert (taken.kind, taken.received_by.username) == ("answer", "filing1")
    page.get_by_role("link", name=re.compile("收据")).click()
    expect(page.locator(".slip")).to_contain_text(taken.number)
    the_court_knows(desks, case, "答辩状")

    page.goto(mine)
    expect(page.locator("main")).to_contain_text(f"编号{taken.number}")
    page.get_by_role("link", name="登记意见").click()
    page.get_by_label("感谢").check()
    page.get_by_label("具体情况").fill("窗口的同志讲得很清楚。")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已经登记，编号")).to_be_visible()
    assert Voice.objects.get().given_by.username == "filing1"
