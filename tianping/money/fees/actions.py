"""What may be done with court fees: raise a bill, receive its payment, settle the fee of an ended case, refund."""

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock
from tianping.kernel import moves, numbering, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.answers import Answer
from tianping.law.claim_changes import ChangedFee, changed_fee, counterclaim_fee
from tianping.law.fee_kinds import Basis, not_prepaid
from tianping.law.fees import preservation_fee
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.money.fees.charging import Tariff, tariff_of
from tianping.money.fees.events import FeesPaid
from tianping.money.fees.models import Bill, Item, Recalculation, Reckoning
from tianping.money.fees.permissions import RECEIVE_PAYMENT, REFUND
from tianping.money.fees.queries import PRESERVATION, Charged, charged_to, settled_fee

FEE_PERIOD = "C-FEE-7"
# Which period ends when an item of that kind is paid; a counterclaim's fee runs beside them.
PERIODS = {"acceptance": FEE_PERIOD, "conversion": "C-FEE-CONV", "claim": FEE_PERIOD}
REFUND_PERIOD = "C-FEE-REFUND"


@dataclass(frozen=True)
class Charge:
    """What a case is charged for: its claim (None: no sum), and whether it is tried by simple procedure (art. 16).

    The cause and the elements are those of the case's matter.
    """

    case: Case
    claim_fen: int | None
    is_simple: bool


@transaction.atomic
def raise_bill(charges: Sequence[Charge], payer_name: str, *, by: User | None, at: datetime.datetime) -> Bill:
    """Raise one bill (交纳诉讼费用通知) for all ``charges``, each item with its arithmetic and articles.

    Of which kind a case is follows from its cause (《诉讼费用交纳办法》第十三条, ``law.fee_kinds``). Cases tried by
    simple procedure pay half in advance where the court says so (本院数据 ``prepay_halved``; yes unless it is set
    to 0).
    """
    tariff = tariff_of(china_day(at))
    bill = _bill(payer_name, by=by, at=at)
    Item.objects.bulk_create([_item(bill, charge.case, _acceptance(tariff, charge)) for charge in charges])
    moves.begin_many(Bill.machine, [bill.pk], by=by, at=at, verb="issue")
    return bill


@transaction.atomic
def charge_shortfall(case: Case, payer_name: str, *, by: User, at: datetime.datetime) -> Item | None:
    """Bill what a case tried by simple procedure still owes of the full fee once it is ordinary (补交案件受理费).

    The plaintiff has seven days (民诉法解释第一百九十九条). None where nothing was charged or nothing is missing.
    """
    charged = charged_to([case.pk]).get(case.pk)
    if charged is None or charged.charged_fen >= charged.full_fee_fen:
        return None
    day, missing = china_day(at), charged.full_fee_fen - charged.charged_fen
    steps = (
        f"普通程序应交{grouped(charged.full_fee_fen)}元，已通知交纳{grouped(charged.charged_fen)}元",
        f"应补交{grouped(missing)}元",
    )
    because = (cite(CIVIL_PROCEDURE_INTERPRETATION, 199, day).text,)
    owed = _Owed("conversion", charged.basis, charged.full_fee_fen, Answer(missing, steps, because))
    item = _bill_one(case, owed, payer_name, by=by, at=at)
    _start_period(case, PERIODS["conversion"], on=day)
    return item


@transaction.atomic
def recalculate(
    case: Case, claim_fen: int, payer_name: str, *, by: User, at: datetime.datetime
) -> Recalculation | None:
    """Count the fee anew on a changed claim (第二十一条): bill what is missing, note what goes back.

    None where the case was charged nothing. Whoever records the change has checked who may.
    """
    charged = charged_to([case.pk]).get(case.pk)
    if charged is None:
        return None
    tariff = tariff_of(china_day(at))
    found = _basis(tariff, case, claim_fen)
    answer = changed_fee(
        found.value,
        charged_fen=charged.charged_fen,
        was_fen=charged.claim_fen,
        halved=tariff.prepay_halved and case.track != Case.Track.ORDINARY,
        on=tariff.day,
        rounding=tariff.rounding,
    )
    fee, item = answer.value, None
    if fee.more_fen:
        owed = _Owed("claim", found.value, fee.full_fen, _of(answer, fee.more_fen))
        item = _bill_one(case, owed, payer_name, by=by, at=at)
        _start_period(case, FEE_PERIOD, on=tariff.day)
    return Recalculation.objects.create(
        case=case,
        scale=found.value.kind,
        claim_fen=claim_fen,
        base_fen=found.value.base_fen,
        full_fee_fen=fee.full_fen,
        more_fen=fee.more_fen,
        back_fen=fee.back_fen,
        item=item,
        steps=list(answer.steps),
        because=list(answer.because),
        at=at,
        by=by,
    )


@transaction.atomic
def charge_counterclaim(case: Case, claim_fen: int, payer_name: str, *, by: User, at: datetime.datetime) -> Item:
    """Bill the fee of a counterclaim that is tried together with the claim (反诉案件受理费, 第十八条)."""
    tariff = tariff_of(china_day(at))
    basis = _basis(tariff, case, claim_fen).value
    answer = counterclaim_fee(basis, on=tariff.day, rounding=tariff.rounding)
    fee = answer.value
    owed = _Owed("counterclaim", basis, fee.full_fen, _of(answer, fee.now_fen))
    return _bill_one(case, owed, payer_name, by=by, at=at)


@transaction.atomic
def charge_preservation(case: Case, amount_fen: int, payer_name: str, *, by: User, at: datetime.datetime) -> Item:
    """Bill the fee of an application for preservation (保全申请费, 第十四条第（二）项); its applicant pays."""
    tariff = tariff_of(china_day(at))
    answer = preservation_fee(amount_fen, on=tariff.day, rounding=tariff.rounding)
    bill = _bill(payer_name, by=by, at=at)
    item = Item.objects.create(
        bill=bill,
        case=case,
        kind=PRESERVATION,
        claim_fen=amount_fen,
        full_fee_fen=answer.value,
        amount_fen=answer.value,
        steps=list(answer.steps),
        because=list(answer.because),
    )
    moves.begin_many(Bill.machine, [bill.pk], by=by, at=at, verb="issue")
    return item


class _Owed(NamedTuple):
    kind: str
    basis: Basis
    full_fee_fen: int
    fee: Answer[int]


def _of(answer: Answer[ChangedFee], amount_fen: int) -> Answer[int]:
    return Answer(amount_fen, answer.steps, answer.because, answer.certainty, answer.notes)


def _basis(tariff: Tariff, case: Case, claim_fen: int) -> Answer[Basis]:
    """By what the fee of a case is counted on a claim that changed: of a divorce the sum takes the property's place."""
    return tariff.basis_of(case.matter.cause_name, claim_fen, {})


def _acceptance(tariff: Tariff, charge: Charge) -> _Owed:
    matter = charge.case.matter
    fee = tariff.fee_of(matter.cause_name, charge.claim_fen, matter.elements, is_simple=charge.is_simple)
    return _Owed("acceptance", fee.basis, fee.full.value, fee.now)


def _bill_one(case: Case, owed: _Owed, payer_name: str, *, by: User, at: datetime.datetime) -> Item:
    """One further fee of one case on a notice of its own."""
    bill = _bill(payer_name, by=by, at=at)
    item = _item(bill, case, owed)
    item.save()
    moves.begin_many(Bill.machine, [bill.pk], by=by, at=at, verb="issue")
    return item


def _bill(payer_name: str, *, by: User | None, at: datetime.datetime) -> Bill:
    day = china_day(at)
    sequence = numbering.take_number("fee_bill", day.year)
    return Bill.objects.create(
        year=day.year,
        sequence=sequence,
        number=f"费{day.year}-{sequence:06d}",
        payer_name=payer_name,
        issued_on=day,
        issued_by=by,
    )


def _start_period(case: Case, period_id: str, *, on: datetime.date) -> None:
    """Seven days to pay (第二十二条); where those for the first notice still run, they go on.

    None where the fee need not be paid first (第二十条第一款).
    """
    running = Clock.objects.filter(case=case, period_id=period_id, stopped_on__isnull=True)
    if not not_prepaid(case.matter.cause_name) and not running.exists():
        start = case_actions.ClockStart(case.matter_id, case.pk, period_id, on, Post.FILING_CLERK)
        case_actions.start_clocks([start], on=on)


@transaction.atomic
def receive_payment(
    bill: Bill, *, reference: str, by: User, at: datetime.datetime, paid_on: datetime.date | None = None
) -> None:
    """Record that a bill was paid in full (登记交费), with the bank's reference; the fee clocks stop.

    ``paid_on``: the day on which the bank booked it; without it the day of ``at``.
    """
    check_may(by, RECEIVE_PAYMENT)
    # However a cashier types it, one number of the bank's pays one bill.
    reference = "".join(unicodedata.normalize("NFKC", reference).split()).upper()
    if not reference:
        raise Refused("请填写银行流水号或者收据号，用于与到账记录核对。")
    if paid_on is not None and paid_on > china_day(at):
        raise Refused("到账日期晚于今天，请核对银行流水。")
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


def _item(bill: Bill, case: Case, owed: _Owed) -> Item:
    return Item(
        bill=bill,
        case=case,
        kind=owed.kind,
        scale=owed.basis.kind,
        claim_fen=owed.basis.amount_fen,
        base_fen=owed.basis.base_fen,
        full_fee_fen=owed.full_fee_fen,
        amount_fen=owed.fee.value,
        steps=list(owed.fee.steps),
        because=list(owed.fee.because),
        notes=list(owed.fee.notes),
        certainty=owed.fee.certainty,
    )
