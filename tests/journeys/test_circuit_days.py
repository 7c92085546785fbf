"""The bank's 312 loans from the draw to their closing, in a real browser, in bulk where the court would."""

import datetime
import zipfile
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import ends
from tests.support.browser import every
from tests.support.desks import Desks, Today
from tests.support.live_court import LiveCourt
from tests.support.worker import do_queued_jobs
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case, Litigant, Matter
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import BatchChoices
from tianping.kernel.clock import china_day
from tianping.law.calendars import is_rest_day
from tianping.law.settlements import Terms, equal_instalments
from tianping.papers.documents.models import Paper
from tianping.papers.service.models import Attempt, Delivery
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.actions import Agreed, Held
from tianping.trial.hearings.models import Record, Settlement
from tianping.trial.scheduling.models import Hearing

pytestmark = pytest.mark.browser

Outcome = Record.Outcome
CLEAN = Path(__file__).resolve().parents[1] / "samples" / "bank_batch_312.xlsx"
TEAM = "金融审判突击队"
# Each judge of the team with the clerk who serves them.
BENCHES = {"judge1": "clerk1", "judge2": "clerk2", "judge3": "clerk3"}
# Name, address, minutes from the court.
PLACES = (("第一法庭", "", 0), ("屯字支行巡回审判点", "屯字镇街道", 35), ("孟坝支行巡回审判点", "孟坝镇街道", 40))
NOTICES = ("受理案件通知书", "应诉通知书", "举证通知书", "独任审判员告知书")
CAME_BACK = 3
CASES = 312
# The clerk whose days are recorded on the pages; those of the others go through the same verbs.
ON_THE_PAGES = "clerk1"
INSTALMENTS, FIRST_ON = 12, datetime.date(2023, 4, 20)
PUT_OFF_TO = datetime.date(2023, 3, 6)


def who(username: str, today: Today) -> User:
    """Somebody of the court, as they act today."""
    return acting(User.objects.get(username=username), today().date())


# Five minutes alone on two cores; more beside the other tests.
@pytest.mark.timeout(1200)
def test_a_team_takes_312_loans_from_the_draw_to_their_closing(
    live_court: LiveCourt, today: Today, desks: Desks, tmp_path: Path
) -> None:
    file_the_list(live_court, today)
    draw_to_a_team(desks)
    notify(live_court, desks, tmp_path)
    ends.the_bank_pays(desks)
    serve_the_notices(live_court, today, desks)
    plan_the_hearings(live_court, desks)
    the_plan_is_sound(today)
    hold_the_hearings(live_court, today, desks)
    the_figures_are_those_of_a_hand_count(today, desks)
    ends.sign_the_records(desks, BENCHES)
    ends.write_the_decisions(desks, BENCHES)
    serve_the_decisions(live_court, today, desks)
    ends.close_the_cases(desks, BENCHES)
    ends.the_ends_are_those_of_a_hand_count(desks, today().date())


def file_the_list(court: LiveCourt, today: Today) -> None:
    """The bank's list is filed whole, as test_bank_batch does it page by page."""
    clerk = who("filing1", today)
    batch = filing_actions.upload_batch(CLEAN.read_bytes(), CLEAN.name, by=clerk, at=today())
    choices = BatchChoices(fast_team=True, large_claims_are_simple="借款合同、借据、催收记录齐全，事实清楚、争议不大")
    filing_actions.queue_batch(batch, choices, by=clerk, at=today())
    do_queued_jobs(court.database)
    assert Case.objects.filter(status="open", type_code="民初").count() == CASES


def draw_to_a_team(desks: Desks) -> None:
    """The head of the division sets up the team; the filing clerk draws all cases in the three published steps."""
    head = desks.of("head1")
    desks.go(head, "/assignment/pools/")
    head.get_by_label("团队名称").fill(TEAM)
    head.get_by_role("button", name="设立团队").click()
    for judge, clerk in BENCHES.items():
        name = User.objects.get(username=judge).full_name
        add_member(head, judge, "法官")
        add_member(head, clerk, "书记员", serves=name)
    expect(head.get_by_role("table").locator("tbody tr")).to_have_count(6)
    clerk = desks.of("filing1")
    desks.go(clerk, "/assignment/")
    clerk.get_by_label("分案团队").select_option(label=TEAM)
    clerk.get_by_role("button", name="公布承诺值").click()
    clerk.get_by_role("button", name=f"固定名册（全部{CASES}件）").click()
    clerk.get_by_role("button", name="揭示种子并抽取").click()
    expect(clerk.get_by_role("heading", name="抽取结果")).to_be_visible()
    shares = Counter(Case.objects.values_list("responsible__username", flat=True))
    assert set(shares) == set(BENCHES)
    assert sum(shares.values()) == CASES
    assert max(shares.values()) - min(shares.values()) <= 1


def add_member(page: Page, username: str, role: str, *, serves: str = "") -> None:
    """增加成员 on the page of the team."""
    name = User.objects.get(username=username).full_name
    page.get_by_label("人员", exact=True).select_option(label=f"{name}（{role}）")
    if serves:
        page.get_by_label("配合的法官").select_option(label=serves)
    page.get_by_role("button", name="增加成员").click()
    expect(page.get_by_role("cell", name=name, exact=True).first).to_be_visible()


def notify(court: LiveCourt, desks: Desks, tmp_path: Path) -> None:
    """All notices of all cases in one go, and all of them as one download."""
    page = desks.of("filing1")
    desks.go(page, "/documents/bulk/")
    for title in NOTICES:
        page.get_by_label(title, exact=True).check()
    page.get_by_label(f"符合筛选条件的全部 {CASES} 件").check()
    page.get_by_role("button", name="制作并制发").click()
    expect(page.get_by_text("正在制作")).to_be_visible()
    do_queued_jobs(court.database)
    sides = Counter(Litigant.objects.values_list("role", flat=True))
    made = sides["plaintiff"] * 3 + (sides["defendant"] + sides["third"]) * 3
    expect(page.get_by_text(f"已制发{made}份")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="整批下载").click()
    coming.value.save_as(tmp_path / "run.zip")
    names = zipfile.ZipFile(tmp_path / "run.zip").namelist()
    assert len(names) == len(set(names)) == made == Paper.objects.filter(status="issued").count()


def serve_the_notices(court: LiveCourt, today: Today, desks: Desks) -> None:
    """The bank takes its papers in at its office, borrowers by hand; a few letters come back and are served later."""
    page = desks.of("filing1")
    today.move_to(datetime.date(2023, 2, 7))
    desks.go(page, "/service/?group=waiting&who=natural&kind=response_notice")
    for box in every(page.locator("input[name=ids]"))[:CAME_BACK]:
        box.check()
    record_service(page, "登记（所选）", method="邮寄送达", outcome="returned", note="原址查无此人")
    assert Delivery.objects.filter(status="retry").count() == CAME_BACK
    desks.go(page, "/service/?group=waiting&who=organisation")
    record_service(page, "登记（全部", method="直接送达", receiver="负责收件的人")
    desks.go(page, "/service/?group=waiting")
    record_service(page, "登记（全部", method="直接送达", receiver="受送达人本人")
    today.move_to(datetime.date(2023, 2, 9))
    desks.go(page, "/service/?group=retry")
    record_service(page, "登记（全部", method="直接送达", receiver="同住成年家属")
    do_queued_jobs(court.database)
    assert not Delivery.objects.exclude(status="served").exists()
    assert Delivery.objects.count() + CAME_BACK == Attempt.objects.count()


def record_service(
    page: Page, button: str, *, method: str, receiver: str = "", outcome: str = "received", note: str = ""
) -> None:
    """登记送达结果 below the list, with what is shown or ticked there."""
    page.locator("summary", has_text="登记送达结果").click()
    page.get_by_label("送达方式", exact=True).select_option(label=method)
    page.get_by_label("结果", exact=True).select_option(outcome)
    if receiver:
        page.get_by_label("签收人").select_option(label=receiver)
    page.get_by_label("经过").fill(note)
    page.get_by_role("button", name=button).click()
    expect(
        page.get_by_role("status").filter(has_text="登记送达").or_(page.get_by_text("没有送达，列入"))
    ).to_be_visible()


def plan_the_hearings(court: LiveCourt, desks: Desks) -> None:
    """Places are entered, periods given up on record, the plan is proposed and adopted, its summonses are served."""
    page = desks.of("filing1")
    for name, address, minutes in PLACES:
        desks.go(page, "/scheduling/places/")
        page.get_by_label("名称").fill(name)
        page.get_by_label("地址").fill(address)
        page.get_by_label("从本院前往的路程（分钟）").fill(str(minutes))
        page.get_by_role("button", name="登记地点").click()
        expect(page.get_by_text(f"已登记{name}。")).to_be_visible()
    desks.go(page, "/scheduling/plan/")
    page.locator("summary", has_text="登记当事人放弃期限").click()
    page.get_by_role("link", name=f"全选{CASES}件").click()
    page.get_by_label("放弃期限的记录").fill("2023年2月9日各支行询问笔录")
    page.get_by_role("button", name="登记放弃期限").click()
    expect(page.get_by_text(f"已登记{CASES}件案件的当事人放弃期限。")).to_be_visible()
    desks.go(page, "/scheduling/plan/")
    page.get_by_role("button", name="生成方案").click()
    expect(page.locator(".scheduling-row")).to_have_count(CASES)
    page.get_by_role("button", name="确定排期").click()
    expect(page.get_by_text(f"已确定{CASES}件案件的开庭时间")).to_be_visible()
    do_queued_jobs(court.database)
    for group, receiver in (("organisation", "负责收件的人"), ("natural", "受送达人本人")):
        desks.go(page, f"/service/?group=waiting&kind=summons&who={group}")
        record_service(page, "登记（全部", method="直接送达", receiver=receiver)
    summonses = Delivery.objects.filter(paper__kind="summons", status="served")
    assert summonses.count() == Litigant.objects.count()


def serve_the_decisions(court: LiveCourt, today: Today, desks: Desks) -> None:
    """The bank takes them in at its office, borrowers by hand."""
    do_queued_jobs(court.database)
    today.move_to(PUT_OFF_TO + datetime.timedelta(days=1))
    page = desks.of("filing1")
    for group, receiver in (("organisation", "负责收件的人"), ("natural", "受送达人本人")):
        desks.go(page, f"/service/?group=waiting&who={group}")
        record_service(page, "登记（全部", method="直接送达", receiver=receiver)


def the_plan_is_sound(today: Today) -> None:
    """Counted by hand: nobody twice at once, seven a day at most, never on a rest day, one place a day for a judge."""
    rows = list(Hearing.objects.filter(status="fixed").select_related("case__responsible", "place").order_by("starts"))
    assert len({row.case_id for row in rows}) == len(rows) == CASES
    days = Counter((row.case.responsible_id, china_day(row.starts)) for row in rows)
    assert max(days.values()) <= 7
    assert not [day for _judge, day in days if is_rest_day(day) or day <= today().date()]
    assert len({(row.case.responsible_id, china_day(row.starts), row.place_id) for row in rows}) == len(days)
    assert {row.place.name for row in rows} == {name for name, _address, _minutes in PLACES}
    for key in ("case.responsible_id", "place_id"):
        ends: dict[int, datetime.datetime] = {}
        for row in rows:
            taken = row.case.responsible_id if key.startswith("case") else row.place_id
            assert taken is not None
            assert ends.get(taken, row.starts) <= row.starts
            ends[taken] = row.ends


def outcome_of(case: Case) -> Outcome:
    """Eight of ten agree on standard terms, one is withdrawn, one is decided later."""
    return {0: Outcome.WITHDRAWN, 5: Outcome.TO_BE_DECIDED}.get(case.sequence % 10, Outcome.MEDIATED)


def hold_the_hearings(court: LiveCourt, today: Today, desks: Desks) -> None:
    """Day by day every bench hears what was planned; the first case of one of them is put off and heard at the end."""
    rows = Hearing.objects.filter(status="fixed").select_related("case__matter", "place").order_by("starts")
    days: dict[datetime.date, dict[int, list[Hearing]]] = {}
    for row in rows:
        days.setdefault(china_day(row.starts), {}).setdefault(row.case.responsible_id or 0, []).append(row)
    judges = {User.objects.get(username=judge).pk: clerk for judge, clerk in BENCHES.items()}
    put_off = None
    for day, benches in days.items():
        today.move_to(day, at=datetime.time(17, 45))
        for judge, hearings in benches.items():
            if judges[judge] != ON_THE_PAGES:
                hold_by_verbs(hearings, who(judges[judge], today), today)
                continue
            page = desks.of(ON_THE_PAGES)
            record_the_day(desks, page, hearings)
            for each in hearings:
                if put_off is None:
                    put_off = each.case
                    adjourn(desks, page, each.case)
                elif outcome_of(each.case) != Outcome.MEDIATED:
                    close_the_record(desks, page, each.case)
    assert put_off is not None
    do_queued_jobs(court.database)
    assert Hearing.objects.filter(status="held").count() == CASES
    schedule_again(court, desks, put_off)
    today.move_to(PUT_OFF_TO, at=datetime.time(17, 45))
    record_the_day(desks, desks.of(ON_THE_PAGES), [Hearing.objects.get(case=put_off, status="fixed")], agreed=[put_off])
    do_queued_jobs(court.database)


def hold_by_verbs(hearings: list[Hearing], clerk: User, today: Today) -> None:
    """The day of a bench, by the verbs that the pages call."""
    held = [Held(each.case_id, each.place.name) for each in hearings]
    cases = {each.case_id: each.case for each in hearings}
    records = hearing_actions.hold_many(held, by=clerk, at=today())
    agreed = [each for each in records if outcome_of(each.case) == Outcome.MEDIATED]
    amounts = {each.pk: cases[each.case_id].matter.claim_fen or 0 for each in agreed}
    terms = {pk: Terms(fen, equal_instalments(fen, INSTALMENTS, FIRST_ON)) for pk, fen in amounts.items()}
    hearing_actions.record_settlements_many([Agreed(pk, each) for pk, each in terms.items()], by=clerk, at=today())
    for each in records:
        if each not in agreed:
            hearing_actions.close_record(each, outcome_of(each.case), by=clerk, at=today())


def record_the_day(
    desks: Desks, page: Page, hearings: list[Hearing], *, agreed: Collection[Case] | None = None
) -> None:
    """巡回审判日: today's cases stand first with their place; who agreed did so on the standard terms."""
    desks.go(page, "/hearings/day/")
    expect(page.get_by_label("开庭地点")).to_have_value(hearings[0].place.name)
    assert page.locator("tbody a").all_inner_texts()[: len(hearings)] == [each.case.number for each in hearings]
    page.locator("#id_count").fill(str(INSTALMENTS))
    page.locator("#id_first_on").fill(FIRST_ON.isoformat())
    first_of_all = not Record.objects.filter(case__responsible=hearings[0].case.responsible_id).exists()
    for place, each in enumerate(hearings):
        page.get_by_label(f"{each.case.number}已开庭").check()
        mediated = outcome_of(each.case) == Outcome.MEDIATED and not (first_of_all and place == 0)
        if mediated if agreed is None else each.case in agreed:
            page.get_by_label(f"{each.case.number}达成协议").check()
    page.get_by_role("button", name="记录庭审").click()
    expect(page.get_by_text(f"已记录{len(hearings)}件案件的庭审。")).to_be_visible()


def close_the_record(desks: Desks, page: Page, case: Case) -> None:
    """The record of a case that did not end in an agreement is closed on its own page."""
    desks.go(page, f"/hearings/{Record.objects.get(case=case).pk}/")
    page.get_by_label("庭审结果").select_option(outcome_of(case))
    page.get_by_role("button", name="记录完毕").click()
    expect(page.get_by_text("笔录已记录完毕")).to_be_visible()


def adjourn(desks: Desks, page: Page, case: Case) -> None:
    """延期开庭, for evidence that has to be fetched."""
    desks.go(page, f"/hearings/{Record.objects.get(case=case).pk}/")
    page.locator("summary", has_text="延期开庭").click()
    page.get_by_label("法定情形").select_option("evidence")
    page.get_by_label("具体理由").fill("需要向银行调取还款流水")
    page.get_by_label("下次开庭日期").fill(PUT_OFF_TO.isoformat())
    page.get_by_role("button", name="延期开庭").click()
    expect(page.get_by_text("已记明延期开庭。")).to_be_visible()


def schedule_again(court: LiveCourt, desks: Desks, case: Case) -> None:
    """The case that was put off waits for a hearing again; its new summonses are served by the bench's clerk."""
    page = desks.of(ON_THE_PAGES)
    desks.go(page, f"/scheduling/cases/{case.pk}/")
    page.get_by_label("开庭地点").select_option(label=PLACES[0][0])
    page.get_by_label("日期").fill(PUT_OFF_TO.isoformat())
    page.get_by_role("button", name="确定排期").click()
    expect(page.get_by_text("已确定开庭时间")).to_be_visible()
    do_queued_jobs(court.database)
    for group, receiver in (("organisation", "负责收件的人"), ("natural", "受送达人本人")):
        desks.go(page, f"/service/?group=waiting&kind=summons&who={group}")
        record_service(page, "登记（全部", method="直接送达", receiver=receiver)


def the_figures_are_those_of_a_hand_count(today: Today, desks: Desks) -> None:
    """What was received, on the page of figures; how the hearings ended, counted from the rows."""
    outcomes = Counter(Record.objects.values_list("outcome", flat=True))
    put_off = Case.objects.get(hearing_records__outcome=Outcome.ADJOURNED)
    expected = Counter(outcome_of(case) for case in Case.objects.exclude(pk=put_off.pk))
    expected[Outcome.MEDIATED] += 1
    expected[Outcome.ADJOURNED] += 1
    assert outcomes == {str(outcome): count for outcome, count in expected.items()}
    assert not Hearing.objects.filter(status="fixed").exists()
    assert Settlement.objects.count() == expected[Outcome.MEDIATED]
    page = desks.of("president")
    first, last = datetime.date(2023, 1, 1).isoformat(), today().date().isoformat()
    desks.go(page, f"/figures/cases.received/?first={first}&last={last}")
    expect(page.locator("main")).to_contain_text(f"共 {CASES} 条")
    claims = sum(Matter.objects.values_list("claim_fen", flat=True))
    desks.go(page, f"/figures/?first={first}&last={last}")
    expect(page.locator("main")).to_contain_text(f"{claims / 100:,.2f}")
