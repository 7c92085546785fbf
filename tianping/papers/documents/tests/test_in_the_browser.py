"""Papers in a real browser: clean by axe and fitting at every width; a decision from the draft to its seal."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.support.court import AT
from tests.support.inspection import DESK, PHONE, Inspection
from tests.support.live_court import LiveCourt
from tests.support.readings import PERSON
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.papers.documents import actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.models import Paper
from tianping.papers.documents.tests.conftest import HEARING, judgment_facts, litigant, open_disputes, seat_sole

pytestmark = pytest.mark.browser


def who(post: str) -> User:
    """The first person of a post."""
    return acting(User.objects.filter(holdings__post=post).order_by("pk")[0], AT.date())


@pytest.fixture
def cases(live_court: LiveCourt) -> list[Case]:
    """Cases with long and rare names before a sole judge."""
    cases = open_disputes(who("filing_clerk"), PERSON, "王五")
    seat_sole(cases, who("judge"), who("court_clerk"))
    return cases


@pytest.fixture
def judgment(cases: list[Case]) -> Paper:
    """A judgment drawn up by its judge."""
    asked = PaperRequest(cases[0].pk, "judgment", judgment_facts(cases[0]))
    return actions.draw_up(asked, by=who("judge"), at=AT)


def test_the_pages_are_clean_and_fit_every_width(
    live_court: LiveCourt, cases: list[Case], judgment: Paper, page: Page, as_post
) -> None:
    clerk = who("court_clerk")
    run = actions.order_run([cases[1].pk], ["response_notice"], by=clerk, at=AT)
    paths = ["/documents/", "/documents/bulk/", "/documents/runs/", f"/documents/runs/{run.pk}/"]
    actions.make_run(run_id=run.pk, by_id=clerk.pk, at=AT.isoformat())
    summons = actions.draw_up(PaperRequest(cases[0].pk, "summons", HEARING, litigant(cases[0]).pk), by=clerk, at=AT)
    paths += [f"/documents/cases/{cases[0].pk}/draw-up/", f"/documents/{judgment.pk}/", f"/documents/{summons.pk}/"]
    inspection = Inspection(who="court_clerk")
    inspection.listen(page)
    as_post(page, "court_clerk")
    for path in [*paths, f"/cases/{cases[0].pk}/"]:
        inspection.open(page, live_court.url + path, (DESK, PHONE), status=200)
    assert inspection.faults == []


def test_a_decision_is_changed_in_word_read_signed_and_sealed(
    live_court: LiveCourt, judgment: Paper, browser: Browser, as_post, tmp_path: Path
) -> None:
    address = f"{live_court.url}/documents/{judgment.pk}/"
    judge, clerk = as_post(browser.new_page(), "judge"), as_post(browser.new_page(), "court_clerk")
    judge.goto(address)
    with judge.expect_download() as coming:
        judge.get_by_role("link", name="下载 Word").click()
    coming.value.save_as(tmp_path / "判决书.docx")
    judge.get_by_label("修改后的 Word 文档").set_input_files(tmp_path / "判决书.docx")
    judge.get_by_role("button", name="上传修改稿").click()
    expect(judge.get_by_text("修改稿已收回")).to_be_visible()
    clerk.goto(f"{live_court.url}/documents/")
    clerk.get_by_role("link", name=judgment.number).click()
    clerk.get_by_role("button", name="已校对无误").click()
    expect(clerk.get_by_text("等待签署")).to_be_visible()
    judge.goto(address)
    judge.locator("summary", has_text="签署").click()
    judge.get_by_role("button", name="确认签署").click()
    expect(judge.get_by_text("待制发")).to_be_visible()
    clerk.goto(address)
    clerk.locator("summary", has_text="制发").click()
    clerk.get_by_role("button", name="确认制发").click()
    expect(clerk.get_by_text("核验通过")).to_be_visible()
    judgment.refresh_from_db()
    assert judgment.issued_at is not None
    assert timezone.localdate(judgment.issued_at) == datetime.date(2023, 2, 6)
