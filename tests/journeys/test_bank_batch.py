"""The bank's 312 loans in a real browser: from the file as it came to a borrower who looks at the case on a phone."""

import contextlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.support.court import AT, WAGE
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.accounts.actions import enter_local_figure
from tianping.cases.models import Case
from tianping.config.demo.people import logins
from tianping.intake.filing.models import Batch, Filing
from tianping.kernel.models import StoredFile

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
CLEAN, DIRTY = SAMPLES / "bank_batch_312.xlsx", SAMPLES / "bank_batch_dirty.xlsx"
TABS = 400


@pytest.fixture
def court(live_court: LiveCourt) -> LiveCourt:
    """The served court with the demonstration figure of the average wage."""
    enter_local_figure(
        "average_wage",
        WAGE,
        valid_from=AT.date().replace(year=2022),
        source="演示值",
        is_demonstration=True,
        by=None,
        at=AT,
    )
    return live_court


def upload(page: Page, court: LiveCourt, file: Path) -> None:
    """Upload a list by the mouse."""
    page.goto(f"{court.url}/filing/batches/")
    page.get_by_role("link", name="上传清单").click()
    page.get_by_label("起诉清单").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url(re.compile(r"/filing/batches/\d+/"))


def test_the_clerk_files_the_list_and_the_borrower_looks_on_the_phone(
    court: LiveCourt, page: Page, phone_page: Page, as_post
) -> None:
    as_post(page, "filing_clerk")
    upload(page, court, CLEAN)
    expect(page.get_by_role("heading", name="bank_batch_312.xlsx")).to_be_visible()
    expect(page.locator(".filing-figures")).to_contain_text("81,277,203.31")
    expect(page.locator("#file")).to_contain_text("1,225,053.81")

    page.get_by_label("裁定书案号").fill("(2023)甘10民辖1号")
    page.get_by_label("裁定日期").fill("2023-01-16")
    page.get_by_role("button", name="保存裁定").click()
    expect(page.locator("#designation")).to_contain_text("（2023）甘10民辖1号 · 2023年1月16日")

    page.get_by_label("交速裁团队办理").check()
    page.get_by_role("button", name="确认立案").dblclick()
    expect(page.get_by_role("heading", name="正在立案")).to_be_visible()
    do_queued_jobs(court.database)
    expect(page.get_by_role("heading", name=re.compile("办理结果"))).to_be_visible()
    expect(page.locator(".filing-figures")).to_contain_text("（2023）甘1027民初312号")
    expect(page.locator("main")).to_contain_text("1,225,053.81 元")
    assert Case.objects.count() == 312

    page.get_by_role("link", name="查看立案的案件").click()
    expect(page.locator("main")).to_contain_text("共 312 条")
    page.get_by_role("searchbox", name="案号或姓名", exact=True).fill("2023甘1027民初1号")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("（2023）甘1027民初1号")
    expect(page.locator("main")).to_contain_text("费2023-000001")
    expect(page.locator("main")).to_contain_text("（2023）甘10民辖1号")

    case = Case.objects.get(sequence=1)
    page.goto(f"{court.url}/cases/{case.pk}/slip/")
    code = page.locator(".slip__code strong").inner_text()

    phone_page.goto(f"{court.url}/progress/")
    phone_page.get_by_label("案号").fill("2023甘1027民初1")
    phone_page.get_by_label("查询码").fill(code)
    phone_page.get_by_role("button", name="查询").click()
    expect(phone_page.locator("main")).to_contain_text("（2023）甘1027民初1号")
    expect(phone_page.locator("main")).to_contain_text("待交纳")
    expect(phone_page.locator("main")).not_to_contain_text("时效")
    expect(phone_page.locator("main")).not_to_contain_text("民初2号")
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


def choose_by_keyboard(page: Page, file: Path) -> None:
    """Open the file chooser with Enter, again if the browser was still busy with the page."""
    page.wait_for_load_state("networkidle")
    for _ in range(5):
        tab_to(page, "input[type=file]")
        with contextlib.suppress(PlaywrightTimeoutError):
            with page.expect_file_chooser(timeout=6_000) as chooser:
                page.keyboard.press("Enter")
            chooser.value.set_files(file)
            return
    raise AssertionError("the file chooser never opened")


def test_the_clerk_files_the_list_by_keyboard_alone(court: LiveCourt, page: Page) -> None:
    who = next(person for person in logins() if person["role"] == "filing_clerk")
    page.goto(f"{court.url}/accounts/login/")
    tab_to(page, "main input:not([type=hidden]):not([type=password])")
    page.keyboard.type(who["user"])
    tab_to(page, "input[type=password]")
    page.keyboard.type(who["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/filing/"))

    tab_to(page, "a[href='/filing/batches/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/filing/batches/$"))
    tab_to(page, "a[href='/filing/batches/new/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/filing/batches/new/$"))
    choose_by_keyboard(page, DIRTY)
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/filing/batches/\d+/"))

    # Through the defects with Tab; Enter in a cell saves everything that was typed.
    tab_to(page, "#cell-M19")
    page.keyboard.press("Control+A")
    page.keyboard.type("6.525")
    tab_to(page, "#cell-B40")
    page.keyboard.type("何强")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已更正2处，还有13处问题。")).to_be_visible()

    tab_to(page, "input[name='file-scope']")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input[name='file-not_designated']")
    page.keyboard.press("Space")
    tab_to(page, "#file .filing-decide__form > .tp-actions button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="正在立案")).to_be_visible()
    do_queued_jobs(court.database)
    expect(page.get_by_role("heading", name=re.compile("办理结果"))).to_be_visible()
    assert Case.objects.count() == Filing.objects.count() == 52


def test_a_dirty_list_is_mended_in_place_and_the_rest_goes_back(court: LiveCourt, page: Page, as_post) -> None:
    as_post(page, "filing_clerk")
    upload(page, court, DIRTY)
    expect(page.locator("#rows")).to_contain_text("证件号码存成了数字（622821199602089600），第15位以后的数字已经丢失")
    expect(page.locator("#what-D22")).to_be_visible()
    # The whole list cannot be filed, and the page keeps what was chosen.
    page.get_by_label("已核对，本批不是指定管辖案件").check()
    page.get_by_role("button", name="确认立案").click()
    expect(page.get_by_role("alert").first).to_contain_text("还有15处问题未更正，整批不能立案")
    assert not Case.objects.exists()
    page.get_by_role("button", name="全部采用建议（2处）").click()
    expect(page.get_by_text("已更正2处，还有13处问题。")).to_be_visible()
    page.get_by_label("只立合格的行，其余退回").check()
    page.get_by_label("已核对，本批不是指定管辖案件").check()
    page.get_by_role("button", name="确认立案").click()
    do_queued_jobs(court.database)
    expect(page.get_by_role("heading", name=re.compile("办理结果"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载退回清单（含原因）").click()
    assert download.value.suggested_filename == "退回清单-bank_batch_dirty.xlsx"
    assert Batch.objects.get().filed_count == 52


def test_a_file_that_is_no_list_is_refused_in_a_sentence_and_not_kept(
    court: LiveCourt, page: Page, as_post, tmp_path: Path
) -> None:
    as_post(page, "filing_clerk")
    picture = tmp_path / "清单.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.goto(f"{court.url}/filing/batches/new/")
    page.get_by_label("起诉清单").set_input_files(picture)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("alert")).to_contain_text("文件没有保存")
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus stands on what ``selector`` names."""
    for _ in range(TABS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")
