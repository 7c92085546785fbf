"""批量立案: 312 rows become 312 numbered, priced and clocked cases, or none does."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from pytest import MonkeyPatch

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, MEDIATORS, People
from tianping.accounts.models import PostHolding, User
from tianping.accounts.permissions import held_posts
from tianping.accounts.queries import acting
from tianping.cases.models import Case, Clock, Litigant, Matter, StaffNote, TimelineEntry
from tianping.intake.filing import actions, queries
from tianping.intake.filing.actions import BatchChoices, reviewing
from tianping.intake.filing.models import Batch, Filing
from tianping.intake.filing.tests.conftest import CLEAN, DIRTY, filed, uploaded, worked
from tianping.intake.mediation import actions as mediation_actions
from tianping.intake.triage.actions import TriageOverride
from tianping.intake.triage.models import Decision
from tianping.kernel.courts import use_court
from tianping.kernel.models import AuditEntry, Progress
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees.queries import bills

# The worker reports its progress on a connection of its own, so these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


def independent_fee_fen(claim_fen: int) -> int:
    """《诉讼费用交纳办法》第十三条 counted by hand: per-mille of a fen in integers, half a fen up."""
    brackets = [(1_000_000, 0), (10_000_000, 25), (20_000_000, 20), (50_000_000, 15), (100_000_000, 10)]
    total, below = 5_000 * 1000, 1_000_000
    for ceiling, per_mille in brackets[1:]:
        total += max(0, min(claim_fen, ceiling) - below) * per_mille
        below = ceiling
    total += max(0, min(claim_fen, 200_000_000) - 100_000_000) * 9
    assert claim_fen <= 200_000_000
    return total  # thousandths of a fen


def test_every_row_of_the_bank_becomes_a_case_with_the_next_number(people: People) -> None:
    batch = filed(people.clerk, uploaded(people.clerk))
    assert (batch.status, batch.failure, batch.filed_count) == ("filed", "", 312)
    sequences = list(Case.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, 313))
    assert Case.objects.get(sequence=312).number == "（2023）甘1027民初312号"
    assert Filing.objects.filter(status="accepted").count() == Matter.objects.count() == 312
    assert set(Matter.objects.values_list("cause_name", flat=True)) == {"金融借款合同纠纷"}


def test_rows_keep_their_order_and_their_people(people: People) -> None:
    filed(people.clerk, uploaded(people.clerk))
    first = Case.objects.get(sequence=1)
    filing = Filing.objects.get(matter=first.matter)
    names = list(Litigant.objects.filter(matter=first.matter).values_list("role", "name", "identity_kind"))
    assert filing.row_number == 4
    assert names == [
        ("plaintiff", "庆阳示范农村商业银行股份有限公司", "uscc"),
        ("defendant", "黄淑芳", "resident_id"),
    ]
    assert first.matter.claim_fen == 3_692_726 + 446_026


def test_one_bill_holds_all_fees_and_its_total_agrees_with_a_hand_count(people: People) -> None:
    filed(people.clerk, uploaded(people.clerk))
    bill: Any = bills().get()
    expected = 0
    for case in Case.objects.select_related("matter"):
        thousandths = independent_fee_fen(case.matter.claim_fen or 0)
        parts = 1000 if case.track == "ordinary" else 2000
        expected += (2 * thousandths + parts) // (2 * parts)
    assert bill.case_count == 312
    assert bill.total_fen == expected
    assert bill.payer_name == "庆阳示范农村商业银行股份有限公司"


def test_the_clerk_may_hold_claims_above_twice_the_wage_to_be_simple_and_says_why(people: People) -> None:
    why = "借款合同、借据、催收记录齐全，事实清楚、争议不大"
    filed(people.clerk, uploaded(people.clerk), large_claims_are_simple=why)
    large = Case.objects.filter(matter__claim_fen__gt=16_000_000)
    assert large.count() > 10
    assert set(large.values_list("track", "composition")) == {("simple", "sole")}
    kept = Decision.objects.filter(case__in=large)
    assert set(kept.values_list("is_override", "reason")) == {(True, why)}
    assert not Decision.objects.exclude(case__in=large).filter(is_override=True).exists()


def test_triage_agrees_with_a_count_of_the_claims_against_half_and_twice_the_wage(people: People) -> None:
    filed(people.clerk, uploaded(people.clerk))
    claims = Matter.objects.values_list("claim_fen", flat=True)
    half, twice = 4_000_000, 16_000_000
    by_hand = Counter(
        "small_claims" if claim <= half else "simple" if claim <= twice else "ordinary" for claim in claims
    )
    assert Counter(Case.objects.values_list("track", flat=True)) == by_hand
    assert by_hand == {"small_claims": 59, "simple": 129, "ordinary": 124}


def test_every_case_has_its_clocks_and_the_review_has_stopped(people: People) -> None:
    filed(people.clerk, uploaded(people.clerk))
    running = Counter(Clock.objects.filter(stopped_on__isnull=True).values_list("period_id", flat=True))
    assert running == {
        "C-SERVE-5": 312,
        "C-FEE-7": 312,
        "C-TRIAL-SMALL": 59,
        "C-TRIAL-SIMPLE": 129,
        "C-TRIAL-ORD": 124,
    }
    stopped = Clock.objects.filter(period_id="C-FILE-7")
    assert set(stopped.values_list("stop_cause", flat=True)) == {"已登记立案"}


def test_consenting_rows_go_to_mediation_and_the_failures_are_accepted_with_nothing_typed_again(
    people: People, page_of: Callable[[User], Client]
) -> None:
    batch = filed(people.clerk, uploaded(people.clerk), refer_consenting=True, mediator_name=MEDIATORS)
    assert (batch.status, batch.failure) == ("filed", "")
    assert Case.objects.filter(type_code="诉前调").count() == 230
    assert Case.objects.filter(type_code="民初").count() == 82
    referred = list(mediation_ids())[:2]
    mediation_actions.accept_many(referred, by=people.mediator, at=AT)
    mediation_actions.fail_many(referred, outcome="借款人未到场。", by=people.mediator, at=AT)
    for matter_id in Matter.objects.filter(cases__referral__in=referred).values_list("pk", flat=True):
        actions.hear_mediation_ended(at=AT, matter_id=matter_id, outcome="failed")
    assert queries.outcome_of(batch).returned_count == 2
    (strangers,) = open_cases(people.clerk, ["局外人"])
    cases = actions.accept_returned(batch, by=people.clerk, at=AT)
    assert [case.sequence for case in cases] == [84, 85]
    # Nobody else's case, and no slip with a stranger's look-up code, is among those of the batch.
    assert [(run.first, run.last) for run in queries.outcome_of(batch).runs] == [(1, 82), (84, 85)]
    assert strangers.sequence == 83
    page = page_of(people.clerk).get(f"/filing/batches/{batch.pk}/").content.decode()
    assert page.count("/cases/slips/?type=") == 2
    assert "first=84&amp;last=85" in page
    assert (queries.outcome_of(batch).mediation_count, queries.outcome_of(batch).returned_count) == (228, 0)
    with pytest.raises(Refused, match="没有调解不成、等待立案的行"):
        actions.accept_returned(batch, by=people.clerk, at=AT)


def mediation_ids() -> list[int]:
    """The referrals of the court, oldest first."""
    rows = Case.objects.filter(type_code="诉前调").order_by("sequence").values_list("referral", flat=True)
    return list(rows)


def test_a_failure_half_way_leaves_nothing_and_gives_the_batch_back(people: People, monkeypatch: MonkeyPatch) -> None:
    batch = uploaded(people.clerk)
    before = AuditEntry.objects.count()

    def breaks(*_args: object, **_kwargs: object) -> None:
        raise Refused("编号服务暂不可用。")

    monkeypatch.setattr(reviewing.fee_actions, "raise_bill", breaks)
    batch = filed(people.clerk, batch)
    assert (batch.status, batch.failure) == ("checked", "编号服务暂不可用。")
    assert not Case.objects.exists()
    assert not Filing.objects.exists()
    assert not TimelineEntry.objects.exists()
    assert not Progress.objects.exists()
    # Only that it was ordered and given back is on record.
    assert AuditEntry.objects.count() == before + 2
    monkeypatch.undo()
    assert filed(people.clerk, batch).filed_count == 312
    assert Case.objects.order_by("sequence").values_list("sequence", flat=True)[0] == 1


def test_a_fault_of_the_program_gives_the_batch_back_with_a_sentence(people: People, monkeypatch: MonkeyPatch) -> None:
    def breaks(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reviewing.fee_actions, "raise_bill", breaks)
    batch = filed(people.clerk, uploaded(people.clerk))
    assert batch.status == "checked"
    assert batch.failure.startswith("系统办理中出现错误，整批未立案")
    assert not Case.objects.exists()


def test_ordering_twice_files_once(people: People) -> None:
    batch = uploaded(people.clerk)
    actions.queue_batch(batch, BatchChoices(), by=people.clerk, at=AT)
    stale = Batch.objects.get(pk=batch.pk)
    stale.status = "checked"
    with pytest.raises(Overtaken):
        actions.queue_batch(stale, BatchChoices(), by=people.second_clerk, at=AT)
    worked(people.clerk, batch)
    worked(people.clerk, batch)
    assert Case.objects.count() == 312


def test_two_batches_at_once_share_no_number_and_leave_no_gap(people: People) -> None:
    half = uploaded(people.clerk, DIRTY)
    whole = uploaded(people.second_clerk, CLEAN)
    actions.queue_batch(half, BatchChoices(only_clean_rows=True), by=people.clerk, at=AT)
    actions.queue_batch(whole, BatchChoices(), by=people.second_clerk, at=AT)
    workers = [threading.Thread(target=_work_apart, args=(batch.pk, people.clerk.pk)) for batch in (half, whole)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(Batch.objects.values_list("status", "failure")) == {("filed", "")}
    sequences = sorted(Case.objects.values_list("sequence", flat=True))
    assert sequences == list(range(1, 312 + 50 + 1))


def _work_apart(batch_id: int, by_id: int) -> None:
    try:
        use_court("court_gan1027")
        actions.file_queued_batch(batch_id=batch_id, by_id=by_id, at=AT.isoformat())
    finally:
        connections.close_all()


def test_the_clean_rows_are_filed_and_the_rest_goes_back_with_reasons(people: People) -> None:
    batch = filed(people.clerk, uploaded(people.clerk, DIRTY), only_clean_rows=True)
    assert (batch.status, batch.filed_count, Case.objects.count()) == ("filed", 50, 50)
    again = actions.upload_batch(queries.returned_rows(batch, on=DAY), "退回.xlsx", by=people.clerk, at=AT)
    assert again.row_count == 11
    assert again.defect_count >= 11


def test_without_the_wage_the_clerk_must_choose_and_the_reason_is_kept(people_without_wage: People) -> None:
    people = people_without_wage
    preview = queries.findings_of(uploaded(people.clerk), on=DAY)
    assert preview.clean
    batch = filed(people.clerk, uploaded(people.clerk))
    assert batch.status == "checked"
    assert "平均工资" in batch.failure
    choice = TriageOverride("simple", "sole", "本省工资数据尚未登记，案情简单。")
    batch = filed(people.clerk, batch, override=choice)
    assert batch.status == "filed"
    assert set(Case.objects.values_list("track", flat=True)) == {"simple"}


def test_notes_reach_staff_and_never_the_litigants_timeline(people: People) -> None:
    filed(people.clerk, uploaded(people.clerk))
    codes = set(StaffNote.objects.values_list("code", flat=True))
    assert codes
    said = " ".join(TimelineEntry.objects.filter(for_litigants=True).values_list("text", flat=True))
    assert "时效" not in said
    assert "重复" not in said


def test_the_same_file_is_filed_again_only_after_the_clerk_looked(people: People) -> None:
    filed(people.clerk, uploaded(people.clerk))
    again = uploaded(people.second_clerk)
    with pytest.raises(Refused, match="同一文件已经立案"):
        actions.queue_batch(again, BatchChoices(), by=people.second_clerk, at=AT)
    assert Case.objects.count() == 312
    findings = queries.findings_of(again, on=DAY)
    assert sum(note.code == "existing_case" for note in findings.notes) == 312
    assert filed(people.second_clerk, again, not_repeated=True).filed_count == 312


def test_only_filing_clerks_file_batches(people: People) -> None:
    batch = uploaded(people.clerk)
    for somebody in (people.judge, people.head, people.mediator, people.stranger):
        with pytest.raises(Forbidden):
            actions.queue_batch(batch, BatchChoices(), by=somebody, at=AT)


def test_a_clerk_who_left_the_post_before_the_worker_came_files_nothing(people: People) -> None:
    batch = uploaded(people.clerk)
    actions.queue_batch(batch, BatchChoices(), by=people.clerk, at=AT)
    PostHolding.objects.filter(user=people.clerk).update(until=DAY.replace(day=1))
    assert held_posts(acting(people.clerk, DAY)) == frozenset()
    batch = worked(people.clerk, batch)
    assert batch.status == "checked"
    assert not Case.objects.exists()
