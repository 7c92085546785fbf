"""The pages of assignment in a real browser: a clerk draws, anybody reads the result; clean by axe at every width."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.cases import open_cases
from tests.support.court import AT, DAY
from tests.support.inspection import DESK, PHONE, Inspection
from tests.support.live_court import LiveCourt
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.trial.assignment import actions
from tianping.trial.assignment.models import Draw, Member, Recusal

pytestmark = pytest.mark.browser


def who(username: str) -> User:
    return acting(User.objects.get(username=username), DAY)


@pytest.fixture
def cases(live_court: LiveCourt) -> list[Case]:
    """Twelve cases and a pool of three judges, one with a clerk."""
    head = who("head1")
    pool = actions.open_pool("金融审判突击队", by=head, at=AT)
    for name in ("judge1", "judge2", "judge3"):
        actions.add_member(pool, who(name), Member.Role.JUDGE, by=head, at=AT)
    actions.add_member(pool, who("clerk1"), Member.Role.CLERK, serves=who("judge1"), by=head, at=AT)
    actions.pause(who("judge3"), "参加培训", since=DAY, until=DAY.replace(day=20), by=head, at=AT)
    return open_cases(who("filing1"), [f"被告{number}" for number in range(12)])


def test_a_clerk_draws_twelve_cases_and_the_result_stands_in_public(
    live_court: LiveCourt, cases: list[Case], page: Page, as_post
) -> None:
    inspection = Inspection(who="filing_clerk")
    inspection.listen(page)
    as_post(page, "filing_clerk")
    page.goto(f"{live_court.url}/assignment/")
    page.get_by_label("分案团队").select_option(label="金融审判突击队")
    page.get_by_role("button", name="公布承诺值").click()
    page.wait_for_url("**/assignment/draws/*/")
    address = page.url
    inspection.open(page, address, (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address)
    page.get_by_role("button", name="固定名册（全部12件）").click()
    expect(page.get_by_role("button", name="揭示种子并抽取")).to_be_visible()
    inspection.open(page, address, (DESK, PHONE))
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address)
    page.get_by_role("button", name="揭示种子并抽取").click()
    expect(page.get_by_role("heading", name="抽取结果")).to_be_visible()
    draw = Draw.objects.get()
    for path in (
        address,
        f"{live_court.url}/assignment/",
        f"{live_court.url}/draws/",
        f"{live_court.url}/draws/{draw.pk}/",
    ):
        inspection.open(page, path, (DESK, PHONE))
    inspection.close()


def test_the_pages_of_pools_reassignments_and_recusals_are_clean(
    live_court: LiveCourt, cases: list[Case], page: Page, as_post
) -> None:
    clerk, pool = who("filing1"), Member.objects.all()[0].pool
    draw = actions.commit(pool, by=clerk, at=AT)
    actions.fix(draw, [case.pk for case in cases], by=clerk, at=AT)
    actions.draw(draw, by=clerk, at=AT)
    case = Case.objects.filter(responsible=who("judge1"))[0]
    request = actions.request_reassignment(case, "出差", by=who("judge1"), at=AT)
    recusal = actions.raise_recusal(case, who("judge1"), Recusal.Ground.RELATION, "同学", by=who("judge1"), at=AT)
    inspection = Inspection(who="president")
    inspection.listen(page)
    as_post(page, "president")
    paths = (
        "pools/", f"pools/{pool.pk}/", "reassignments/", f"reassignments/{request.pk}/", "recusals/",
        f"recusals/{recusal.pk}/", f"cases/{case.pk}/reassign/",
    )  # fmt: skip
    for path in paths[:-1]:
        inspection.open(page, f"{live_court.url}/assignment/{path}", (DESK, PHONE))
    inspection.open(page, f"{live_court.url}/cases/{case.pk}/", (DESK, PHONE))
    inspection.close()
