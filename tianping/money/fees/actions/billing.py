"""Raising bills of court fees: for new cases, for what a change made missing, for a counterclaim, a preservation."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel import moves, numbering
from tianping.kernel.clock import china_day
from tianping.law.answers import Answer
from tianping.law.claim_changes import ChangedFee, changed_fee, counterclaim_fee
from tianping.law.fee_kinds import Basis
from tianping.law.fees import preservation_fee
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.money.fees.actions.relieving import relieve_new
from tianping.money.fees.actions.telling import start_to_pay
from tianping.money.fees.charging import Tariff, tariff_of
from tianping.money.fees.models import Bill, Item, Recalculation
from tianping.money.fees.periods import FEE_PERIOD, PERIODS
from tianping.money.fees.queries import PRESERVATION, charged_to


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
    relieve_new(bill, [charge.case for charge in charges], by=by, at=at)
    return bill


@transaction.atomic
def charge_shortfall(case: Case, payer_name: str, *, by: User, at: datetime.datetime) -> Item | None:
    """Bill what a case tried by simple procedure still owes of the full fee once it is ordinary (补交案件受理费).

    The plaintiff has seven days (民诉法解释第一百九十九条). None where nothing was charged or nothing is missing.
    """
    charged = charged_to([case.pk]).get(case.pk)
    if charged is None or charged.billed_fen >= charged.full_fee_fen:
        return None
    day, missing = china_day(at), charged.full_fee_fen - charged.billed_fen
    steps = (
        f"普通程序应交{grouped(charged.full_fee_fen)}元，已通知交纳{grouped(charged.billed_fen)}元",
        f"应补交{grouped(missing)}元",
    )
    because = (cite(CIVIL_PROCEDURE_INTERPRETATION, 199, day).text,)
    owed = _Owed("conversion", charged.basis, charged.full_fee_fen, Answer(missing, steps, because))
    item = _bill_one(case, owed, payer_name, by=by, at=at)
    start_to_pay(case, PERIODS["conversion"], on=day)
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
        charged_fen=charged.billed_fen,
        was_fen=charged.claim_fen,
        halved=tariff.prepay_halved and case.track != Case.Track.ORDINARY,
        on=tariff.day,
        rounding=tariff.rounding,
    )
    fee, item = answer.value, None
    if fee.more_fen:
        owed = _Owed("claim", found.value, fee.full_fen, _of(answer, fee.more_fen))
        item = _bill_one(case, owed, payer_name, by=by, at=at)
        start_to_pay(case, FEE_PERIOD, on=tariff.day)
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
    answer = preservation_fee(amount_fen, on=tariff.day, rounding=tariff.rounding, in_advance=True)
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
        notes=list(answer.notes),
        certainty=answer.certainty,
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
