"""An award of arbitrators from the guide to the application, on a phone; what the clerk does with it at the desk."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.live_court import LiveCourt
from tests.support.uploads import photo
from tianping.enforcement.tests.test_titles import ACCOUNT, AWARD, CLAIM, EMPLOYER, WORKER

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
GUIDE = {
    "title_kind": "labour_award",
    "term_over": "yes",
    "performance_due_on": "",
    "defendant_place": "甘肃省镇原县",
    "assets_place": "",
    "owed_fen": "25000",
}
EARLIER = {"made_on": "2022-12-20", "served_on": "2022-12-22", "effective_on": "2023-01-10"}
TYPED = {
    "title": AWARD | EARLIER,
    "applicant": WORKER,
    "respondents": EMPLOYER,
    "claim": CLAIM | {"performance_due_on": "2023-01-20"},
    "account": ACCOUNT,
}


def fill(page: Page, typed: dict[str, str]) -> None:
    for name, value in typed.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def looks_well(page: Page) -> None:
    # Right after a click the new document may still be empty.
    page.wait_for_load_state()
    assert page.evaluate(WIDER) <= 0, page.url
    assert Axe().run(page).response["violations"] == [], page.url


@pytest.mark.browser
def test_an_award_goes_from_the_guide_to_the_desk(
    live_court: LiveCourt, phone_page: Page, page: Page, as_post: Callable[[Page, str], Page]
) -> None:
    phone = as_post(phone_page, "litigant")
    phone.goto(f"{live_court.url}/guide/enforcement/")
    while "/result/" not in phone.url:
        typed = GUIDE[phone.url.rstrip("/").rsplit("/", 1)[1]]
        fields = phone.locator("[name=answer]")
        if fields.first.get_attribute("type") == "radio":
            phone.locator(f'[name=answer][value="{typed}"]').check()
        else:
            fields.fill(typed)
        phone.get_by_role("button", name="继续").click()
    phone.get_by_role("link", name="开始填写执行申请").first.click()
    looks_well(phone)
    phone.get_by_role("button", name="开始填写执行申请").click()
    for _question in range(12):
        if "/check/" in phone.url:
            break
        name = phone.url.rstrip("/").rsplit("/", 1)[1]
        looks_well(phone)
        if name == "papers":
            phone.locator("[name=file]").set_input_files(
                {"name": "裁决书.png", "mimeType": "image/png", "buffer": photo()}
            )
            phone.get_by_role("button", name="上传").click()
            phone.get_by_role("link", name="填好了，继续").click()
            continue
        fill(phone, TYPED[name])
        phone.get_by_role("button", name="保存并继续").click()
        if name == "respondents":
            phone.get_by_role("link", name="填好了，继续").click()
    looks_well(phone)
    phone.get_by_label("我保证填写的内容").check()
    phone.get_by_role("button", name="签名并提交执行申请").click()
    phone.wait_for_url("**/own/**")
    looks_well(phone)
    desk = as_post(page, "filing_clerk")
    desk.goto(f"{live_court.url}/enforcement/")
    desk.get_by_role("link", name="执申").click()
    looks_well(desk)
    desk.get_by_text("提请裁定不予受理", exact=True).first.click()
    desk.locator("[name=refusal-ground]").select_option("not_due")
    desk.locator("[name=refusal-reason]").fill("裁决书写明的履行期限到2023年2月20日才届满。")
    desk.get_by_role("button", name="提请裁定不予受理").click()
    assert desk.get_by_text("待裁定不予受理").is_visible()
    for address in ("/enforcement/new/", "/enforcement/titles/new/", "/enforcement/titles/new/?kind=notarised"):
        desk.goto(f"{live_court.url}{address}")
        looks_well(desk)
    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.evaluate(WIDER) <= 0
