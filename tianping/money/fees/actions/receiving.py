"""Receiving the payment of a bill (登记交费): typed by the cashier, or found in a statement of the bank's."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.kernel import audit, moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.money import grouped
from tianping.money.fees import banking
from tianping.money.fees.actions.telling import tell_payers
from tianping.money.fees.events import FeesPaid
from tianping.money.fees.models import Bill, Item, Payment
from tianping.money.fees.payments import covered_of, due_of, payments_under, standing, until_words
from tianping.money.fees.periods import PERIODS
from tianping.money.fees.permissions import RECEIVE_PAYMENT
from tianping.money.fees.queries import PRESERVATION


@transaction.atomic
def receive_payment(
    bill: Bill,
    *,
    reference: str,
    by: User,
    at: datetime.datetime,
    paid_on: datetime.date | None = None,
    amount_fen: int | None = None,
) -> None:
    """Record by hand what was paid of a bill (登记交费), with the bank's reference; paid in full, the fee clocks stop.

    ``amount_fen``: a part; without it all that is due. ``paid_on``: the day on which the bank booked it; without it the
    day of ``at``. Where a statement has a row of that reference, its day counts and the row is settled thereby. Refused
    where that row is another sum, or was dealt with.
    """
    check_may(by, RECEIVE_PAYMENT)
    reference = banking.plain_reference(reference)
    if not reference:
        raise Refused("请填写银行流水号或者收据号，用于与到账记录核对。")
    banking.lock_references()
    bill.refresh_from_db(fields=["status", "paid_fen", "relieved_fen"])
    if bill.status != "issued":
        raise Overtaken
    paid_fen = due_of(bill) if amount_fen is None else amount_fen
    booked = banking.find_booked(reference, paid_fen)
    day = booked.booked_on if booked else paid_on
    book_payment(bill, amount_fen=paid_fen, reference=reference, by=by, at=at, paid_on=day)
    bill.refresh_from_db()
    if booked is not None:
        banking.settle_booked(booked, bill, by=by, at=at)


@transaction.atomic
def book_payment(
    bill: Bill,
    *,
    amount_fen: int,
    reference: str,
    by: User,
    at: datetime.datetime,
    paid_on: datetime.date | None = None,
) -> None:
    """A bill was paid, or a part of it, under this reference; whoever books it has held it against the statements.

    Whoever paid a part is told what is still due until when; the days to pay go on.
    """
    check_may(by, RECEIVE_PAYMENT)
    day = paid_on or china_day(at)
    if day > china_day(at):
        raise Refused("到账日期晚于今天，请核对银行流水。")
    banking.lock_references()
    bill = Bill.objects.select_for_update().get(pk=bill.pk)
    if bill.status != "issued":
        raise Overtaken
    due_fen = due_of(bill)
    if not 0 < amount_fen <= due_fen:
        raise Refused(f"登记的金额应当大于0，不超过尚欠的{grouped(due_fen)}元；多交的，请在“银行流水”里认领到账记录。")
    _check_unused(bill, reference)
    turn = Payment.objects.filter(reference=reference, reverses__isnull=False).count()
    made = Payment.objects.create(
        bill=bill, amount_fen=amount_fen, paid_on=day, reference=reference, turn=turn, at=at, by=by
    )
    if amount_fen == due_fen:
        complete(bill, made, by=by, at=at, paid_fen=bill.paid_fen + amount_fen)
        _confirm(bill, made, by=by, at=at)
    else:
        _take_part(bill, made, due_fen - amount_fen, by=by, at=at)


def complete(bill: Bill, last: Payment, *, by: User, at: datetime.datetime, paid_fen: int) -> None:
    """Nothing of a bill is due any more: it is paid by this last payment, and the periods to pay end."""
    proof = {"paid_on": last.paid_on, "paid_by": last.by, "payment_reference": last.reference}
    moves.move(bill, "pay", by=by, at=at, paid_fen=paid_fen, **proof)
    outbox.publish(FeesPaid(bill_id=bill.pk), at=at)
    _stop_paid_periods(bill, list(Item.objects.filter(bill=bill).select_related("case")), by=by, on=last.paid_on)
    note(bill, "{fee}已交纳。", by=by, at=at)


def note(
    bill: Bill, text: str, *, by: User, at: datetime.datetime, but: Collection[int] = (), only: Sequence[Item] = ()
) -> None:
    """A line in the record of every case on a bill; ``{fee}`` is what the bill is for.

    ``but``: the items whose cases have nothing to do with it; ``only``: the ones that have.
    """
    rows = Item.objects.filter(bill=bill).exclude(pk__in=but)
    rows = rows.filter(pk__in=[item.pk for item in only]) if only else rows
    items = list(rows.values_list("case__matter_id", "case_id", "kind"))
    for kinds, fee, told in ((False, "案件受理费", True), (True, "保全申请费", False)):
        lines = [
            (matter, case, text.format(fee=fee)) for matter, case, kind in items if (kind == PRESERVATION) is kinds
        ]
        case_actions.note_many(lines, by=by, at=at, for_litigants=told)


def _check_unused(bill: Bill, reference: str) -> None:
    before = standing(payments_under([reference])).first()
    if before is not None:
        where = "本通知" if before.bill_id == bill.pk else "另一份交费通知"
        raise Refused(f"流水号{reference}已登记在{where}上，请核对后重新填写。")


def _confirm(bill: Bill, last: Payment, *, by: User, at: datetime.datetime) -> None:
    """Whoever paid is told that it came in, under which number, and that nothing is due any more."""
    items = list(Item.objects.filter(bill=bill).order_by("pk"))
    fee = items[0].get_kind_display()
    several = f"（{len(items)}件案件合计）" if len(items) > 1 else ""
    text = (
        f"已收到交费通知{bill.number}的{fee}{grouped(last.amount_fen)}元{several}，"
        f"票据号或者流水号{last.reference}，该通知已经交清。"
    )
    tell_payers(bill, f"fee_paid:{last.pk}", text, by=by, at=at)


def _take_part(bill: Bill, made: Payment, left_fen: int, *, by: User, at: datetime.datetime) -> None:
    before = {item.pk for item in covered_of(bill)}
    Bill.objects.filter(pk=bill.pk).update(paid_fen=bill.paid_fen + made.amount_fen)
    bill.refresh_from_db(fields=["paid_fen"])
    audit.record("fee_bill.pay_part", f"fee_bill:{bill.pk}", by=by, at=at, amount_fen=made.amount_fen)
    paid, left = grouped(made.amount_fen), grouped(left_fen)
    covered = covered_of(bill)
    ids = {item.pk for item in covered}
    note(bill, f"交费通知{bill.number}的{{fee}}交纳了{paid}元，尚欠{left}元。", by=by, at=at, but=ids)
    if new := [item for item in covered if item.pk not in before]:
        _stop_paid_periods(bill, new, by=by, on=made.paid_on)
        note(bill, f"{{fee}}已交纳（交费通知{bill.number}部分交纳，按案号先后计入）。", by=by, at=at, only=new)
    until = until_words(bill, on=china_day(at))
    text = f"交费通知{bill.number}已收到{paid}元，尚欠{left}元，请{until}补足，附言写通知编号。"
    tell_payers(bill, f"fee_payment:{made.pk}", text, by=by, at=at)


def _stop_paid_periods(bill: Bill, items: Sequence[Item], *, by: User, on: datetime.date) -> None:
    """The periods to pay end for the cases of these fees, but where another notice of the same kind is still unpaid."""
    rows = Item.objects.filter(case__in=[item.case_id for item in items], bill__status="issued").exclude(bill=bill)
    owed = {(case_id, PERIODS.get(kind)) for case_id, kind in rows.values_list("case_id", "kind")}
    for period in sorted({PERIODS[item.kind] for item in items if item.kind in PERIODS}):
        paid = [
            item.case.matter_id
            for item in items
            if PERIODS.get(item.kind) == period and (item.case_id, period) not in owed
        ]
        case_actions.stop_clocks(paid, [period], on=on, cause="已交纳案件受理费", by=by)
