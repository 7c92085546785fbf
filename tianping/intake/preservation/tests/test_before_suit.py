"""诉前保全: application, forty-eight hours, ruling, measures, thirty days, lifting."""

import datetime
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.actions import NothingFound, look_up
from tianping.cases.models import Case, Clock, Conflict, Litigant, LitigantAccess, Seat, TimelineEntry
from tianping.cases.queries import lookup_code
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.actions import ClueDraft, SecurityDraft
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.tests.conftest import draft, granted, issued, judge_of, on, taken
from tianping.kernel.refusals import Forbidden, Refused
from tianping.measures.actions import MeasureDraft
from tianping.measures.models import Measure
from tianping.money.fees.models import Item
from tianping.papers.service.models import Delivery


def clock_of(application: Application, period: str) -> Clock:
    return Clock.objects.get(matter=application.matter_id, period_id=period)


def deliveries_of(litigant: Litigant) -> QuerySet[Delivery]:
    return Delivery.objects.filter(litigant=litigant)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reasons": " "}, "申请保全的理由"),
        ({"clues": ()}, "至少提供一条财产线索"),
        ({"clues": (ClueDraft(3, "deposit", "账户"),)}, "哪一名被申请人"),
        ({"security": SecurityDraft("none")}, "应当提供担保"),
        ({"security": SecurityDraft("cash", exemption="bank")}, "只适用于诉讼中"),
        ({"amount_fen": 0}, "应当大于零"),
        ({"matter": None}, "申请人、被申请人"),
    ],
)
def test_what_the_law_asks_for_must_be_there(citizen: User, wrong: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.receive(draft(**wrong), by=citizen, at=AT)
    assert not Application.objects.exists()


@pytest.mark.parametrize("who", ["judge", "officer", "mediator", "stranger"])
def test_citizens_apply_and_the_counter_receives_nobody_else(people: People, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.receive(draft(), by=getattr(people, who), at=AT)


def test_an_accepted_application_has_its_number_its_fee_its_judge_and_forty_eight_hours(
    people: People, application: Application
) -> None:
    accepted = actions.accept(application, by=people.clerk, at=AT)
    case = accepted.case
    assert case is not None
    assert case.number == "（2023）甘1027财保1号"
    assert accepted.decide_by == AT + datetime.timedelta(hours=48)
    clock = clock_of(accepted, "PRES-PRE-48")
    assert (clock.nominal_due, clock.owner_id) == (datetime.date(2023, 2, 8), case.responsible_id)
    assert "9时30分起满48小时" in clock.steps[1]
    item = Item.objects.get(case=case)
    assert (item.kind, item.amount_fen, item.bill.payer_name) == ("preservation", 82_000, "秦来访")
    assert Seat.objects.get(case=case).user_id == case.responsible_id
    with pytest.raises(Refused, match="已经受理"):
        actions.accept(application, by=people.clerk, at=AT)


def test_the_turn_goes_round_and_passes_over_whom_a_conflict_bars(people: People, citizen: User) -> None:
    case_actions.note_conflict(people.judge, "欠不还", "配偶", by=people.head, at=AT)
    first = actions.accept(actions.receive(draft(), by=citizen, at=AT), by=people.clerk, at=AT)
    assert judge_of(first) == people.second_judge
    case_actions.lift_conflict(Conflict.objects.get(), by=people.head, at=AT)
    second = actions.accept(actions.receive(draft(), by=citizen, at=AT), by=people.clerk, at=AT)
    assert judge_of(second) == people.judge


def test_no_ruling_before_a_suit_without_security(people: People, application: Application) -> None:
    accepted = actions.accept(application, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="应当提供担保"):
        actions.draw_up_grant(accepted, ["冻结存款。"], by=judge_of(accepted), at=AT)
    with pytest.raises(Refused, match="不能超过80,000"):
        actions.demand_security(accepted, 8_000_001, by=judge_of(accepted), at=AT)
    with pytest.raises(Forbidden):
        actions.demand_security(accepted, 8_000_000, by=people.clerk, at=AT)


def test_measures_begin_thirty_days_and_only_then_is_the_respondent_told(
    people: People, application: Application
) -> None:
    granted(application, people)
    assert application.status == "granted"
    assert application.ruling is not None
    assert application.ruling.number == "（2023）甘1027财保1号"
    text = str(application.ruling.body)
    for words in ("诉前财产保全", "第一百零四条", "820元", "五日内向本院申请复议", "三十日内不依法提起诉讼"):
        assert words in text, words
    respondent = application.respondents.get()
    assert not TimelineEntry.objects.filter(for_litigants=True).exclude(litigant=application.applicant).exists()
    assert not deliveries_of(respondent).exists()
    (measure,) = taken(application, people, on(2, 7))
    application.refresh_from_db()
    assert (application.status, application.sue_by) == ("executed", datetime.date(2023, 3, 9))
    assert clock_of(application, "PRES-PRE-30").litigant_id == application.applicant_id
    assert measure.basis == "（2023）甘1027财保1号"
    assert deliveries_of(respondent).count() == 1
    assert TimelineEntry.objects.filter(litigant=respondent).count() == 1


def test_no_more_money_is_frozen_than_was_asked_for(people: People, application: Application) -> None:
    granted(application, people)
    (respondent,) = application.respondents.all()
    typed: dict[str, Any] = {
        "case_id": 0, "applicant_id": 0, "owner_id": respondent.pk, "way": "freeze", "property_kind": "deposit",
        "description": "信用社6217账户", "basis": "-", "taken_on": AT.date(),
    }  # fmt: skip
    for sums in ([8_000_001], [8_000_000, 1]):
        with pytest.raises(Refused, match="超过请求保全的80,000.00元"):
            actions.execute(
                application, [MeasureDraft(**typed, amount_fen=fen) for fen in sums], by=people.officer, at=AT
            )  # fmt: skip
    assert not Measure.objects.exists()


def test_until_then_the_respondents_code_is_not_printed_and_finds_nothing(
    people: People, application: Application, browse: Browse
) -> None:
    granted(application, people)
    case, respondent, staff = application.case, application.respondents.get(), browse(people.clerk)
    assert case is not None
    code = lookup_code(case, respondent)
    sheet = f"/cases/{case.pk}/litigants/{respondent.pk}/code/"
    assert sheet not in staff.get(f"/cases/{case.pk}/").content.decode()
    refused = staff.get(sheet)
    assert (refused.status_code, "不能打印欠不还的查询码" in refused.content.decode()) == (422, True)
    assert code not in refused.content.decode()
    with pytest.raises(NothingFound):
        look_up(case.number, code, address="10.0.0.1", at=AT)
    taken(application, people, on(2, 7))
    assert staff.get(sheet).status_code == 200
    assert look_up(case.number, code, address="10.0.0.1", at=AT).litigant == respondent


def test_a_refusal_reaches_the_applicant_alone(people: People, application: Application) -> None:
    accepted = actions.accept(application, by=people.clerk, at=AT)
    judge = judge_of(accepted)
    with pytest.raises(Refused, match="写明理由"):
        actions.draw_up_refusal(accepted, " ", by=judge, at=AT)
    issued(actions.draw_up_refusal(accepted, "没有证据证明情况紧急。", by=judge, at=AT), people, judge, AT)
    accepted.refresh_from_db()
    assert accepted.status == "refused"
    assert deliveries_of(accepted.applicant).count() == 1
    assert not deliveries_of(accepted.respondents.get()).exists()
    assert Case.objects.get(pk=accepted.case_id).status == "closed"


def test_a_suit_of_the_same_people_in_the_same_cause_stops_the_thirty_days(
    people: People, citizen: User, application: Application
) -> None:
    taken(granted(application, people), people, on(2, 7))
    (carried,) = queries.open_for(citizen)
    assert (carried.cause_name, carried.claim_fen, carried.number) == (
        "民间借贷纠纷",
        8_000_000,
        "（2023）甘1027财保1号",
    )
    matter = case_actions.MatterDraft(
        carried.cause_name, carried.claim_fen, carried.litigants, "请求还款。", carried.facts_text
    )
    (suit,) = case_actions.open_matters([matter], at=on(3, 1))
    actions.hear_suit_filed(at=on(3, 1), matter_id=suit.pk)
    actions.hear_suit_filed(at=on(3, 2), matter_id=suit.pk)
    application.refresh_from_db()
    assert (application.suit_on, application.suit_matter_id) == (datetime.date(2023, 3, 1), suit.pk)
    assert clock_of(application, "PRES-PRE-30").stopped_on == datetime.date(2023, 3, 1)
    assert queries.open_for(citizen) == []
    assert queries.matters_before(suit.pk) == [application.matter_id]


def test_another_dispute_of_the_same_people_is_only_pointed_out(people: People, application: Application) -> None:
    taken(granted(application, people), people, on(2, 7))
    other = case_actions.MatterDraft("房屋租赁合同纠纷", 100, queries._carried(application).litigants)
    (suit,) = case_actions.open_matters([other], at=on(3, 1))
    actions.hear_suits_filed([suit.pk], at=on(3, 1))
    application.refresh_from_db()
    assert application.suit_on is None
    line = TimelineEntry.objects.get(matter=suit)
    assert "另有诉前保全" in line.text
    assert not line.for_litigants
    actions.note_suit(
        application,
        "庆阳仲裁委员会（2023）庆仲字第1号受理通知书",
        on=datetime.date(2023, 3, 3),
        by=people.clerk,
        at=on(3, 3),
    )
    assert clock_of(application, "PRES-PRE-30").stopped_on == datetime.date(2023, 3, 3)


def test_without_a_suit_the_judge_lifts_by_ruling_and_the_officer_carries_it_out(
    people: People, application: Application
) -> None:
    taken(granted(application, people), people, on(2, 7))
    application.refresh_from_db()
    judge = judge_of(application)
    assert not queries.not_sued(judge, datetime.date(2023, 3, 9)).exists()
    with pytest.raises(Refused, match="还没有届满"):
        actions.draw_up_lifting(application, "not_sued", "未起诉", by=judge, at=on(3, 9))
    assert queries.not_sued(judge, datetime.date(2023, 3, 10)).get() == application
    paper = actions.draw_up_lifting(application, "not_sued", "申请人三十日内没有起诉。", by=judge, at=on(3, 10))
    assert paper.number == "（2023）甘1027财保1号之一"
    issued(paper, people, judge, on(3, 10))
    application.refresh_from_db()
    assert application.status == "lifting"
    actions.lift(application, by=people.officer, at=on(3, 11))
    assert Measure.objects.get().status == "lifted"
    assert not Clock.objects.filter(matter=application.matter_id, stopped_on__isnull=True).exists()


def test_nothing_found_ends_it_and_the_applicant_is_told(people: People, application: Application) -> None:
    granted(application, people)
    with pytest.raises(Forbidden):
        actions.find_nothing(application, "网络查控无结果", by=people.judge, at=AT)
    actions.find_nothing(application, "网络查控系统查询银行、车辆、不动产，均无结果。", by=people.officer, at=AT)
    assert application.status == "nothing_found"
    assert not deliveries_of(application.respondents.get()).exists()


def test_the_applicant_withdraws_before_the_ruling_and_not_after(
    people: People, citizen: User, application: Application
) -> None:
    granted(application, people)
    with pytest.raises(Refused):
        actions.withdraw(application, "已经还款", by=citizen, at=AT)
    second = actions.receive(draft(), by=citizen, at=AT)
    actions.withdraw(second, "已经还款", by=citizen, at=AT)
    assert second.status == "withdrawn"
    assert LitigantAccess.objects.filter(user=citizen).count() == 2


def test_no_measure_is_older_than_its_ruling(people: People, application: Application) -> None:
    granted(application, people, on(2, 8))
    with pytest.raises(Refused, match="不能早于裁定之日2023年2月8日"):
        taken(application, people, on(2, 7))
    assert not Measure.objects.exists()


def test_no_suit_is_older_than_the_application_before_it(people: People, application: Application) -> None:
    taken(granted(application, people), people, on(2, 7))
    record = "庆阳仲裁委员会（2023）庆仲字第1号受理通知书"
    with pytest.raises(Refused, match="不能早于收到保全申请之日2023年2月6日"):
        actions.note_suit(application, record, on=datetime.date(2023, 2, 5), by=people.clerk, at=on(2, 8))
    application.refresh_from_db()
    assert application.suit_on is None


def test_the_forty_eight_hours_run_from_receipt_and_not_from_acceptance(
    people: People, application: Application
) -> None:
    assert application.decide_by == AT + datetime.timedelta(hours=48)
    accepted = actions.accept(application, by=people.clerk, at=AT + datetime.timedelta(hours=30))
    assert accepted.decide_by == AT + datetime.timedelta(hours=48)
    assert clock_of(accepted, "PRES-PRE-48").nominal_due == datetime.date(2023, 2, 8)
