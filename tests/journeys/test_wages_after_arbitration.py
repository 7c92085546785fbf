"""Wages after an arbitration award: guided to the court in time, sued for, accepted as small claims for ten yuan."""

import pytest
from playwright.sync_api import expect

from tests.journeys.pleading import COMPANY, HER, Pen
from tests.support.desks import Desks
from tianping.cases.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

GUIDED = {
    "labour_matter": "wages",
    "wage_note": "no",
    "still_working": "no",
    "ended_on": "2022-09-30",
    "arbitration": "award",
    "award_received_on": "2023-01-31",
    "defendant_place": "甘肃省庆阳市镇原县",
    "work_place": "甘肃省庆阳市镇原县城关镇示范工地",
    "wages_owed_fen": "12000",
    "mediation": "no",
}
WORKED = {
    "contract": "yes",
    "signed_on": "2022-03-01",
    "started_on": "2022-03-01",
    "post": "钢筋工",
    "monthly_wage_fen": "4000",
    "ended_why": "left_unpaid",
    "unpaid_from": "2022-07-01",
    "unpaid_to": "2022-09-30",
    "award_number": "镇劳人仲裁字〔2023〕第5号",
    "award_outcome": "part",
    "award_says": "支付2022年7月的工资4000元。",
    "award_contested": "8月、9月我照常上工，考勤表、工资条都在。",
    "bears_fee": "yes",
}


def test_wages_are_sued_for_within_fifteen_days_of_the_award(pen: Pen, desks: Desks) -> None:
    pen.guided("labour_pay", GUIDED)
    result = pen.page.locator("main")
    expect(result).to_contain_text("最迟2023年2月15日向法院起诉。")
    expect(result).to_contain_text("追索劳动报酬纠纷")
    expect(result).to_contain_text("10.00元")
    pen.carry_over()
    pen.person("plaintiffs", HER)
    pen.person("defendants", COMPANY)
    pen.answer(WORKED)
    pen.rest()
    pen.piece("award", "仲裁裁决书")
    receipt = pen.hand_in(HER["name"])

    clerk = desks.of("filing2")
    desks.go(clerk, "/filing/")
    clerk.get_by_role("link", name=receipt).first.click()
    page = clerk.locator("main")
    expect(page).to_contain_text("2023年1月31日")
    expect(page.get_by_role("link", name="仲裁裁决书")).to_be_visible()
    expect(page).to_contain_text("小额诉讼")
    expect(page).to_contain_text("全额 10.00 元，减半交纳")
    expect(page).not_to_contain_text("应当先申请仲裁")
    clerk.get_by_role("button", name="登记立案", exact=True).click()
    expect(clerk.get_by_text("已登记立案，案号（2023）甘1027民初1号。").first).to_be_visible()
    case = Case.objects.select_related("matter").get()
    assert (case.track, case.composition) == (Case.Track.SMALL_CLAIMS, Case.Composition.SOLE)
    assert (case.matter.cause_name, case.matter.claim_fen) == ("追索劳动报酬纠纷", 1_200_000)
    pen.open("receipt/")
    expect(pen.page.get_by_text("（2023）甘1027民初1号")).to_be_visible()
