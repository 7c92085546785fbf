"""Taking back what was recorded in error as paid (冲正交费): by a row of the opposite amount, never by deleting."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.money import grouped
from tianping.money.fees import banking
from tianping.money.fees.actions.receiving import note
from tianping.money.fees.actions.telling import start_to_pay, tell_payers
from tianping.money.fees.models import Bill, Item, Payment, Reckoning
from tianping.money.fees.payments import covered_of, due_of, payments_of, standing, until_words
from tianping.money.fees.periods import PERIODS
from tianping.money.fees.permissions import RECEIVE_PAYMENT
from tianping.money.fees.reliefs import not_due_yet


@transaction.atomic
def reverse_payment(payment: Payment, reason: str, *, by: User, at: datetime.datetime) -> Payment:
    """Reverse a payment that was recorded on the wrong bill (冲正); its row of the statement waits again.

    The bill is due again, whoever pays it is told, and seven days to pay begin; what went on in its cases meanwhile
    stays as it is. Raises Refused without a reason, for a reversal, where the fee was given back already or a surplus
    of the row was; Overtaken for what was reversed already.
    """
    check_may(by, RECEIVE_PAYMENT)
    reason = reason.strip()
    if not reason:
        raise Refused("请写明冲正的原因，例如“选错了交费通知，应当登记到费2023-000012”。")
    if payment.reverses_id is not None:
        raise Refused("这一笔本身是冲正，不能再冲正；确已到账的，请重新登记交费。")
    banking.lock_references()
    bill = Bill.objects.select_for_update().get(pk=payment.bill_id)
    if Payment.objects.filter(reverses=payment).exists():
        raise Overtaken("这一笔交费已经冲正，请刷新页面查看。")
    _check_not_given_back(bill)
    banking.release(payment.reference, bill, reason, by=by, at=at)
    made = Payment.objects.create(
        bill=bill,
        amount_fen=-payment.amount_fen,
        paid_on=payment.paid_on,
        reference=payment.reference,
        turn=payment.turn,
        reverses=payment,
        reason=reason,
        at=at,
        by=by,
    )
    _fall_back(bill, payment, reason, by=by, at=at)
    audit.record("fee_bill.reverse", f"fee_bill:{bill.pk}", by=by, at=at, amount_fen=payment.amount_fen)
    _tell(bill, made, by=by, at=at)
    return made


def _check_not_given_back(bill: Bill) -> None:
    of_the_bill = Q(item__bill=bill) | Q(item__isnull=True, case__fee_items__bill=bill)
    given = Reckoning.objects.filter(of_the_bill, status="refunded").select_related("case").first()
    if given is not None:
        ended = "已经结案，诉讼费" if given.item_id is None else "的保全申请费"
        raise Refused(
            f"{given.case.number}{ended}按这笔交费结算并已退还（流水号{given.refund_reference}），不能冲正；"
            "请先追回退款，再报财务负责人处理。"
        )


def _fall_back(bill: Bill, payment: Payment, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The sum of the payments falls; what was paid in full no longer is, unless the rest still comes to what is due."""
    left_fen, covered = bill.paid_fen - payment.amount_fen, covered_of(bill)
    bill.paid_fen = left_fen
    if bill.status == "paid" and due_of(bill):
        empty = {"paid_on": None, "paid_by": None, "payment_reference": ""}
        moves.move(bill, "reopen", by=by, at=at, reason=reason, paid_fen=left_fen, **empty)
        _start_again(bill, covered, on=china_day(at))
        return
    last = standing(payments_of(bill)).last() if bill.status == "paid" else None
    proof = {"payment_reference": last.reference, "paid_on": last.paid_on} if last is not None else {}
    Bill.objects.filter(pk=bill.pk).update(paid_fen=left_fen, **proof)
    if bill.status == "issued":
        _start_again(bill, covered, on=china_day(at))


def _start_again(bill: Bill, covered: Sequence[Item], *, on: datetime.date) -> None:
    """The days to pay begin for the open cases whose fee was covered, and is not by what is left."""
    still = {item.pk for item in covered_of(bill)}
    for item in covered:
        is_due = item.pk not in still and item.case.status == "open" and item.kind in PERIODS
        if is_due and item.case.matter_id not in not_due_yet([item.case.matter_id]):
            start_to_pay(item.case, PERIODS[item.kind], on=on)


def _tell(bill: Bill, made: Payment, *, by: User, at: datetime.datetime) -> None:
    wrong, due_fen = grouped(-made.amount_fen), due_of(bill)
    note(bill, f"交费通知{bill.number}登记的{{fee}}{wrong}元有误，已经冲正，尚欠{grouped(due_fen)}元。", by=by, at=at)
    text = f"交费通知{bill.number}原登记的交费{wrong}元有误，不是这份通知的款项，已经更正。"
    if bill.status == "issued":
        text += f"尚欠{grouped(due_fen)}元，请{until_words(bill, on=china_day(at))}交纳。"
    tell_payers(bill, f"fee_payment:{made.pk}", text, by=by, at=at)
