"""Another procedure with its consequences, once the ruling is issued: days and sums worked by hand."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, TimelineEntry
from tianping.intake.triage.actions import TriageFacts, TriageOverride, TriageRequest, decide_many, override
from tianping.intake.triage.models import Decision
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.models import Bill, Item
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.queries import papers_of
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Conversion
from tianping.trial.hearings.tests.conftest import try_alone
from tianping.trial.hearings.tests.test_pages import keyed
from tianping.trial.hearings.tests.test_turns import APPRAISAL

TRACK = Case.Track
TO_PANEL = actions.Turn(TRACK.ORDINARY, Case.Composition.PANEL, "双方对借款事实争议较大")
LATER = datetime.datetime(2023, 3, 1, 10, 0, tzinfo=CHINA)
ISSUED = datetime.datetime(2023, 3, 6, 10, 0, tzinfo=CHINA)


def limit_of(case: Case) -> Clock:
    return Clock.objects.get(case=case, period_id__startswith="C-TRIAL", stopped_on__isnull=True)


def ruled(people: People, case: Case) -> None:
    """The ruling is read by another person, signed, issued; whoever hears of it has heard."""
    papers = list(papers_of(case.pk).filter(kind="ruling"))
    paper_actions.proofread_many(papers, by=people.second_clerk, at=ISSUED)
    paper_actions.sign_many(papers, by=people.judge, at=ISSUED)
    paper_actions.issue_many(papers, by=people.judge, at=ISSUED)
    outbox.redeliver()


@pytest.fixture
def charged(people: People, case: Case) -> Case:
    """The case, charged half the fee of 48,440 yuan: 505.50 of 1,011 yuan; the rules sent it to simple procedure."""
    fee_actions.raise_bill([fee_actions.Charge(case, 4_844_000, True)], "某银行", by=people.clerk, at=AT)
    decide_many([TriageRequest(case, TriageFacts(4_844_000))], by=people.clerk, at=AT)
    case.refresh_from_db()
    return case


def test_until_its_ruling_is_issued_nothing_changes(people: People, charged: Case) -> None:
    made = actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    charged.refresh_from_db()
    assert (made.status, charged.track, charged.composition) == ("ruling", "simple", "sole")
    assert limit_of(charged).period_id == "C-TRIAL-SIMPLE"
    assert not Item.objects.filter(kind="conversion").exists()
    assert [(paper.kind, paper.variant) for paper in papers_of(charged.pk)] == [("ruling", "conversion")]
    with pytest.raises(Refused, match="裁定书正在办理"):
        actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)


def test_with_its_ruling_a_case_becomes_ordinary_counts_on_from_filing_and_owes_the_other_half(
    people: People, charged: Case
) -> None:
    made = actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, charged)
    charged.refresh_from_db()
    made.refresh_from_db()
    assert (charged.track, charged.composition) == ("ordinary", "panel")
    limit = limit_of(charged)
    assert (limit.period_id, limit.started_on) == ("C-TRIAL-ORD", charged.filed_on)
    assert limit.nominal_due == datetime.date(2023, 8, 6)
    assert any("连续计算" in step for step in limit.steps)
    assert (made.status, made.effective_on, made.fee_due_fen) == ("in_force", ISSUED.date(), 50_550)
    assert (made.limit_before, made.limit_after) == (datetime.date(2023, 5, 6), datetime.date(2023, 8, 6))
    assert any("第二百五十八条" in article for article in made.because)
    assert Item.objects.get(case=charged, kind="conversion").amount_fen == 50_550
    assert Clock.objects.get(case=charged, period_id="C-FEE-CONV").nominal_due == datetime.date(2023, 3, 13)


def test_hearing_of_the_ruling_twice_changes_nothing(people: People, charged: Case) -> None:
    actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, charged)
    actions.hear_papers_issued(at=ISSUED, paper_ids=[papers_of(charged.pk).get().pk])
    assert Item.objects.filter(kind="conversion").count() == 1
    assert TimelineEntry.objects.filter(case=charged, text__startswith="本案转为普通程序").count() == 1


def test_triage_gets_a_further_decision_and_keeps_the_first(people: People, charged: Case) -> None:
    actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, charged)
    first, second = Decision.objects.filter(case=charged).order_by("pk")
    assert (first.track, second.track, second.composition) == ("simple", "ordinary", "panel")
    assert (second.by_bench, second.is_override, second.reason) == (True, False, TO_PANEL.reason)
    with pytest.raises(Refused, match="由审判组织转换"):
        override(second, TriageOverride("simple", "sole", "改回"), TriageFacts(1), by=people.head, at=ISSUED)


def test_the_other_half_is_paid_like_any_bill_and_its_period_ends(people: People, charged: Case) -> None:
    actions.convert(charged, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, charged)
    bill = Bill.objects.order_by("-pk")[0]
    fee_actions.receive_payment(bill, reference="流水0002", by=people.cashier, at=ISSUED)
    assert Clock.objects.get(case=charged, period_id="C-FEE-CONV").stopped_on == ISSUED.date()


def test_days_excluded_and_an_extension_granted_before_count_on_after(people: People, case: Case) -> None:
    stretch = actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)
    actions.end_interruption(stretch, datetime.date(2023, 2, 16), "鉴定意见书3号", by=people.judge, at=LATER)
    assert limit_of(case).nominal_due == datetime.date(2023, 5, 15)
    asked = case_actions.request_extension(
        limit_of(case), length=1, unit="月", reason="等待鉴定", by=people.judge, at=LATER
    )
    case_actions.decide_extension(asked, approve=True, reason="", by=people.president, at=LATER)
    actions.convert(case, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, case)
    limit = limit_of(case)
    # Six months to 6 August, the month granted to 6 September, nine days of appraisal to 15 September.
    assert limit.nominal_due == datetime.date(2023, 9, 15)
    with pytest.raises(Refused, match="累计可以延长6个月"):
        case_actions.request_extension(limit, length=6, unit="月", reason="再延长", by=people.judge, at=ISSUED)


def test_a_request_to_extend_that_nobody_decided_ends_with_the_old_limit(people: People, case: Case) -> None:
    asked = case_actions.request_extension(limit_of(case), length=1, unit="月", reason="忙", by=people.judge, at=LATER)
    actions.convert(case, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, case)
    asked.refresh_from_db()
    assert asked.status == "lapsed"


def test_a_small_claim_becomes_simple_at_once_without_ruling_or_another_fee(people: People) -> None:
    cases = open_cases(people.clerk, ["黄小明"], track="small_claims", clocks=("C-TRIAL-SMALL",))
    (small,) = try_alone(people, cases)
    turn = actions.Turn(TRACK.SIMPLE, Case.Composition.SOLE, "原告增加诉讼请求")
    made = actions.convert(small, turn, by=people.judge, at=LATER)
    small.refresh_from_db()
    assert (made.status, small.track) == ("in_force", "simple")
    assert (made.limit_before, made.limit_after) == (datetime.date(2023, 4, 6), datetime.date(2023, 5, 6))
    assert (made.fee_due_fen, papers_of(small.pk).count()) == (0, 0)


def test_what_was_decided_is_dropped_with_its_ruling_and_may_be_decided_again(people: People, case: Case) -> None:
    made = actions.convert(case, TO_PANEL, by=people.judge, at=LATER)
    with pytest.raises(Refused, match="理由"):
        actions.drop_conversion(made, " ", by=people.judge, at=LATER)
    actions.drop_conversion(made, "争议已经消除", by=people.judge, at=LATER)
    made.refresh_from_db()
    assert (made.status, papers_of(case.pk).count()) == ("dropped", 0)
    again = actions.convert(case, TO_PANEL, by=people.judge, at=LATER)
    (paper,) = papers_of(case.pk)
    paper_actions.discard(paper, "重写", by=people.judge, at=LATER)
    actions.convert(case, TO_PANEL, by=people.judge, at=LATER)
    again.refresh_from_db()
    assert again.status == "dropped"


def test_a_ruling_that_is_issued_is_not_taken_back(people: People, case: Case) -> None:
    made = actions.convert(case, TO_PANEL, by=people.judge, at=LATER)
    ruled(people, case)
    with pytest.raises(Refused, match="已经制发"):
        actions.drop_conversion(made, "不转了", by=people.judge, at=ISSUED)


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (replace(TO_PANEL, track=TRACK.SMALL_CLAIMS), "只能由小额诉讼转为"),
        (replace(TO_PANEL, track=TRACK.SIMPLE), "只能由小额诉讼转为"),
        (replace(TO_PANEL, reason=" "), "理由"),
    ],
)
def test_other_directions_are_refused(people: People, case: Case, turn: actions.Turn, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.convert(case, turn, by=people.judge, at=LATER)
    assert not Conversion.objects.exists()


def test_nobody_converts_after_the_limit_has_run_out(people: People, case: Case) -> None:
    late = datetime.datetime(2023, 5, 9, 10, 0, tzinfo=CHINA)
    with pytest.raises(Refused, match="届满"):
        actions.convert(case, TO_PANEL, by=people.judge, at=late)


@pytest.mark.parametrize("who", ["second_judge", "clerk", "head", "president", "stranger"])
def test_only_the_bench_converts(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.convert(case, TO_PANEL, by=getattr(people, who), at=LATER)


def test_the_page_converts_shows_the_ruling_under_way_and_takes_it_back(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)
    judge, base = browse(people.judge), f"/hearings/cases/{case.pk}/"
    empty = judge.post(f"{base}convert/", keyed({"convert-track": "ordinary", "convert-composition": "sole"}))
    assert empty.status_code == 422
    typed = {"convert-track": "ordinary", "convert-composition": "sole", "convert-reason": "事实争议较大"}
    assert judge.post(f"{base}convert/", keyed(typed)).status_code == 302
    page = judge.get(f"{base}turns/").content.decode()
    assert "裁定书制发后转换" in page
    assert reverse("paper", args=[papers_of(case.pk).get().pk]) in page
    assert judge.post(f"{base}convert/drop/", keyed({"drop-reason": "争议已消除"})).status_code == 302
    assert "未转换" in judge.get(f"{base}turns/").content.decode()
    assert browse(people.second_judge).post(f"{base}convert/drop/", keyed({})).status_code == 404
