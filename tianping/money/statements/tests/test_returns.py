"""多交、误交的退还: of a row of the statement, no more than what was too much, each payment out once."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.support.clients import Browse, send
from tests.support.court import People
from tianping.cases.models import Case, Litigant
from tianping.kernel.figures import Period
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees.actions import refund, settle_many
from tianping.money.fees.models import Bill
from tianping.money.statements import actions
from tianping.money.statements.actions import ReturnDraft
from tianping.money.statements.figures import returned
from tianping.money.statements.models import Receipt, Return
from tianping.money.statements.tests.test_statements import LATER, bill, text

DAY = LATER.date()
MONTH = Period(datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))


def paid_above(people: People, yuan: str = "600.00", on: str = "2023-02-07") -> tuple[Receipt, Bill]:
    """A row that pays a bill of 525 yuan and more, with its number in the remark."""
    owed = bill(people)
    row = f"{on},{yuan},,黄小明,6222,转账,{owed.number},A1"
    actions.import_statement(text(row), "流水.csv", by=people.cashier, at=LATER)
    return Receipt.objects.get(), owed


def draft(fen: int, reference: str = "退1", on: datetime.date = DAY, reason: str = "多交") -> ReturnDraft:
    """A payment out."""
    return ReturnDraft(fen, on, reference, reason)


def test_a_row_above_its_bill_is_claimed_and_the_surplus_given_back_and_no_more(people: People) -> None:
    row, owed = paid_above(people)
    with pytest.raises(Refused, match="多75.00元"):
        actions.post_many({row.pk: owed.pk}, by=people.cashier, at=LATER)
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    owed.refresh_from_db()
    row.refresh_from_db()
    assert (owed.status, owed.payment_reference, row.surplus_fen) == ("paid", "A1", 7_500)
    with pytest.raises(Refused, match="最多还可以退还75.00元"):
        actions.give_back(row, draft(7_501), by=people.cashier, at=LATER)
    Litigant.objects.filter(role="plaintiff").update(phone="13800000001")
    first = actions.give_back(row, draft(5_000), by=people.cashier, at=LATER)
    (told,) = Message.objects.filter(key__startswith=f"fee_return:{first.pk}").values_list("text", flat=True)
    assert f"交费通知{owed.number}多交的50.00元已经退还，退款流水号退1" in told and "12368" in told
    with pytest.raises(Refused, match="最多还可以退还25.00元"):
        actions.give_back(row, draft(5_000, "退2"), by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="流水号退1已登记在另一笔退款上"):
        actions.give_back(row, draft(2_500, " 退 1"), by=people.cashier, at=LATER)
    actions.give_back(row, draft(2_500, "退2"), by=people.cashier, at=LATER)
    assert sum(each.amount_fen for each in returned(MONTH)) == 7_500
    with pytest.raises(Refused, match="没有应当退还的款项"):
        actions.give_back(row, draft(1, "退3"), by=people.cashier, at=LATER)


def test_whoever_gives_back_sees_the_account_in_full_and_that_is_on_record(people: People, browse: Browse) -> None:
    row, owed = paid_above(people)
    Receipt.objects.update(payer_account="6222020000001234567")
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/account/"
    assert cashier.post(address).status_code == 403
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    page = cashier.get(f"/statements/receipts/{row.pk}/").content.decode()
    assert "6222020000001234567" not in page and address in page
    assert not AuditEntry.objects.filter(action="personal_data.reveal").exists()
    assert "6222020000001234567" in cashier.post(address).content.decode()
    assert "6222020000001234567" in cashier.post(address, headers={"HX-Request": "true"}).content.decode()
    looks = AuditEntry.objects.filter(action="personal_data.reveal", subject=f"receipt:{row.pk}", by=people.cashier)
    assert looks.count() == 2
    assert browse(people.clerk).post(address).status_code == 403
    # The refund of a settled fee leads there, too.
    settled = settle_many({Case.objects.get().pk: Case.ClosingWay.SUIT_DISMISSED}, by=people.judge, at=LATER)
    Case.objects.update(status="closed", closed_on=DAY, effective_on=DAY)
    actions.give_back(row, draft(7_500), by=people.cashier, at=LATER)
    (reckoning,) = settled.values()
    page = cashier.get(f"/fees/refunds/{reckoning.pk}/").content.decode()
    assert "原付款账户" in page and "6222020000001234567" not in page and address in page
    assert "6222020000001234567" in cashier.post(address).content.decode()
    refund(reckoning, reference="退9", by=people.cashier, at=LATER)
    assert cashier.post(address).status_code == 403


def test_what_paid_to_the_fen_or_too_little_is_not_claimed_as_too_much(people: People) -> None:
    row, owed = paid_above(people, "100.00")
    with pytest.raises(Refused, match="不是.*的多交.*少425.00元"):
        actions.claim_above(row, owed, by=people.cashier, at=LATER)


def test_a_payment_for_nothing_is_set_aside_and_given_back_and_then_pays_no_bill(people: People) -> None:
    row, _owed = paid_above(people)
    with pytest.raises(Refused, match="请先登记不作交费处理"):
        actions.give_back(row, draft(60_000), by=people.cashier, at=LATER)
    actions.set_aside(row, "重复交费", by=people.cashier, at=LATER)
    actions.give_back(row, draft(60_000, reason="重复交费"), by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="已经登记退还"):
        actions.take_up(row, by=people.cashier, at=LATER)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (draft(0), "应当大于0"),
        (draft(100, ""), "请填写退款的银行流水号"),
        (draft(100, reason=" "), "退还的原因"),
        (draft(100, "a 1"), "流水号A1是银行流水里的一笔到账"),
        (draft(100, on=DAY + datetime.timedelta(days=1)), "晚于今天"),
        (draft(100, on=datetime.date(2023, 2, 6)), "早于到账日期2023年2月7日"),
    ],
)
def test_what_is_wrong_with_a_payment_out_is_said(people: People, wrong: ReturnDraft, sentence: str) -> None:
    row, owed = paid_above(people)
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    with pytest.raises(Refused, match=sentence):
        actions.give_back(row, wrong, by=people.cashier, at=LATER)
    with pytest.raises(Forbidden):
        actions.give_back(row, draft(100), by=people.clerk, at=LATER)


def test_what_was_recorded_in_error_is_reversed_and_no_total_carries_it(people: People) -> None:
    row, owed = paid_above(people)
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    wrong = actions.give_back(row, draft(5_000), by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="请写明冲正的原因"):
        actions.reverse_return(wrong, " ", by=people.cashier, at=LATER)
    with pytest.raises(Forbidden):
        actions.reverse_return(wrong, "金额写错", by=people.clerk, at=LATER)
    next_month = LATER + datetime.timedelta(days=30)
    back = actions.reverse_return(wrong, "金额写错", by=people.cashier, at=next_month)
    row.refresh_from_db()
    assert (row.to_return_fen, back.amount_fen, back.returned_on) == (7_500, -5_000, wrong.returned_on)
    assert (returned(MONTH).count(), sum(each.amount_fen for each in returned(MONTH))) == (2, 0)
    with pytest.raises(Overtaken, match="已经冲正"):
        actions.reverse_return(wrong, "金额写错", by=people.cashier, at=next_month)
    with pytest.raises(Refused, match="本身是冲正"):
        actions.reverse_return(back, "金额写错", by=people.cashier, at=next_month)
    # The payment out was made, of another sum: it is recorded under its own reference, once.
    actions.give_back(row, draft(500), by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="流水号退1已登记在另一笔退款上"):
        actions.give_back(row, draft(100), by=people.cashier, at=LATER)
    with pytest.raises(IntegrityError, match="return_reference_once"), transaction.atomic():
        Return.objects.create(
            receipt=row,
            amount_fen=1,
            returned_on=DAY,
            reference="退1",
            turn=1,
            reason="重复",
            at=LATER,
            by=people.cashier,
        )


def test_a_row_set_aside_in_error_is_taken_up_again_after_the_reversal(people: People, browse: Browse) -> None:
    row, owed = paid_above(people, "525.00", on="2023-02-06")
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    send(cashier, address, reason="误作其他款项")
    entry = {"amount_fen": "10", "returned_on": "2023-02-06", "reference": "退1", "reason": "误交"}
    send(cashier, f"{address}return/", **entry)
    assert "重新处理" not in cashier.get(address).content.decode()
    made = Return.objects.get()
    blank = send(cashier, f"/statements/returns/{made.pk}/reverse/")
    assert (blank.status_code, "请填写冲正的原因" in blank.content.decode()) == (422, True)
    typed = {f"reverse-{made.pk}-reason": "没有汇出"}
    assert browse(people.clerk).post(f"/statements/returns/{made.pk}/reverse/", typed).status_code == 403
    assert send(cashier, f"/statements/returns/{made.pk}/reverse/", **typed)["Location"] == address
    page = cashier.get(address).content.decode()
    assert "（已冲正）" in page
    assert "没有汇出" in page
    send(cashier, address)
    assert (
        send(cashier, "/statements/post/", statement=row.statement_id, ticked=f"{row.pk}:{owed.pk}").status_code == 302
    )
    owed.refresh_from_db()
    assert owed.status == "paid"


def test_the_database_gives_back_no_more_than_the_surplus_and_changes_nothing_of_it(people: People) -> None:
    row, owed = paid_above(people)
    actions.claim_above(row, owed, by=people.cashier, at=LATER)
    actions.give_back(row, draft(100), by=people.cashier, at=LATER)
    with pytest.raises(IntegrityError, match="receipt_returns_no_more"), transaction.atomic():
        Receipt.objects.update(returned_fen=7_501)
    with pytest.raises(Exception, match="return_never_changes|Cannot update"), transaction.atomic():
        Return.objects.update(amount_fen=1)


def test_the_cashier_claims_and_gives_back_on_the_page_of_the_row_and_the_bill_says_so(
    people: People, browse: Browse
) -> None:
    row, owed = paid_above(people, on="2023-02-06")
    cashier, address = browse(people.cashier), f"/statements/receipts/{row.pk}/"
    assert "认领，多交的退还" in cashier.get(address).content.decode()
    assert send(cashier, f"{address}claim/", bill=owed.pk)["Location"] == address
    assert "尚有 75.00 元没有退还" in cashier.get(f"/fees/{owed.pk}/").content.decode()
    assert "多交、还没有退还（1笔）" in cashier.get("/statements/waiting/").content.decode()
    typed = {"amount_fen": "80", "returned_on": "2023-02-06", "reference": "退1", "reason": "多交"}
    refused = send(cashier, f"{address}return/", **typed)
    assert refused.status_code == 422
    assert "最多还可以退还75.00元" in refused.content.decode()
    assert send(cashier, f"{address}return/", **{**typed, "amount_fen": "75"})["Location"] == address
    assert "已退还" in cashier.get(f"/fees/{owed.pk}/").content.decode()
    assert browse(people.clerk).post(f"{address}return/", typed).status_code == 403
