"""部分交纳、指定通知、冲正认领: a row of less than is due counts as a part; the wrong bill is taken back by a row."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from tests.support.clients import Browse, send
from tests.support.court import People
from tianping.cases.models import Case, Clock, Litigant, TimelineEntry
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees.actions import FEE_PERIOD, receive_payment
from tianping.money.fees.models import Bill, Payment
from tianping.money.statements import actions, queries
from tianping.money.statements.actions import ReturnDraft
from tianping.money.statements.models import Receipt
from tianping.money.statements.tests.test_statements import LATER, bill, text

DAY = LATER.date()


def owing(people: People, payer: str = "黄小明") -> Bill:
    """A bill of 525 yuan whose payer has a telephone."""
    owed = bill(people, payer)
    Litigant.objects.filter(name=payer).update(phone="13800000001")
    return owed


def listed(people: People, *rows: str, name: str = "流水.csv") -> list[Receipt]:
    """The rows of a new statement."""
    made = actions.import_statement(text(*rows), name, by=people.cashier, at=LATER)
    return list(Receipt.objects.filter(statement=made).order_by("row_number"))


def running() -> int:
    """How many periods to pay run."""
    return Clock.objects.filter(period_id=FEE_PERIOD, stopped_on__isnull=True).count()


def told() -> str:
    """The newest SMS."""
    return Message.objects.order_by("-pk")[0].text


def test_a_part_is_claimed_the_payer_is_told_what_is_due_until_when_and_the_second_part_completes_it(
    people: People,
) -> None:
    owed = owing(people)
    first, second = listed(
        people,
        f"2023-02-07,300.00,,黄小明,6222,转账,{owed.number},A1",
        f"2023-02-08,225.00,,黄小明,6222,转账,{owed.number},A2",
    )
    with pytest.raises(Forbidden):
        actions.claim_part(first, owed, by=people.clerk, at=LATER)
    actions.claim_part(first, owed, by=people.cashier, at=LATER)
    owed.refresh_from_db()
    assert (owed.status, owed.paid_fen, owed.paid_on, running()) == ("issued", 30_000, None, 1)
    assert f"{owed.number}已收到300.00元，尚欠225.00元，请在2023年2月13日前（含当日）补足" in told()
    assert TimelineEntry.objects.filter(for_litigants=True, text__contains="尚欠225.00元").count() == 1
    (shown,) = queries.proposed([second], DAY)
    assert shown.group == "certain"
    assert "金额与已交300.00元后尚欠的金额一致" in shown.proposals[0].reasons
    actions.post_many({second.pk: owed.pk}, by=people.cashier, at=LATER)
    owed.refresh_from_db()
    assert (owed.status, owed.paid_fen, owed.paid_on, running()) == ("paid", 52_500, datetime.date(2023, 2, 8), 0)
    assert Receipt.objects.filter(bill=owed).count() == 2


def test_a_row_of_more_than_is_left_after_a_part_leaves_a_surplus(people: People) -> None:
    owed = owing(people)
    first, second = listed(
        people,
        f"2023-02-07,300.00,,黄小明,6222,转账,{owed.number},A1",
        f"2023-02-08,525.00,,黄小明,6222,转账,{owed.number},A2",
    )
    actions.claim_part(first, owed, by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="不是.*的部分交纳.*多300.00元"):
        actions.claim_part(second, owed, by=people.cashier, at=LATER)
    actions.claim_above(second, owed, by=people.cashier, at=LATER)
    second.refresh_from_db()
    assert second.surplus_fen == 30_000


def test_a_row_that_names_nothing_is_put_to_its_bill_with_how_that_is_known(people: People, browse: Browse) -> None:
    owed = owing(people)
    (row,) = listed(people, "2023-02-06,100.00,,黄子明,6222,转账,诉讼费,A1")
    with pytest.raises(Refused, match="怎样核实"):
        actions.assign(row, owed, " ", by=people.cashier, at=LATER)
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    assert "登记到一份交费通知" in cashier.get(address).content.decode()
    typed = {"assign-number": "费2023-999999", "assign-because": "来电确认"}
    unknown = send(cashier, f"{address}assign/", **typed)
    assert (unknown.status_code, "没有这个编号的交费通知" in unknown.content.decode()) == (422, True)
    assert send(cashier, f"{address}assign/", **{**typed, "assign-number": f" {owed.number} "})["Location"] == address
    page = cashier.get(address).content.decode()
    assert "已登记部分交纳，尚欠425.00元" in page
    owed.refresh_from_db()
    assert (owed.status, owed.paid_fen) == ("issued", 10_000)


def test_the_page_offers_the_part_and_the_bill_shows_paid_and_due(people: People, browse: Browse) -> None:
    owed = owing(people)
    (row,) = listed(people, f"2023-02-06,100.00,,黄小明,6222,转账,{owed.number},A1")
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    assert "认领，登记部分交纳" in cashier.get(address).content.decode()
    assert send(cashier, f"{address}claim/", bill=owed.pk, part="1")["Location"] == address
    page = "".join(cashier.get(f"/fees/{owed.pk}/").content.decode().split())
    for words in ("已交</dt><dd>100.00元", "尚欠</dt><dd>", "部分交纳", f'href="{address}">流水.csv第3行'):
        assert words in page
    assert "部分交纳" in cashier.get("/fees/").content.decode()


def test_a_row_on_the_wrong_bill_is_taken_back_by_a_row_and_pays_the_right_one(people: People) -> None:
    wrong, right = owing(people), owing(people, "李大山")
    (row,) = listed(people, f"2023-02-07,525.00,,黄小明,6222,转账,{wrong.number},A1")
    actions.post_many({row.pk: wrong.pk}, by=people.cashier, at=LATER)
    row.refresh_from_db()
    Case.objects.filter(fee_items__bill=wrong).update(responsible=people.judge)
    with pytest.raises(Refused, match="请写明冲正的原因"):
        actions.reverse_post(row, " ", by=people.cashier, at=LATER)
    with pytest.raises(Forbidden):
        actions.reverse_post(row, "选错", by=people.clerk, at=LATER)
    actions.reverse_post(row, "选错了交费通知", by=people.cashier, at=LATER)
    for each in (row, wrong):
        each.refresh_from_db()
    assert (row.status, row.bill_id, wrong.status, wrong.paid_fen) == ("listed", None, "issued", 0)
    assert (wrong.payment_reference, running()) == ("", 2)
    assert list(Payment.objects.filter(bill=wrong).order_by("pk").values_list("amount_fen", "reason")) == [
        (52_500, ""),
        (-52_500, "选错了交费通知"),
    ]
    assert "原登记的交费525.00元有误" in told() and "尚欠525.00元，请在2023年2月16日前（含当日）交纳" in told()
    assert TimelineEntry.objects.filter(for_litigants=True, text__contains="有误，已经冲正").count() == 1
    # What went on in the case stays.
    assert Case.objects.get(fee_items__bill=wrong).responsible == people.judge
    with pytest.raises(Overtaken, match="已经冲正"):
        actions.reverse_post(row, "选错", by=people.cashier, at=LATER)
    # What was taken back from a bill stands unticked beside it.
    (shown,) = queries.proposed([queries.receipts().get(pk=row.pk)], DAY)
    assert (shown.group, shown.can_be_posted) == ("look", False)
    assert "已经冲正" in shown.proposals[0].reasons[-1]
    actions.assign(row, right, "核对付款人", by=people.cashier, at=LATER)
    right.refresh_from_db()
    assert (right.status, right.payment_reference) == ("paid", "A1")


def test_a_surplus_that_was_given_back_is_reversed_before_its_payment_is(people: People) -> None:
    owed = owing(people)
    (row,) = listed(people, f"2023-02-07,600.00,,黄小明,6222,转账,{owed.number},A1")
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    row.refresh_from_db()
    back = actions.give_back(row, ReturnDraft(7_500, DAY, "退1", "多交"), by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="请先冲正退还"):
        actions.reverse_post(row, "选错", by=people.cashier, at=LATER)
    actions.reverse_return(back, "没有汇出", by=people.cashier, at=LATER)
    actions.reverse_post(row, "选错", by=people.cashier, at=LATER)
    row.refresh_from_db()
    assert (row.status, row.surplus_fen) == ("listed", 0)


def test_a_row_taken_back_says_so_and_what_went_on_is_shown(people: People, browse: Browse) -> None:
    owed = owing(people)
    (row,) = listed(people, f"2023-02-06,525.00,,黄小明,6222,转账,{owed.number},A1")
    actions.post_many({row.pk: owed.pk}, by=people.cashier, at=LATER)
    Case.objects.update(responsible=people.judge)
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    for page in (address, f"/fees/{owed.pk}/"):
        assert "已经分案审理" in cashier.get(page).content.decode()
    empty = send(cashier, f"{address}reverse/")
    assert (empty.status_code, "请填写冲正的原因" in empty.content.decode()) == (422, True)
    assert browse(people.clerk).post(f"{address}reverse/", {"post-reason": "选错"}).status_code == 403
    assert send(cashier, f"{address}reverse/", **{"post-reason": "选错了通知"})["Location"] == address
    page = cashier.get(address).content.decode()
    assert "（已冲正）" in page and "选错了通知" in page and "登记到另一份交费通知" in page
    assert "选错了通知" in cashier.get(f"/fees/{owed.pk}/").content.decode()


def test_the_surplus_and_its_way_back_stand_on_the_page_of_the_bill(people: People, browse: Browse) -> None:
    owed = owing(people)
    (row,) = listed(people, f"2023-02-06,600.00,,黄小明,6222,转账,{owed.number},A1")
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    row.refresh_from_db()
    actions.give_back(row, ReturnDraft(5_000, DAY, "退1", "多交"), by=people.cashier, at=LATER)
    page = browse(people.cashier).get(f"/fees/{owed.pk}/").content.decode()
    assert f'<a href="/statements/receipts/{row.pk}/">流水.csv第3行</a>' in page
    assert "尚有 25.00 元没有退还" in page and "2023年2月9日退还50.00元，流水号退1" in page
    # The filing clerk may read the bill and may not open statements.
    plain = browse(people.clerk).get(f"/fees/{owed.pk}/").content.decode()
    assert "流水.csv第3行" in plain and "/statements/receipts/" not in plain


def test_a_part_that_was_typed_first_settles_the_row_that_comes_later(people: People) -> None:
    owed = owing(people)
    receive_payment(owed, reference="A1", amount_fen=30_000, by=people.cashier, at=LATER)
    (row,) = listed(people, f"2023-02-07,300.00,,黄小明,6222,转账,{owed.number},A1")
    assert (row.status, row.bill_id) == ("posted", owed.pk)
    (other,) = listed(people, "2023-02-07,9.00,,某,6222,转账,,A1", name="二.csv")
    assert f"已由出纳登记到{owed.number}（应交300.00元）" in other.problem


def test_the_database_lets_a_bill_be_what_its_payments_come_to(people: People) -> None:
    owed = owing(people)
    receive_payment(owed, reference="A1", amount_fen=30_000, by=people.cashier, at=LATER)
    proof = {"paid_on": DAY, "paid_by": people.cashier, "payment_reference": "A1"}
    for changes in ({"paid_fen": 52_500}, {"status": "paid", **proof}):
        with pytest.raises(IntegrityError, match="with 30000 of 52500 paid"), transaction.atomic():
            Bill.objects.filter(pk=owed.pk).update(**changes)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    facts = {"bill": owed, "paid_on": DAY, "at": LATER, "by": people.cashier}
    with pytest.raises(IntegrityError, match="payment_reference_once"), transaction.atomic():
        Payment.objects.create(reference="A1", amount_fen=1, **facts)
    with pytest.raises(IntegrityError, match="payment_or_its_reversal"), transaction.atomic():
        Payment.objects.create(reference="A2", amount_fen=-1, **facts)
    with pytest.raises(Exception, match="payment_never_changes|Cannot update"), transaction.atomic():
        Payment.objects.update(amount_fen=1)


def test_whoever_opens_an_address_for_forms_is_led_back_to_its_page(people: People, browse: Browse) -> None:
    owed = owing(people)
    (row,) = listed(people, f"2023-02-06,600.00,,黄小明,6222,转账,{owed.number},A1")
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    row.refresh_from_db()
    made = actions.give_back(row, ReturnDraft(100, DAY, "退1", "多交"), by=people.cashier, at=LATER)
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    leads = {f"{address}{verb}/": address for verb in ("claim", "assign", "reverse", "return")}
    leads |= {f"/statements/returns/{made.pk}/reverse/": address, "/statements/post/": "/statements/waiting/"}
    leads |= {f"/fees/{owed.pk}/pay/": f"/fees/{owed.pk}/"}
    leads |= {f"/fees/payments/{Payment.objects.get().pk}/reverse/": f"/fees/{owed.pk}/"}
    assert {each: cashier.get(each).headers.get("Location") for each in leads} == leads
    assert cashier.put(f"{address}claim/").status_code == 405


def test_what_is_taken_up_again_says_so_and_nothing_left_is_not_told_as_a_sum(people: People, browse: Browse) -> None:
    owed = owing(people)
    (row,) = listed(people, f"2023-02-06,600.00,,黄小明,6222,转账,{owed.number},A1")
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    send(cashier, address, reason="误作其他款项")
    send(cashier, address)
    assert "已恢复为待处理" in cashier.get(address).content.decode()
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    row.refresh_from_db()
    assert "<dt>尚未退还</dt>" in cashier.get(address).content.decode()
    actions.give_back(row, ReturnDraft(7_500, DAY, "退1", "多交"), by=people.cashier, at=LATER)
    assert "<dt>尚未退还</dt>" not in cashier.get(address).content.decode()
