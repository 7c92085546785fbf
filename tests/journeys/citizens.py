"""Citizens on phones and at the window: signing in by telephone and code, being found, a case with its papers."""

import datetime
import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.support.browser import PHONE
from tests.support.codes import code_in_outbox
from tests.support.desks import Desks
from tests.support.live_court import LiveCourt
from tests.support.uploads import scan
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, Seat
from tianping.intake.filing import actions as filing
from tianping.intake.filing.actions import Acceptance, FilingDraft, MaterialDraft
from tianping.kernel import files
from tianping.law.identities import check_character
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.service.actions import plan_many

PDF = "application/pdf"


def resident(body: str) -> str:
    """A number of a resident identity card from its first seventeen digits."""
    return body + check_character(body)


@dataclass(frozen=True)
class Citizen:
    """Somebody who signs in by telephone."""

    name: str
    number: str
    phone: str


DEFENDANT = Citizen("柴禾", resident("62282719900712102"), "19900000012")


def fits(page: Page) -> None:
    """Nothing of the page is wider than the phone."""
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


def sign_in(page: Page, court: LiveCourt, who: Citizen) -> None:
    """By the code of the message that lies in the outbox, then name and document, once."""
    page.goto(f"{court.url}/mine/")
    page.get_by_label("手机号码").fill(who.phone)
    page.get_by_role("button", name="获取验证码").tap()
    expect(page.get_by_label("验证码")).to_be_visible()
    fits(page)
    page.get_by_label("验证码").fill(code_in_outbox(page, who.phone))
    page.get_by_role("button", name="登录", exact=True).tap()
    page.get_by_label("姓名").fill(who.name)
    page.get_by_role("textbox", name="证件号码").fill(who.number)
    fits(page)
    page.get_by_label("我已阅读并同意").check()
    page.get_by_role("button", name="完成注册").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的案件")


def receive_at_window(desks: Desks, page: Page, wanted: str) -> None:
    """一窗: found once by something whole, and carried along."""
    desks.go(page, "/window/")
    page.get_by_label("证件号码、手机号码或者姓名").fill(wanted)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("button", name=re.compile("开始接待")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("正在接待")


def person(username: str, day: datetime.date) -> User:
    """Somebody of the court at work on that day."""
    return acting(User.objects.get(username=username), day)


def sued(at: datetime.datetime) -> Case:
    """辛望月 sues 柴禾 on a loan; filed with the complaint and evidence, before judge1, the notices on their way."""
    clerk, judge = person("filing1", at.date()), person("judge1", at.date())
    papers = tuple(
        MaterialDraft(kind, name, kept.pk, kept.sha256, 2, purpose)
        for kind, name, purpose in (
            ("pleading", "起诉状", ""),
            ("identity", "原告身份证", ""),
            ("evidence", "借条", "证明借款5万元"),
        )
        for kept in [files.keep(scan(), PDF)]
    )
    litigants = (
        LitigantDraft("plaintiff", "natural", "辛望月", phone="19900000011", address="镇原县城关镇东街1号"),
        LitigantDraft(
            "defendant",
            "natural",
            DEFENDANT.name,
            identity_kind="resident_id",
            identity_number=DEFENDANT.number,
            phone=DEFENDANT.phone,
            address="镇原县平泉镇西村2组",
        ),
    )
    matter = MatterDraft("民间借贷纠纷", 5_000_000, litigants, claim_text="请求判令被告归还借款50000元。")
    draft = FilingDraft(matter, False, materials=papers)
    filings = filing.receive_many([draft], channel="counter", by=clerk, at=at)
    (case,) = filing.accept_many(filings, Acceptance(), by=clerk, at=at)
    seats = [
        case_actions.SeatDraft(case.pk, user.pk, role)
        for user, role in ((judge, Seat.Role.SOLE), (person("clerk1", at.date()), Seat.Role.CLERK))
    ]
    case_actions.seat_many(seats, by=clerk, at=at)
    case_actions.make_responsible({judge.pk: [case.pk]}, by=clerk, at=at)
    requests = [PaperRequest(case.pk, kind) for kind in ("response_notice", "evidence_notice")]
    notices = draw_up_many(requests, by=judge, at=at)
    issue_many(notices, by=judge, at=at)
    plan_many(list(issued_papers_of([case.pk])), by=judge, at=at)
    return Case.objects.get(pk=case.pk)
