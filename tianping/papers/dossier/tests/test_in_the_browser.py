"""A litigant's way on a phone without scripts: consent, receipt, answer, evidence, waiver; every page clean by axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import every
from tests.support.cases import code_of
from tests.support.codes import confirm_number
from tests.support.court import AT, DAY
from tests.support.inspection import DESK, PHONE, SMALL_PHONE, Inspection
from tests.support.live_court import LiveCourt
from tests.support.tried import seated
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import papers_by_id
from tianping.papers.dossier.models import HandIn
from tianping.papers.service.actions import plan_many

pytestmark = pytest.mark.browser
# Of a line that leads on, the whole line is touched.
FINGERS = (
    "main .tp-ways li, main .tp-button, main .tp-back, main .tp-list a, main .tp-choice, main textarea, main summary"
)
LOW = "(all) => all.filter((each) => each.offsetHeight && each.offsetHeight < 44).map((each) => each.outerHTML)"


def who(username: str) -> User:
    return acting(User.objects.get(username=username), DAY)


@pytest.fixture
def case(live_court: LiveCourt) -> Case:
    """A case whose notices are issued and on their way to 黄小明."""
    judge = who("judge1")
    (case,) = seated(judge, who("clerk1"), ["黄小明"], filed_by=who("filing1"))
    requests = [PaperRequest(case.pk, kind) for kind in ("response_notice", "evidence_notice", "sole_notice")]
    papers = paper_actions.draw_up_many(requests, by=judge, at=AT)
    paper_actions.issue_many(papers, by=judge, at=AT)
    plan_many(papers_by_id([paper.pk for paper in papers]), by=judge, at=AT)
    return case


def look_up(page: Page, court: LiveCourt, case: Case) -> None:
    page.goto(f"{court.url}/progress/")
    page.get_by_label("案号").fill(case.number)
    page.get_by_label("查询码").fill(code_of(case, "defendant"))
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("您以被告黄**的身份查询")).to_be_visible()


def test_a_litigant_does_everything_on_a_phone_without_scripts(
    live_court: LiveCourt, case: Case, browser: Browser, tmp_path: Path, page: Page, as_post
) -> None:
    photo = tmp_path / "IMG_0001.png"
    photo.write_bytes(PHOTO)
    bad = tmp_path / "借条.pdf"
    bad.write_bytes(b"MZ")
    context = browser.new_context(
        locale="zh-CN", java_script_enabled=False, viewport={"width": PHONE, "height": 844}, has_touch=True
    )
    phone = context.new_page()
    look_up(phone, live_court, case)
    phone.get_by_role("link", name="确认电子送达地址").tap()
    phone.get_by_label("手机号码或者电子邮箱").fill("19900000001")
    for step in every(phone.locator("input[name=steps]")):
        step.check()
    phone.get_by_label("同意电子送达").check()
    phone.get_by_role("button", name="确认地址").tap()
    confirm_number(phone, "19900000001")
    expect(phone.get_by_text("送达确认1号")).to_be_visible()
    for title in ("应诉通知书", "举证通知书"):
        phone.goto(f"{live_court.url}/progress/papers/")
        phone.get_by_role("link", name=title).tap()
        phone.get_by_role("button", name="签收这份文书").tap()
        expect(phone.get_by_role("link", name="下载文书")).to_be_visible()
    phone.goto(f"{live_court.url}/progress/case/")
    phone.get_by_role("link", name="提交答辩状").tap()
    phone.get_by_label("答辩意见").fill("已经还款一万元。")
    phone.get_by_role("button", name="保存").tap()
    phone.get_by_role("link", name="下一步核对").tap()
    phone.get_by_label("我提交的材料真实").check()
    phone.get_by_role("button", name="提交", exact=True).tap()
    expect(phone.get_by_text("收材1号")).to_be_visible()
    phone.goto(f"{live_court.url}/progress/hand-in/evidence/")
    phone.get_by_label("材料名称").fill("还款凭证")
    phone.get_by_label("证明什么").fill("证明已经还款")
    phone.get_by_label("文件", exact=True).set_input_files(bad)
    phone.get_by_role("button", name="加上这个文件").tap()
    expect(phone.get_by_role("alert")).to_contain_text("可执行程序")
    expect(phone.get_by_label("材料名称")).to_have_value("还款凭证")
    phone.get_by_label("文件", exact=True).set_input_files(photo)
    phone.get_by_role("button", name="加上这个文件").tap()
    phone.get_by_role("link", name="下一步核对").tap()
    phone.get_by_label("我提交的材料真实").check()
    phone.get_by_role("button", name="提交", exact=True).tap()
    expect(phone.get_by_text("收材2号")).to_be_visible()
    phone.goto(f"{live_court.url}/progress/waive/")
    for box in every(phone.get_by_role("checkbox")):
        box.check()
    phone.get_by_role("button", name="放弃所选的期间").tap()
    expect(phone.get_by_text("收材3号")).to_be_visible()
    context.close()
    _inspect(live_court, case, page, as_post)


def _inspect(court: LiveCourt, case: Case, page: Page, as_post) -> None:
    """Every page of the way at 390 and 320 px by axe, what is touched high enough; then the clerk's pages."""
    inspection, made = Inspection(who="litigant"), list(HandIn.objects.order_by("pk"))
    inspection.listen(page)
    page.set_viewport_size({"width": PHONE, "height": 844})
    look_up(page, court, case)
    paths = ["case", "papers", "address", "consent", "consent/withdraw", "answer", "hand-in/evidence", "waive"]
    paths += ["request/objection", "request/recusal"]
    for path in [*paths, *(f"handed-in/{each.pk}" for each in made)]:
        inspection.open(page, f"{court.url}/progress/{path}/", (PHONE, SMALL_PHONE))
        assert page.locator(FINGERS).evaluate_all(LOW) == [], path
    as_post(page, "court_clerk")
    inspection.who = "clerk"
    material = f"/dossier/materials/{made[0].pk}/"
    for path in ("/dossier/materials/", material, f"{material}receipt/", f"/dossier/cases/{case.pk}/"):
        inspection.open(page, court.url + path, (DESK, PHONE))
    inspection.open(page, f"{court.url}/dossier/cases/{case.pk}/take/", (DESK, PHONE))
    inspection.open(page, f"{court.url}/service/", (DESK, PHONE))
    inspection.close()
