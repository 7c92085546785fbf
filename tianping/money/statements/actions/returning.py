"""Giving back what was paid too much or in error (退还), and reversing what was recorded wrongly (冲正)."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.money import grouped
from tianping.law.wording import chinese_date
from tianping.money.fees.actions import lock_references, tell_payers
from tianping.money.fees.permissions import REFUND
from tianping.money.fees.queries import Bill, is_refund_reference, plain_reference
from tianping.money.statements.models import Receipt, Return
from tianping.money.statements.queries import is_spent


@dataclass(frozen=True)
class ReturnDraft:
    """A payment out as the cashier records it: how much, on which day, under which reference, why."""

    amount_fen: int
    returned_on: datetime.date
    reference: str
    reason: str


@transaction.atomic
def give_back(row: Receipt, draft: ReturnDraft, *, by: User, at: datetime.datetime) -> Return:
    """Record that what was paid too much, or without anything to pay, was given back (登记退还)."""
    check_may(by, REFUND)
    reference, reason = plain_reference(draft.reference), draft.reason.strip()
    if not reference or not reason:
        raise Refused("请填写退款的银行流水号和退还的原因。")
    lock_references()
    row = Receipt.objects.select_for_update().get(pk=row.pk)
    _check_can_give_back(row, draft, on=china_day(at))
    if Receipt.objects.filter(reference=reference, problem="").exists():
        raise Refused(f"流水号{reference}是银行流水里的一笔到账，请填写汇出退款的流水号。")
    if is_spent(reference) or is_refund_reference(reference):
        raise Refused(f"流水号{reference}已登记在另一笔退款上，请核对后重新填写。")
    Receipt.objects.filter(pk=row.pk).update(returned_fen=F("returned_fen") + draft.amount_fen)
    made = Return.objects.create(
        receipt=row,
        amount_fen=draft.amount_fen,
        returned_on=draft.returned_on,
        reference=reference,
        turn=Return.objects.filter(reference=reference, reverses__isnull=False).count(),
        reason=reason,
        at=at,
        by=by,
    )
    audit.record("bank_receipt.return", f"bank_receipt:{row.pk}", by=by, at=at, amount_fen=draft.amount_fen)
    if row.bill is not None:
        text = f"多交的{grouped(made.amount_fen)}元已经退还，退款流水号{reference}，请留意收款账户。"
        _tell(row.bill, made, text, by=by, at=at)
    return made


@transaction.atomic
def reverse_return(entry: Return, reason: str, *, by: User, at: datetime.datetime) -> Return:
    """Reverse what was recorded in error as given back (冲正): a row of the opposite amount, on the same day.

    Nothing is deleted; what is still to be given back is again what it was. Raises Refused without a reason and for a
    reversal, Overtaken for what was reversed already.
    """
    check_may(by, REFUND)
    if not reason.strip():
        raise Refused("请写明冲正的原因，例如“金额写错，没有汇出”“登记到了别的到账记录”。")
    if entry.reverses_id is not None:
        raise Refused("这一笔本身是冲正，不能再冲正；需要退还的，请重新登记退还。")
    lock_references()
    Receipt.objects.select_for_update().get(pk=entry.receipt_id)
    if Return.objects.filter(reverses=entry).exists():
        raise Overtaken("这一笔退还已经冲正，请刷新页面查看。")
    Receipt.objects.filter(pk=entry.receipt_id).update(returned_fen=F("returned_fen") - entry.amount_fen)
    made = Return.objects.create(
        receipt_id=entry.receipt_id,
        amount_fen=-entry.amount_fen,
        returned_on=entry.returned_on,
        reference=entry.reference,
        turn=entry.turn,
        reverses=entry,
        reason=reason.strip(),
        at=at,
        by=by,
    )
    subject = f"bank_receipt:{entry.receipt_id}"
    audit.record("bank_receipt.reverse_return", subject, by=by, at=at, amount_fen=entry.amount_fen)
    bill = entry.receipt.bill
    if bill is not None:
        text = (
            f"原告知退还的{grouped(entry.amount_fen)}元（流水号{entry.reference}）登记有误，已经更正，退还后另行告知。"
        )
        _tell(bill, made, text, by=by, at=at)
    return made


def _tell(bill: Bill, made: Return, text: str, *, by: User, at: datetime.datetime) -> None:
    """An SMS to whoever paid too much; of a row that paid no notice nobody is known."""
    tell_payers(bill, f"fee_return:{made.pk}", f"交费通知{bill.number}{text}", by=by, at=at)


def _check_can_give_back(row: Receipt, draft: ReturnDraft, *, on: datetime.date) -> None:
    if row.problem or row.duplicate_of_id is not None or row.to_return_fen == 0:
        raise Refused("这一行没有应当退还的款项；不作交费处理的，请先登记不作交费处理，再登记退还。")
    if draft.amount_fen <= 0:
        raise Refused("退还的金额应当大于0。")
    if draft.amount_fen > row.to_return_fen:
        raise Refused(f"最多还可以退还{grouped(row.to_return_fen)}元，请核对退还的金额。")
    if draft.returned_on > on:
        raise Refused("退还日期晚于今天，请在汇出以后登记。")
    if row.booked_on is not None and draft.returned_on < row.booked_on:
        raise Refused(f"退还日期早于到账日期{chinese_date(row.booked_on)}，请核对。")
