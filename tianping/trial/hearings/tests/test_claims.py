"""Claims changed in a hearing: appended to what was filed, the fee counted anew, the small claims track checked."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Case, ClaimChange, Clock, Counsel, Matter
from tianping.intake.triage.actions import TriageFacts, TriageRequest, decide_many
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.models import Bill, Item
from tianping.money.fees.queries import charged_to
from tianping.papers.documents.actions import PaperRequest, draw_up
from tianping.papers.documents.queries import body_of
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, ClaimTurn, Record, Section
from tianping.trial.hearings.tests.conftest import PLACE, try_alone
from tianping.trial.hearings.tests.test_pages import keyed

MORE = actions.Claimed("increase", "inquiry", "请求判令被告偿还借款本金60,000元", 6_000_000)
LESS = actions.Claimed("reduce", "inquiry", "请求判令被告偿还借款本金20,000元", 2_000_000)


def opened(people: People, case: Case) -> Record:
    """The record of a hearing to which everybody came, and what the case was charged: half of the fee."""
    fee_actions.raise_bill([fee_actions.Charge(case, 4_844_000, True)], "某银行", by=people.clerk, at=AT)
    record = actions.open_record(actions.RecordDraft(case.pk, PLACE), by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record):
        actions.note_attendance(each, actions.Came(True), by=people.judge, at=AT)
    return record


def of_side(record: Record, side: str, *, counsel: bool = False) -> Attendance:
    return Attendance.objects.get(record=record, side=side, counsel__isnull=not counsel)


def paid(people: People, case: Case) -> None:
    for bill in Bill.objects.filter(items__case=case, status="issued"):
        fee_actions.receive_payment(bill, reference=f"流水{bill.pk}", by=people.cashier, at=AT)


def test_an_increase_is_appended_recorded_and_paid_for(people: People, case: Case) -> None:
    record = opened(people, case)
    turn = actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)
    matter = Matter.objects.get(pk=case.matter_id)
    assert (matter.claim_text, matter.claim_fen) == ("请求判令被告偿还借款本金。", 6_000_000)
    assert (turn.change.before_fen, turn.change.claim_fen) == (4_844_000, 6_000_000)
    assert turn.change.source == "2023年2月6日庭审笔录"
    # Half of 1,300 yuan, less the 505.50 yuan of the first notice.
    assert (turn.more_fen, Item.objects.get(kind="claim").amount_fen) == (14_450, 14_450)
    assert any("第二十一条第（一）项" in each for each in turn.fee_because)
    text = Section.objects.get(record=record, code="claim").text
    assert "增加诉讼请求：请求判令被告偿还借款本金60,000元。" in text
    assert "诉讼请求数额由48,440.00元变为60,000.00元" in text
    assert charged_to([case.pk])[case.pk].charged_fen == 65_000


def test_a_second_notice_keeps_the_period_until_both_are_paid(people: People, case: Case) -> None:
    record = opened(people, case)
    actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)
    first, second = Bill.objects.order_by("pk")
    fee_actions.receive_payment(second, reference="流水2", by=people.cashier, at=AT)
    assert Clock.objects.get(case=case, period_id="C-FEE-7").stopped_on is None
    fee_actions.receive_payment(first, reference="流水1", by=people.cashier, at=AT)
    assert Clock.objects.get(case=case, period_id="C-FEE-7").stopped_on == AT.date()


def test_a_reduction_during_the_inquiry_goes_back_when_the_case_ends(people: People, case: Case) -> None:
    record = opened(people, case)
    paid(people, case)
    turn = actions.change_claim(of_side(record, "plaintiff"), LESS, by=people.judge, at=AT)
    # Half of 300 yuan is 150; 505.50 were paid.
    assert (turn.more_fen, turn.back_fen) == (0, 35_550)
    reckoning = fee_actions.settle_many({case.pk: Case.ClosingWay.JUDGMENT}, by=people.judge, at=AT)[case.pk]
    assert (reckoning.full_fen, reckoning.due_fen, reckoning.refund_fen) == (30_000, 15_000, 35_550)


def test_a_reduction_after_the_inquiry_leaves_the_fee(people: People, case: Case) -> None:
    record = opened(people, case)
    late = actions.Claimed("reduce", "debate", LESS.text, LESS.claim_fen)
    turn = actions.change_claim(of_side(record, "plaintiff"), late, by=people.judge, at=AT)
    assert (turn.back_fen, charged_to([case.pk])[case.pk].claim_fen) == (0, 4_844_000)
    assert Matter.objects.get(pk=case.matter_id).claim_fen == 2_000_000


def test_a_counterclaim_stands_beside_the_claim_and_pays_half(people: People, case: Case) -> None:
    record = opened(people, case)
    counter = actions.Claimed("counterclaim", "inquiry", "请求判令原告返还多收的利息20,000元", 2_000_000)
    turn = actions.change_claim(of_side(record, "defendant"), counter, by=people.judge, at=AT)
    assert (turn.more_fen, Item.objects.get(kind="counterclaim").amount_fen) == (15_000, 15_000)
    assert Matter.objects.get(pk=case.matter_id).claim_fen == 4_844_000
    assert charged_to([case.pk])[case.pk].charged_fen == 50_550
    assert "提起反诉" in Section.objects.get(record=record, code="answer").text
    with pytest.raises(Refused, match="由到庭的原告方提出"):
        actions.change_claim(of_side(record, "defendant"), MORE, by=people.judge, at=AT)


def test_a_case_converted_later_owes_the_rest_of_the_fee_on_the_changed_claim(people: People, case: Case) -> None:
    record = opened(people, case)
    actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)
    owed = fee_actions.charge_shortfall(case, "某银行", by=people.judge, at=AT)
    assert owed is not None
    assert (owed.full_fee_fen, owed.amount_fen) == (130_000, 65_000)


def small_claim(people: People) -> Case:
    """A claim of 30,000 yuan; half of the wage is 40,000 yuan."""
    cases = open_cases(people.clerk, ["黄小明"], claim_fen=3_000_000, track="small_claims", clocks=("C-TRIAL-SMALL",))
    (case,) = try_alone(people, cases)
    decide_many([TriageRequest(case, TriageFacts(3_000_000))], by=people.clerk, at=AT)
    return case


def test_a_small_claim_that_grows_too_large_goes_on_by_simple_procedure(people: People) -> None:
    case = small_claim(people)
    record = opened(people, case)
    turn = actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)
    case.refresh_from_db()
    assert case.track == "simple"
    assert turn.conversion is not None
    assert (turn.conversion.status, turn.conversion.limit_after) == ("in_force", datetime.date(2023, 5, 6))
    assert "第二百七十八条" in turn.conversion.because[0]
    assert "不再符合小额诉讼案件条件" in Section.objects.get(record=record, code="claim").text


def test_a_small_claim_that_stays_small_stays_one_and_a_counterclaim_ends_it(people: People) -> None:
    case = small_claim(people)
    record = opened(people, case)
    little = actions.Claimed("increase", "inquiry", "请求判令被告偿还35,000元", 3_500_000)
    assert actions.change_claim(of_side(record, "plaintiff"), little, by=people.judge, at=AT).conversion is None
    counter = actions.Claimed("counterclaim", "inquiry", "请求判令原告返还1,000元", 100_000)
    assert actions.change_claim(of_side(record, "defendant"), counter, by=people.judge, at=AT).conversion is not None


def test_counsel_needs_special_authority(people: People, case: Case) -> None:
    plaintiff = case.matter.litigants.get(role="plaintiff")
    draft = CounselDraft(plaintiff.pk, "钱律", Counsel.Kind.LAWYER, Counsel.Authority.GENERAL)
    name_counsel_many([draft], by=people.judge, at=AT)
    record = opened(people, case)
    with pytest.raises(Refused, match="特别授权"):
        actions.change_claim(of_side(record, "plaintiff", counsel=True), MORE, by=people.judge, at=AT)
    assert not ClaimChange.objects.exists()


def test_what_comes_after_the_debate_or_in_a_closed_record_is_refused(people: People, case: Case) -> None:
    record = opened(people, case)
    late = actions.Claimed("increase", "later", MORE.text, MORE.claim_fen)
    with pytest.raises(Refused, match="另行起诉"):
        actions.change_claim(of_side(record, "plaintiff"), late, by=people.judge, at=AT)
    with pytest.raises(Forbidden):
        actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.second_judge, at=AT)
    actions.tell_rights(record, by=people.judge, at=AT)
    actions.close_record(record, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    with pytest.raises(Refused, match="已经记录完毕"):
        actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)


def test_what_was_appended_stays(people: People, case: Case) -> None:
    record = opened(people, case)
    turn = actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClaimChange.objects.update(text="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        ClaimTurn.objects.filter(pk=turn.pk).delete()


def test_a_judgment_says_how_the_claim_changed(people: People, case: Case) -> None:
    record = opened(people, case)
    actions.change_claim(of_side(record, "plaintiff"), MORE, by=people.judge, at=AT)
    defendant = case.matter.litigants.get(role="defendant")
    facts = {
        "facts_found": ["被告欠款。"],
        "reasons": ["应当偿还。"],
        "articles": [["民法典", 675]],
        "orders": [f"{defendant.name}偿还60000元"],
    }
    paper = draw_up(PaperRequest(case.pk, "judgment", facts), by=people.judge, at=AT)
    text = "".join(each.text for each in body_of(paper))
    assert "于2023年2月6日增加诉讼请求：请求判令被告偿还借款本金60,000元。" in text


def test_the_page_records_a_change_and_shows_its_arithmetic(people: People, case: Case, browse: Browse) -> None:
    record = opened(people, case)
    judge, address = browse(people.judge), reverse("hearing_record", args=[record.pk])
    typed = {
        "claim-attendance": str(of_side(record, "plaintiff").pk),
        "claim-kind": "increase",
        "claim-stage": "inquiry",
        "claim-text": "请求判令被告偿还60,000元",
        "claim-amount": "10,000.00",
    }
    less = judge.post(reverse("hearing_claim", args=[record.pk]), keyed(typed))
    assert less.status_code == 422
    assert "少于原来的48,440.00元" in less.content.decode()
    assert (
        judge.post(reverse("hearing_claim", args=[record.pk]), keyed({**typed, "claim-amount": "60000"})).status_code
        == 302
    )
    page = judge.get(address).content.decode()
    assert "应补交案件受理费" in page
    assert "48,440.00 元变为 60,000.00 元" in judge.get(reverse("case", args=[case.pk])).content.decode()
    assert browse(people.second_judge).post(reverse("hearing_claim", args=[record.pk]), keyed(typed)).status_code == 404
