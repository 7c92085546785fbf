"""A citizen on a phone, or the clerk for her at the window, sues on a loan: corrected once, then accepted."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pleading import DEFENDANT, HER, LENT, Pen
from tests.support.desks import Desks, write
from tests.support.live_court import LiveCourt

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("writer", ["litigant", "filing1"])
def test_a_loan_is_sued_for_corrected_once_and_accepted(
    writer: str, live_court: LiveCourt, desks: Desks, tmp_path: Path
) -> None:
    page = desks.of(writer)
    if writer == "litigant":
        page.set_viewport_size({"width": 390, "height": 844})
    pen = Pen(page, live_court.url, tmp_path / "身份证.jpg", own=HER if writer == "litigant" else None)
    pen.begin("借钱不还")
    pen.person("plaintiffs", HER)
    pen.person("defendants", DEFENDANT)
    pen.answer(LENT)
    pen.rest(mediation=False)
    receipt = pen.hand_in(HER["name"])

    clerk = desks.of("filing2")
    _open_filing(desks, clerk, receipt)
    write(clerk, {"第1项在哪里": "借款经过：钱是哪一天给对方的？", "第1项怎样补正": "给钱的日子与转账记录不一致。"})
    clerk.get_by_role("button", name="一次性告知补正").click()
    expect(clerk.get_by_text("发给原告的短信")).to_be_visible()
    clerk.get_by_role("button", name="确认告知").click()
    expect(clerk.get_by_text("已告知补正")).to_be_visible()

    pen.open()
    pen.press(page.get_by_role("link", name="给钱的日子与转账记录不一致。"))
    pen.correct("lent_on", "2022-05-02")
    assert pen.hand_in(HER["name"]) == receipt

    _open_filing(desks, clerk, receipt)
    clerk.get_by_role("button", name="登记立案", exact=True).click()
    expect(clerk.get_by_text("已登记立案，案号（2023）甘1027民初1号。").first).to_be_visible()
    pen.open("receipt/")
    expect(page.get_by_text("（2023）甘1027民初1号")).to_be_visible()


def _open_filing(desks: Desks, clerk: Page, receipt: str) -> None:
    desks.go(clerk, "/filing/")
    clerk.get_by_role("link", name=receipt).first.click()
