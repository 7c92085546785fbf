"""Receiving the payment of a bill (登记交费): typed by the cashier, or found in a statement of the bank's."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.kernel import moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.money.fees import banking
from tianping.money.fees.events import FeesPaid
from tianping.money.fees.models import Bill, Item
from tianping.money.fees.periods import PERIODS
from tianping.money.fees.permissions import RECEIVE_PAYMENT
from tianping.money.fees.queries import PRESERVATION, bills


@transaction.atomic
def receive_payment(
    bill: Bill, *, reference: str, by: User, at: datetime.datetime, paid_on: datetime.date | None = None
) -> None:
    """Record by hand that a bill was paid in full (登记交费), with the bank's reference; the fee clocks stop.

    ``paid_on``: the day on which the bank booked it; without it the day of ``at``. Where a statement has a row of that
    reference, its day counts and the row is settled thereby. Refused where that row is another sum, or was dealt with.
    """
    check_may(by, RECEIVE_PAYMENT)
    reference = banking.plain_reference(reference)
    if not reference:
        raise Refused("请填写银行流水号或者收据号，用于与到账记录核对。")
    banking.lock_references()
    bill.refresh_from_db(fields=["status"])
    if bill.status != "issued":
        raise Overtaken
    booked = banking.find_booked(reference, _total_fen(bill))
    book_payment(bill, reference=reference, by=by, at=at, paid_on=booked.booked_on if booked else paid_on)
    if booked is not None:
        banking.settle_booked(booked, bill, by=by, at=at)


@transaction.atomic
def book_payment(
    bill: Bill, *, reference: str, by: User, at: datetime.datetime, paid_on: datetime.date | None = None
) -> None:
    """A bill was paid in full under this reference; whoever books it has held it against the statements."""
    check_may(by, RECEIVE_PAYMENT)
    if paid_on is not None and paid_on > china_day(at):
        raise Refused("到账日期晚于今天，请核对银行流水。")
    banking.lock_references()
    if Bill.objects.filter(payment_reference__iexact=reference).exclude(pk=bill.pk).exists():
        raise Refused(f"流水号{reference}已登记在另一份交费通知上，请核对后重新填写。")
    day = paid_on or china_day(at)
    moves.move(bill, "pay", by=by, at=at, paid_on=day, paid_by=by, payment_reference=reference)
    outbox.publish(FeesPaid(bill_id=bill.pk), at=at)
    items = list(Item.objects.filter(bill=bill).values_list("case__matter_id", "case_id", "kind"))
    places = [(matter_id, case_id) for matter_id, case_id, kind in items if kind != PRESERVATION]
    _stop_paid_periods(bill, items, by=by, on=day)
    case_actions.note_many(
        [(matter_id, case_id, "案件受理费已交纳。") for matter_id, case_id in places],
        by=by,
        at=at,
        for_litigants=True,
    )
    preserved = [
        (matter_id, case_id, "保全申请费已交纳。") for matter_id, case_id, kind in items if kind == PRESERVATION
    ]
    case_actions.note_many(preserved, by=by, at=at, for_litigants=False)


def _total_fen(bill: Bill) -> int:
    return bills().values_list("total_fen", flat=True).get(pk=bill.pk)


def _stop_paid_periods(bill: Bill, items: Sequence[tuple[int, int, str]], *, by: User, on: datetime.date) -> None:
    """The periods to pay end for the cases of a bill, but where another notice of the same kind is still unpaid."""
    cases = [case_id for _matter_id, case_id, _kind in items]
    rows = Item.objects.filter(case__in=cases, bill__status="issued").exclude(bill=bill)
    owed = {(case_id, PERIODS.get(kind)) for case_id, kind in rows.values_list("case_id", "kind")}
    for period in sorted({PERIODS[kind] for _matter_id, _case_id, kind in items if kind in PERIODS}):
        paid = [
            matter_id
            for matter_id, case_id, kind in items
            if PERIODS.get(kind) == period and (case_id, period) not in owed
        ]
        case_actions.stop_clocks(paid, [period], on=on, cause="已交纳案件受理费", by=by)
