"""Three workers sue a company for wages: by their lawyer on a phone, or by themselves at the counter."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.citizens import fits, receive_at_window, resident
from tests.journeys.pleading import COMPANY, NEXT, PLAINTIFF, Pen
from tests.support.browser import PHONE, every
from tests.support.desks import Desks
from tests.support.live_court import LiveCourt
from tianping.cases.models import Case, Counsel, Litigant

pytestmark = pytest.mark.browser

WORKERS = (
    PLAINTIFF,
    {
        **PLAINTIFF,
        "name": "甄有田",
        "identity_number": resident("62282719850315101"),
        "phone": "13800000002",
    },
    {
        **PLAINTIFF,
        "name": "路平",
        "identity_number": resident("62282719900712103"),
        "phone": "13800000003",
    },
)


def own_work(place: str, post: str, why: str, *, monthly: str, owed: str) -> dict[str, str]:
    """What one of several workers is asked of their own; ``place``: what their keys end with; ``why``: they left."""
    own = {
        "contract": "no",
        "started_on": "2022-03-01",
        "post": post,
        "monthly_wage_fen": monthly,
        "still_working": "no",
        "ended_on": "2022-11-30",
        "ended_why": why,
        "unpaid_from": "2022-09-01",
        "unpaid_to": "2022-11-30",
        "wages_owed_fen": owed,
    }
    return {f"{key}{place}": value for key, value in own.items()}


# What all three say of their work, and what each has of their own.
TOGETHER = {
    "work_place": "甘肃省庆阳市镇原县",
    "wage_note": "yes",
    "migrant": "yes",
    "arbitration": "none",
    "bears_fee": "yes",
}
WORK = {
    **TOGETHER,
    **own_work("", "砌墙", "left_unpaid", monthly="6000", owed="18000"),
    **own_work("-2", "木工", "dismissed", monthly="7000", owed="21000"),
    **own_work("-3", "小工", "left_unpaid", monthly="5000", owed="15000"),
}
OWED = (("甄秀兰", "18,000.00元"), ("甄有田", "21,000.00元"), ("路平", "15,000.00元"))
OFFICE = "庆阳市西峰区"
SCOPE = "代为变更诉讼请求、进行和解、提起上诉"


def people_and_facts(pen: Pen) -> None:
    """Three plaintiffs, the company with its credit code, what happened and what is asked."""
    pen.begin("拖欠工资")
    for worker in WORKERS:
        pen.person("plaintiffs", worker)
    pen.person("defendants", COMPANY)
    pen.answer(WORK)


def papers_of(pen: Pen, *names: tuple[str, str, str]) -> None:
    """Pieces, each with one photo."""
    for kind, name, purpose in names:
        pen.piece(kind, name, purpose)


def the_rest(pen: Pen, *, electronic: str, together: bool) -> None:
    """No mediation; the address for service is filled in already, and confirmed ``together`` by who acts for all."""
    pen.open("mediation/")
    pen.page.locator("input[name=agrees][value=no]").check()
    pen.next()
    pen.open("service/")
    pen.page.get_by_role("link", name=PLAINTIFF["name"]).click()
    # All three of one person: the lawyer's, who has told the court where papers reach them; else the plaintiff's.
    reached = (OFFICE, "卢师言") if together else (PLAINTIFF["address"], PLAINTIFF["name"])
    for name, known in zip(("service_address", "service_recipient"), reached, strict=True):
        expect(pen.page.locator(f"input[name={name}]")).to_have_value(known)
    pen.page.locator(f"input[name=electronic_service][value={electronic}]").check()
    also = pen.page.locator("input[name=also]")
    expect(also).to_have_count(2 if together else 0)
    for each in every(also) if together else ():
        each.check()
    pen.next()


def accept(desks: Desks, receipt: str) -> Page:
    """The other clerk looks through what came and files the case."""
    clerk = desks.of("filing2")
    desks.go(clerk, "/filing/")
    clerk.get_by_role("link", name=receipt).first.click()
    for worker in WORKERS:
        expect(clerk.locator("main")).to_contain_text(worker["name"])
    clerk.get_by_role("button", name="登记立案", exact=True).click()
    expect(clerk.get_by_text("已登记立案，案号（2023）甘1027民初1号。").first).to_be_visible()
    matter = Case.objects.get().matter
    assert matter.claim_fen == 5_400_000
    for name, owed in OWED:
        assert f"判令被告支付原告{name}工资{owed}" in matter.claim_text
    assert "被告解除了与原告甄有田的劳动关系。" in matter.facts_text
    assert "因被告未及时足额支付劳动报酬，原告路平提出解除劳动关系。" in matter.facts_text
    return clerk


def test_a_lawyer_sues_for_three_and_has_the_case_as_their_counsel(
    live_court: LiveCourt, desks: Desks, tmp_path: Path
) -> None:
    page = desks.of("lawyer")
    page.set_viewport_size(PHONE)
    pen = Pen(page, live_court.url, tmp_path / "材料.jpg")
    people_and_facts(pen)
    pen.open("agent/")
    page.locator("input[name=has_agent][value=yes]").check()
    pen.next()
    for name, known in {"name": "卢师言", "firm": "示范律师事务所", "phone": "19900009002"}.items():
        expect(page.locator(f"main [name={name}]")).to_have_value(known)
    page.locator("input[name=authority][value=special]").check()
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator("main")).to_contain_text("特别授权的，请写明授权哪些事项")
    page.locator("main [name=scope]").fill(SCOPE)
    for each in every(page.locator("main input[name=people]")):
        each.check()
    pen.next()
    fits(page)
    the_rest(pen, electronic="yes", together=True)
    authority = [("authority", f"授权委托书（{worker['name']}）", "") for worker in WORKERS]
    identity = [("identity", f"身份证（{worker['name']}）", "") for worker in WORKERS]
    papers_of(
        pen, *identity, *authority, ("authority", "律师执业证和所函", ""), ("evidence", "工资欠条", "证明欠付工资")
    )
    pen.open()
    fits(page)
    receipt = pen.hand_in("卢师言")

    clerk = accept(desks, receipt)
    expect(clerk.locator("main")).to_contain_text("卢师言")
    case = Case.objects.get()
    desks.go(page, "/mine/")
    (matter,) = every(page.locator(".tp-matter"))
    expect(matter).to_contain_text("您是原告甄秀兰、甄有田、路平的诉讼代理人，对方是被告镇原县示范建筑有限公司")
    expect(matter).to_contain_text(case.number)
    fits(page)
    # Each client is opened by itself, and the page says for whom.
    for worker in WORKERS:
        matter.get_by_role("button", name=f"打开（{worker['name']}）").click()
        expect(page.locator("main")).to_contain_text(case.number)
        expect(page.locator("main")).to_contain_text(f"您是原告{worker['name']}的诉讼代理人")
        desks.go(page, "/mine/")
    counsel = Counsel.objects.filter(litigant__matter=case.matter_id)
    assert {(each.name, each.authority, each.scope, each.user.username) for each in counsel} == {
        ("卢师言", "special", SCOPE, "lawyer")
    }
    assert counsel.count() == 3


def test_the_clerk_writes_for_the_three_who_stand_at_the_counter(
    live_court: LiveCourt, desks: Desks, tmp_path: Path
) -> None:
    page = desks.of("filing1")
    desks.go(page, "/window/")
    page.get_by_role("link", name="填写起诉状").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("因为什么事起诉")
    pen = Pen(page, live_court.url, tmp_path / "材料.jpg")
    people_and_facts(pen)
    pen.open("agent/")
    page.locator("input[name=has_agent][value=no]").check()
    pen.next()
    the_rest(pen, electronic="no", together=False)
    papers_of(pen, *(("identity", f"身份证（{worker['name']}）", "") for worker in WORKERS))
    receipt = pen.hand_in(*(worker["name"] for worker in WORKERS))

    accept(desks, receipt)
    case = Case.objects.get()
    company = Litigant.objects.get(matter=case.matter_id, role="defendant")
    assert (company.kind, company.identity_number) == ("legal", COMPANY["identity_number"])
    for worker in WORKERS:
        receive_at_window(desks, page, worker["identity_number"])
        page.get_by_role("link", name=case.number).click()
        page.get_by_role("link", name="打印查询码").click()
        expect(page.locator(".slip")).to_contain_text(f"原告{worker['name']}", use_inner_text=False)
        page.get_by_role("link", name="返回").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(case.number)
        desks.go(page, "/window/")
        page.get_by_role("button", name="结束接待").click()
        expect(page.get_by_text("本次接待已经结束")).to_be_visible()
