"""What may be done with court fees: raise a bill for cases, receive its payment."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import moves, numbering, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.money.fees.charging import Fee, tariff_of
from tianping.money.fees.events import FeesPaid
from tianping.money.fees.models import Bill, Item
from tianping.money.fees.permissions import RECEIVE_PAYMENT

FEE_PERIOD = "C-FEE-7"
# Which period ends when an item of that kind is paid.
PERIODS = {"acceptance": FEE_PERIOD, "conversion": "C-FEE-CONV"}


@dataclass(frozen=True)
class Charge:
    """What a case is charged for: its claim, and whether it is tried by simple procedure (halved, art. 16)."""

    case: Case
    claim_fen: int
    is_simple: bool


@transaction.atomic
def raise_bill(charges: Sequence[Charge], payer_name: str, *, by: User | None, at: datetime.datetime) -> Bill:
    """Raise one bill (交纳诉讼费用通知) for all ``charges``, each item with its arithmetic and articles.

    Property cases pay by 《诉讼费用交纳办法》第十三条第一款第（一）项. Cases tried by simple procedure pay half
    in advance where the court says so (本院数据 ``prepay_halved``; yes unless it is set to 0).
    """
    day = china_day(at)
    tariff = tariff_of(day)
    sequence = numbering.take_number("fee_bill", day.year)
    bill = Bill.objects.create(
        year=day.year,
        sequence=sequence,
        number=f"费{day.year}-{sequence:06d}",
        payer_name=payer_name,
        issued_on=day,
        issued_by=by,
    )
    Item.objects.bulk_create(
        [_item(bill, charge, tariff.fee(charge.claim_fen, is_simple=charge.is_simple)) for charge in charges]
    )
    moves.begin_many(Bill.machine, [bill.pk], by=by, at=at, verb="issue")
    return bill


@transaction.atomic
def charge_shortfall(case: Case, payer_name: str, *, by: User, at: datetime.datetime) -> Item | None:
    """Bill what a case tried by simple procedure still owes of the full fee once it is ordinary (补交案件受理费).

    The plaintiff has seven days (民诉法解释第一百九十九条). None where nothing was charged or nothing is missing.
    """
    paid = Item.objects.filter(case=case, kind="acceptance").first()
    if paid is None or paid.amount_fen >= paid.full_fee_fen:
        return None
    day = china_day(at)
    sequence = numbering.take_number("fee_bill", day.year)
    bill = Bill.objects.create(
        year=day.year,
        sequence=sequence,
        number=f"费{day.year}-{sequence:06d}",
        payer_name=payer_name,
        issued_on=day,
        issued_by=by,
    )
    missing = paid.full_fee_fen - paid.amount_fen
    item = Item.objects.create(
        bill=bill,
        case=case,
        kind="conversion",
        claim_fen=paid.claim_fen,
        full_fee_fen=paid.full_fee_fen,
        amount_fen=missing,
        steps=[
            f"普通程序应交{grouped(paid.full_fee_fen)}元，已通知交纳{grouped(paid.amount_fen)}元",
            f"应补交{grouped(missing)}元",
        ],
        because=[cite(CIVIL_PROCEDURE_INTERPRETATION, 199, day).text],
    )
    moves.begin_many(Bill.machine, [bill.pk], by=by, at=at, verb="issue")
    start = case_actions.ClockStart(case.matter_id, case.pk, PERIODS["conversion"], day, Post.FILING_CLERK)
    case_actions.start_clocks([start], on=day)
    return item


@transaction.atomic
def receive_payment(bill: Bill, *, reference: str, by: User, at: datetime.datetime) -> None:
    """Record that a bill was paid in full (登记交费), with the bank's reference; the fee clocks stop."""
    check_may(by, RECEIVE_PAYMENT)
    reference = reference.strip()
    if not reference:
        raise Refused("请填写银行流水号或者收据号，用于与到账记录核对。")
    if Bill.objects.filter(payment_reference=reference).exclude(pk=bill.pk).exists():
        raise Refused(f"流水号{reference}已登记在另一份交费通知上，请核对后重新填写。")
    day = china_day(at)
    moves.move(bill, "pay", by=by, at=at, paid_on=day, paid_by=by, payment_reference=reference)
    outbox.publish(FeesPaid(bill_id=bill.pk), at=at)
    items = list(Item.objects.filter(bill=bill).values_list("case__matter_id", "case_id", "kind"))
    places = [(matter_id, case_id) for matter_id, case_id, _kind in items]
    periods = sorted({PERIODS[kind] for _matter_id, _case_id, kind in items})
    case_actions.stop_clocks(
        [matter_id for matter_id, _case_id in places], periods, on=day, cause="已交纳案件受理费", by=by
    )
    case_actions.note_many(
        [(matter_id, case_id, "案件受理费已交纳。") for matter_id, case_id in places],
        by=by,
        at=at,
        for_litigants=True,
    )


def _item(bill: Bill, charge: Charge, fee: Fee) -> Item:
    return Item(
        bill=bill,
        case=charge.case,
        kind="acceptance",
        claim_fen=charge.claim_fen,
        full_fee_fen=fee.full.value,
        amount_fen=fee.now.value,
        steps=list(fee.now.steps),
        because=list(fee.now.because),
    )
