"""申请费按实际保全数额结算: once, by whoever works on the case; what is too much goes back or is not asked for."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.tests.conftest import CLUES, granted, judge_of, on
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.measures.actions import MeasureDraft
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.models import Bill, Payment, Reckoning
from tianping.money.fees.queries import bills, due_of, to_refund


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def executed(application: Application, people: People, *measures: dict[str, Any]) -> Application:
    """Granted, and these measures taken; the notice is for 820元 (80,000元)."""
    granted(application, people)
    (respondent,) = application.respondents.all()
    day = on(2, 7).date()
    deposit = MeasureDraft(0, 0, respondent.pk, "freeze", "deposit", CLUES[0].description, "-", day)
    drafts = [replace(deposit, **each) for each in measures]
    actions.execute(application, drafts, by=people.officer, at=on(2, 7))
    application.refresh_from_db()
    return application


def pay(people: People, fen: int | None = None) -> None:
    fee_actions.receive_payment(Bill.objects.get(), reference="流水1", amount_fen=fen, by=people.cashier, at=on(2, 7))


def settle(application: Application, amount_fen: int | None = 5_000_000, because: str = "") -> Reckoning:
    return actions.settle_fee(application, amount_fen, because, by=judge_of(application), at=on(2, 8))


def test_a_notice_that_is_not_paid_is_for_what_was_preserved(people: People, application: Application) -> None:
    executed(application, people, {"amount_fen": 5_000_000})
    made = settle(application)
    assert (made.full_fen, made.due_fen, made.refund_fen, made.shortfall_fen) == (82_000, 52_000, 0, 52_000)
    assert list(bills().values_list("status", "total_fen", "owed_fen")) == [("issued", 52_000, 52_000)]
    assert "请按520.00元交纳，不再按原通知的数额交纳" in Message.objects.order_by("-pk")[0].text
    pay(people)
    assert list(bills().values_list("status", "paid_fen")) == [("paid", 52_000)]
    assert list(to_refund()) == []


def test_what_was_paid_above_it_goes_back_once(people: People, application: Application) -> None:
    executed(application, people, {"amount_fen": 5_000_000})
    pay(people)
    made = settle(application)
    assert (made.due_fen, made.refund_fen) == (52_000, 30_000)
    assert made.steps[-1] == "应退还：820.00−520.00=300.00元"
    assert "应退还300.00元" in Message.objects.order_by("-pk")[0].text
    assert list(to_refund().values_list("pk", "owed_since")) == [(made.pk, datetime.date(2023, 2, 8))]
    fee_actions.refund(made, reference="退1", by=people.cashier, at=on(2, 9))
    assert "保全申请费300.00元已经退还，退款流水号退1" in Message.objects.order_by("-pk")[0].text
    assert list(to_refund()) == []
    with pytest.raises(Refused, match="的保全申请费按这笔交费结算并已退还（流水号退1），不能冲正"):
        fee_actions.reverse_payment(Payment.objects.get(), "选错", by=people.cashier, at=on(2, 9))


def test_it_is_settled_once(people: People, application: Application) -> None:
    executed(application, people, {"amount_fen": 5_000_000})
    made = settle(application)
    with pytest.raises(Overtaken, match="已经按实际保全数额结算"):
        settle(application)
    with pytest.raises(IntegrityError, match="fees_reckoning_item_id"), transaction.atomic():
        Reckoning.objects.create(
            **{name: getattr(made, name) for name in ("case", "item", "ended", "full_fen", "due_fen", "paid_fen")},
            **{name: getattr(made, name) for name in ("refund_fen", "shortfall_fen", "steps", "because", "certainty")},
            settled_at=made.settled_at,
        )


def test_a_part_that_covers_what_was_preserved_pays_the_notice(people: People, application: Application) -> None:
    executed(application, people, {"amount_fen": 5_000_000})
    pay(people, 60_000)
    made, bill = settle(application), Bill.objects.get()
    assert (made.refund_fen, bill.status, due_of(bill)) == (8_000, "paid", 0)


@pytest.mark.parametrize(
    ("measure", "preserved", "due"),
    [
        ({"amount_fen": 8_000_000}, 8_000_000, 82_000),
        ({"amount_fen": 5_000_000, "queue_place": 1}, 0, 3_000),
        ({"way": "seal", "property_kind": "vehicle", "description": "甘M·0001演"}, None, 3_000),
    ],
)
def test_waiting_measures_do_not_count_and_property_without_a_value_costs_thirty(
    people: People, application: Application, measure: dict[str, Any], preserved: int | None, due: int
) -> None:
    executed(application, people, measure)
    assert queries.preserved_in(application).value == preserved
    assert settle(application, preserved).due_fen == due


def test_where_nothing_was_found_thirty_is_proposed_and_said_to_be_unsure(
    people: People, application: Application
) -> None:
    granted(application, people)
    actions.find_nothing(application, "网络查控无结果。", by=people.officer, at=on(2, 7))
    made = settle(application, 0)
    assert (made.due_fen, made.certainty) == (3_000, "L")
    assert "由本院决定" in made.notes[0]


def test_another_sum_needs_its_reason_and_is_not_above_what_was_asked_for(
    people: People, application: Application
) -> None:
    executed(application, people, {"amount_fen": 5_000_000})
    with pytest.raises(Refused, match="请写明怎样核实的"):
        settle(application, 2_000_000)
    with pytest.raises(Refused, match="第一百零五条"):
        settle(application, 8_000_001, "回执")
    made = settle(application, 2_000_000, "据银行回执，账户实际冻结20,000元。")
    # 30＋19,000×1% = 220元
    assert made.due_fen == 22_000
    assert made.steps[1] == "经核实，实际保全的财产为20,000.00元：据银行回执，账户实际冻结20,000元"


def test_whoever_works_on_the_case_settles_it_after_the_ruling_was_carried_out(
    people: People, application: Application, browse: Browse
) -> None:
    granted(application, people)
    with pytest.raises(Refused, match="还没有执行"):
        settle(application)
    (respondent,) = application.respondents.all()
    deposit = MeasureDraft(
        0, 0, respondent.pk, "freeze", "deposit", CLUES[0].description, "-", on(2, 6).date(), amount_fen=5_000_000
    )
    actions.execute(application, [deposit], by=people.officer, at=AT)
    application.refresh_from_db()
    with pytest.raises(Forbidden):
        actions.settle_fee(application, 5_000_000, "", by=people.officer, at=AT)
    other = next(each for each in (people.judge, people.head) if each.pk != judge_of(application).pk)
    with pytest.raises(Forbidden):
        actions.settle_fee(application, 5_000_000, "", by=other, at=AT)
    judge = browse(judge_of(application))
    page = judge.get(f"/preservation/{application.pk}/").content.decode()
    for said in ("按实际保全数额计算", "实际保全财产数额50,000.00元", 'value="50000.00"', "第十四条第（二）项"):
        assert said in page, said
    assert [each.pk for each in queries.unsettled(judge_of(application))] == [application.pk]
    wrong = send(judge, f"/preservation/{application.pk}/fee/", **{"fee-amount": "20000"})
    assert (wrong.status_code, "请写明怎样核实的" in wrong.content.decode()) == (422, True)
    assert send(judge, f"/preservation/{application.pk}/fee/", **{"fee-amount": "50000"}).status_code == 302
    assert list(queries.unsettled(judge_of(application))) == []
    page = judge.get(f"/preservation/{application.pk}/").content.decode()
    assert "结算的依据与计算" in page and "preservation_fee" not in page


def test_the_applicant_reads_how_it_was_settled_and_the_cashier_gives_it_back(
    people: People, citizen: User, application: Application, browse: Browse
) -> None:
    executed(application, people, {"amount_fen": 5_000_000})
    pay(people)
    made = settle(application)
    own = browse(citizen).get(f"/preservation/apply/own/{application.pk}/").content.decode()
    for said in ("520.00元", "原通知820.00元", "应退还300.00元", "应退还：820.00−520.00=300.00元"):
        assert said in own, said
    cashier = browse(people.cashier)
    assert "秦来访" in cashier.get("/fees/refunds/").content.decode()
    page = cashier.get(f"/fees/refunds/{made.pk}/").content.decode()
    assert "保全申请费" in page and "登记退费" in page
    bill = cashier.get(f"/fees/{Bill.objects.get().pk}/").content.decode()
    assert "按实际保全数额结算，减少" in bill and "结算应退还 300.00 元" in bill
    notice = cashier.get(f"/fees/{Bill.objects.get().pk}/notice/").content.decode()
    assert "现应交纳保全申请费人民币捌佰贰拾元整" in notice
    assert "按实际保全的财产数额结算，申请费为¥520.00，减少¥300.00，应退还¥300.00" in notice
    assert send(cashier, f"/fees/refunds/{made.pk}/", reference="退1").status_code == 302
    assert "2023年2月6日已退还" in browse(citizen).get(f"/preservation/apply/own/{application.pk}/").content.decode()
