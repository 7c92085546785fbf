"""What may be done with court fees: raise a bill, receive its payment, settle the fee of an ended case, refund."""

import datetime
from collections.abc import Mapping, Sequence
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
from tianping.money.fees.charging import Fee, Tariff, tariff_of
from tianping.money.fees.events import FeesPaid
from tianping.money.fees.models import Bill, Item, Reckoning
from tianping.money.fees.permissions import RECEIVE_PAYMENT, REFUND
from tianping.money.fees.queries import Charged, charged_to, settled_fee

FEE_PERIOD = "C-FEE-7"
# Which period ends when an item of that kind is paid.
PERIODS = {"acceptance": FEE_PERIOD, "conversion": "C-FEE-CONV"}
REFUND_PERIOD = "C-FEE-REFUND"


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


@transaction.atomic
def settle_many(
    ended: Mapping[int, Case.ClosingWay], *, by: User | None, at: datetime.datetime
) -> dict[int, Reckoning]:
    """Settle the fees of cases that end (诉讼费结算): case id → how it ends; those never charged are left out.

    A constant number of statements. Whoever closes the cases has checked who may.
    """
    tariff = tariff_of(china_day(at))
    charged = charged_to(ended)
    cases = Case.objects.in_bulk(list(charged))
    made = Reckoning.objects.bulk_create(
        [_reckoning(cases[pk], ended[pk], charged[pk], tariff, by=by, at=at) for pk in sorted(charged)]
    )
    moves.begin_many(Reckoning.machine, [row.pk for row in made], by=by, at=at, verb="settle")
    return {row.case_id: row for row in made}


@transaction.atomic
def start_refund_periods(case_ids: Sequence[int], *, on: Mapping[int, datetime.date], today: datetime.date) -> None:
    """The endings of these cases bind from the day in ``on``: fifteen days to refund (第五十三条第二款)."""
    owed = Reckoning.objects.filter(case__in=case_ids, status="settled", refund_fen__gt=0).order_by("pk")
    rows = owed.values_list("case__matter_id", "case_id")
    starts = [
        case_actions.ClockStart(matter_id, case_id, REFUND_PERIOD, on[case_id], Post.CASHIER)
        for matter_id, case_id in rows
    ]
    case_actions.start_clocks(starts, on=today)


@transaction.atomic
def refund(reckoning: Reckoning, *, reference: str, by: User, at: datetime.datetime) -> None:
    """Record that a fee was given back (登记退费), with the bank's reference; its period stops.

    Refused before the ending binds: until then an appeal may change who bears the fee.
    """
    check_may(by, REFUND)
    reference = reference.strip()
    if not reference:
        raise Refused("请填写退款的银行流水号，用于与支出记录核对。")
    if Reckoning.objects.filter(refund_reference=reference).exclude(pk=reckoning.pk).exists():
        raise Refused(f"流水号{reference}已登记在另一笔退费上，请核对后重新填写。")
    reckoning.refresh_from_db()
    if reckoning.refund_fen == 0:
        raise Refused("本案没有应当退还的诉讼费。")
    if reckoning.case.effective_on is None:
        raise Refused("本案的法律文书尚未生效，生效后十五日内退费。")
    day = china_day(at)
    moves.move(reckoning, "refund", by=by, at=at, refunded_on=day, refunded_by=by, refund_reference=reference)
    case = reckoning.case
    case_actions.stop_clocks([case.matter_id], [REFUND_PERIOD], on=day, cause="已退还诉讼费", by=by)
    text = f"退还案件受理费{grouped(reckoning.refund_fen)}元。"
    case_actions.note_many([(case.matter_id, case.pk, text)], by=by, at=at, for_litigants=True)


def _reckoning(
    case: Case,
    ended: Case.ClosingWay,
    charged: Charged,
    tariff: Tariff,
    *,
    by: User | None,
    at: datetime.datetime,
) -> Reckoning:
    answer = settled_fee(charged, case, ended, tariff)
    sums = answer.value
    return Reckoning(
        case=case,
        ended=ended,
        full_fen=sums.full_fen,
        due_fen=sums.due_fen,
        paid_fen=sums.paid_fen,
        refund_fen=sums.refund_fen,
        shortfall_fen=sums.shortfall_fen,
        steps=list(answer.steps),
        because=list(answer.because),
        notes=list(answer.notes),
        certainty=answer.certainty,
        settled_at=at,
        settled_by=by,
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
