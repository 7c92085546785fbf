"""The pages of filing and fees in a real browser: clean by axe and no wider than the screen, at every width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.court import AT, DAY
from tests.support.inspection import EVERY_WIDTH, Inspection
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.filing import actions
from tianping.intake.filing.actions import BatchChoices, FilingDraft
from tianping.intake.filing.models import Batch, Filing
from tianping.intake.filing.tests.conftest import CLEAN, DIRTY, uploaded
from tianping.intake.triage.actions import TriageOverride
from tianping.money.fees.queries import bills

pytestmark = pytest.mark.browser

LONG = "镇原县董志塬现代农业产业化联合体粮食烘干仓储物流与农资综合服务示范园区管理运营股份有限公司新区第二分公司"


@pytest.fixture
def clerk(live_court: LiveCourt) -> User:
    """The served court's filing clerk."""
    return acting(User.objects.filter(holdings__post="filing_clerk").order_by("pk")[0], DAY)


def test_the_pages_of_a_batch_are_clean(live_court: LiveCourt, clerk: User, page: Page, as_post: Callable) -> None:
    inspection = Inspection(who="filing_clerk")
    as_post(page, "filing_clerk")
    dirty, clean = uploaded(clerk, DIRTY), uploaded(clerk, CLEAN)
    actions.set_designation(clean, court=LONG[:60], number="（2023）甘97民辖1号", on=DAY, by=clerk, at=AT)
    for part in ("", "new/", f"{dirty.pk}/", f"{clean.pk}/?page=7"):
        inspection.open(page, f"{live_court.url}/filing/batches/{part}", EVERY_WIDTH)
    choice = TriageOverride("simple", "sole", "本省工资数据尚未登记。")
    actions.queue_batch(clean, BatchChoices(override=choice), by=clerk, at=AT)
    inspection.open(page, f"{live_court.url}/filing/batches/{clean.pk}/", EVERY_WIDTH)
    # The page that watches the progress turns by itself once the work is done, and would cross the next address.
    page.goto("about:blank")
    do_queued_jobs(live_court.database)
    assert Batch.objects.get(pk=clean.pk).status == "filed"
    inspection.open(page, f"{live_court.url}/filing/batches/{clean.pk}/", EVERY_WIDTH)
    bill = bills().get()
    for address in ("/fees/", f"/fees/{bill.pk}/", f"/fees/{bill.pk}/notice/"):
        inspection.open(page, live_court.url + address, EVERY_WIDTH)
    inspection.close()


def test_the_pages_of_the_counter_and_the_review_are_clean(
    live_court: LiveCourt, clerk: User, page: Page, as_post: Callable
) -> None:
    inspection = Inspection(who="filing_clerk")
    as_post(page, "filing_clerk")
    parties = (
        LitigantDraft("plaintiff", "legal", LONG),
        LitigantDraft("defendant", "natural", "阿卜杜热合曼·吐尔逊·买买提艾力𬱖"),
    )
    elements = {"due_on": "2015-01-05", "principal_owed_fen": 4_844_000}
    matter = MatterDraft("民间借贷纠纷", 4_844_000, parties, claim_text="请求还款。", elements=elements)
    filing = actions.receive_one(FilingDraft(matter, True), by=clerk, at=AT)
    for part in ("", "?status=accepted", "new/", "new/?kind=property", f"{filing.pk}/", f"{filing.pk}/receipt/"):
        inspection.open(page, f"{live_court.url}/filing/{part}", EVERY_WIDTH)
    inspection.close()


def test_a_filing_with_faults_leads_to_each_of_them(live_court: LiveCourt, page: Page, as_post: Callable) -> None:
    as_post(page, "filing_clerk")
    page.goto(f"{live_court.url}/filing/new/")
    page.get_by_role("button", name="收件并出具收据").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("需要更正，已填写的内容都保留着")
    summary.get_by_role("link", name="被告：请填写姓名或者名称。").click()
    expect(page.locator("#id_defendant-0-name")).to_be_focused()
    assert not Filing.objects.exists()


def test_the_fee_appears_while_the_sums_are_typed(live_court: LiveCourt, page: Page, as_post: Callable) -> None:
    as_post(page, "filing_clerk")
    page.goto(f"{live_court.url}/filing/new/")
    page.get_by_label("尚欠本金（元）").fill("45000")
    page.get_by_label("尚欠利息（元）").fill("3440")
    page.keyboard.press("Tab")
    expect(page.locator("#estimate")).to_contain_text("48,440.00")
    expect(page.locator("#estimate")).to_contain_text("1,011.00")
