"""A second suit for divorce with property: guided, sued for, accepted; its fee counted on what there is to divide."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.pleading import HER, HIM, Pen
from tests.support.court import AT, BASES
from tests.support.desks import Desks, write
from tests.support.live_court import LiveCourt
from tianping.accounts.actions import enter_local_figure
from tianping.cases.models import Case
from tianping.law.money import parse_yuan
from tianping.money.fees.queries import fees_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

GUIDED = {
    "defendant_state": "known",
    "away": "no",
    "defendant_place": "甘肃省庆阳市镇原县",
    "plaintiff_place": "甘肃省庆阳市镇原县",
    "grounds": ["cohabiting", "gambling"],
    "sued_before": "yes",
    "refused_on": "2022-06-20",
    "spouse": "wife",
    "has_children": "no",
    "has_property": "yes",
    "common_property_fen": "500000",
    "mediation": "yes",
}
MARRIED = {
    "married_on": "2010-05-01",
    "living": "apart",
    "apart_since": "2022-07-01",
    "grounds_detail": "对方长期在外与他人同居，欠下赌债。",
    "property": "县城房屋一套，价值四十万元，登记在对方名下；存款十万元。",
    "has_debts": "no",
    "divorce": "yes",
    "property_wish": "房屋归对方，对方付给我二十五万元。",
    "bears_fee": "yes",
}


@pytest.fixture
def divorce_fee(live_court: LiveCourt) -> int:
    """What the province charges for a divorce, in fen, as the court has entered it."""
    enter_local_figure(
        "divorce_base",
        BASES["divorce_base"],
        valid_from=AT.date().replace(year=2022),
        source="演示值",
        is_demonstration=True,
        by=None,
        at=AT,
    )
    return parse_yuan(BASES["divorce_base"])


def test_the_fee_is_counted_on_the_property_and_nothing_is_to_be_confirmed(
    pen: Pen, desks: Desks, divorce_fee: int
) -> None:
    pen.guided("divorce", GUIDED)
    result = pen.page.locator("main")
    expect(result).to_contain_text("已经过了六个月，可以再次起诉。")
    expect(result).to_contain_text("婚姻关系不能申请司法确认")
    expect(result).to_contain_text("可能适用普通程序")
    expect(result).to_contain_text("预计先交1,700.00元")
    pen.carry_over()
    pen.person("plaintiffs", HER)
    pen.person("defendants", HIM)
    pen.answer(MARRIED)
    pen.open("mediation/")
    expect(pen.page.locator("main")).to_contain_text("这类纠纷不能申请司法确认")
    expect(pen.page.locator("main")).not_to_contain_text("可以申请司法确认")
    pen.rest()
    receipt = pen.hand_in(HER["name"])

    clerk = desks.of("filing2")
    desks.go(clerk, "/filing/")
    clerk.get_by_role("link", name=receipt).first.click()
    page = clerk.locator("main")
    expect(page).to_contain_text("再次起诉离婚：前次离婚诉讼于2022年6月20日终结")
    expect(page).to_contain_text("第一千零七十九条第五款")
    expect(page).to_contain_text("分割财产总额")
    clerk.get_by_role("radio", name=re.compile("属于简单案件")).check()
    write(clerk, {"认为属于简单案件的理由": "财产清楚，双方对价值没有争议。"})
    clerk.get_by_role("button", name="登记立案", exact=True).click()
    expect(clerk.get_by_text("已登记立案，案号（2023）甘1027民初1号。").first).to_be_visible()
    case = Case.objects.get()
    (item,) = fees_of(case)
    assert item.full_fee_fen == divorce_fee + (50_000_000 - 20_000_000) * 5 // 1000
    assert item.amount_fen == item.full_fee_fen // 2
    assert (case.track, case.composition) == (Case.Track.SIMPLE, Case.Composition.SOLE)
    pen.open("receipt/")
    expect(pen.page.get_by_text("（2023）甘1027民初1号")).to_be_visible()
