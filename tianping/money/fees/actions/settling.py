"""Settling the fee of an ended case (诉讼费结算), and giving back what is too much (退费)."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.answers import Answer
from tianping.law.fee_settlements import FeeSettled
from tianping.law.money import grouped
from tianping.money.fees import banking
from tianping.money.fees.actions.receiving import complete, note
from tianping.money.fees.actions.telling import tell_payers
from tianping.money.fees.charging import Tariff, tariff_of
from tianping.money.fees.models import Bill, Item, Reckoning
from tianping.money.fees.payments import due_of, payments_of, standing
from tianping.money.fees.periods import REFUND_PERIOD
from tianping.money.fees.permissions import REFUND
from tianping.money.fees.queries import Charged, charged_to, settled_fee, settled_preservation


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
    ended = Reckoning.objects.filter(case__in=case_ids, item__isnull=True)
    owed = ended.filter(status="settled", refund_fen__gt=0).order_by("pk")
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
    reference = banking.plain_reference(reference)
    if not reference:
        raise Refused("请填写退款的银行流水号，用于与支出记录核对。")
    banking.lock_references()
    if Reckoning.objects.filter(refund_reference=reference).exclude(pk=reckoning.pk).exists() or banking.is_spent(
        reference
    ):
        raise Refused(f"流水号{reference}已登记在另一笔退费上，请核对后重新填写。")
    reckoning.refresh_from_db()
    if reckoning.refund_fen == 0:
        raise Refused("本案没有应当退还的诉讼费。")
    _check_may_go_back(reckoning)
    day = china_day(at)
    moves.move(reckoning, "refund", by=by, at=at, refunded_on=day, refunded_by=by, refund_reference=reference)
    case, item = reckoning.case, reckoning.item
    if item is not None:
        note(item.bill, f"退还{{fee}}{grouped(reckoning.refund_fen)}元。", by=by, at=at)
        tell_payers(item.bill, f"fee_refund:{reckoning.pk}", _given_back("保全申请费", reckoning), by=by, at=at)
        return
    case_actions.stop_clocks([case.matter_id], [REFUND_PERIOD], on=day, cause="已退还诉讼费", by=by)
    text = f"退还案件受理费{grouped(reckoning.refund_fen)}元。"
    case_actions.note_many([(case.matter_id, case.pk, text)], by=by, at=at, for_litigants=True)
    suing = Litigant.objects.filter(matter=case.matter_id, role=Litigant.Role.PLAINTIFF).order_by("position")
    said = _given_back("案件受理费", reckoning)
    told = [case_actions.CaseMessage(f"fee_refund:{reckoning.pk}", each, said, case) for each in suing]
    case_actions.message_many(told, by=by, at=at)


def _given_back(fee: str, reckoning: Reckoning) -> str:
    sum_, reference = grouped(reckoning.refund_fen), reckoning.refund_reference
    return f"{fee}{sum_}元已经退还，退款流水号{reference}，请留意收款账户。"


@transaction.atomic
def settle_preservation(
    item: Item, preserved: Answer[int | None], ordered_fen: int, *, by: User, at: datetime.datetime
) -> Reckoning:
    """Settle the fee of an application for preservation by what was preserved (第十四条第（二）项), once.

    Its notice is for the settled sum from now on; what was paid above it is to be given back. ``preserved``: what was
    preserved, with how that was counted. Whoever settles it has checked who may.
    """
    bill = Bill.objects.select_for_update().get(pk=item.bill_id)
    if Reckoning.objects.filter(item=item).exists():
        raise Overtaken("保全申请费已经按实际保全数额结算，不再结算；请刷新页面查看。")
    answer = settled_preservation(item, preserved, ordered_fen, paid_fen=bill.paid_fen)
    made = _reckoned(item.case, Reckoning.PRESERVED[0], answer, by=by, at=at)
    made.item = item
    made.save()
    moves.begin_many(Reckoning.machine, [made.pk], by=by, at=at, verb="settle")
    Bill.objects.filter(pk=bill.pk).update(relieved_fen=made.full_fen - made.due_fen)
    bill.refresh_from_db()
    last = standing(payments_of(bill)).last()
    if bill.status == "issued" and last is not None and not due_of(bill):
        complete(bill, last, by=by, at=at, paid_fen=bill.paid_fen)
    return made


def _check_may_go_back(reckoning: Reckoning) -> None:
    """Raise Refused before an ending binds, and where a payment was reversed since."""
    item = reckoning.item
    if item is None and reckoning.case.effective_on is None:
        raise Refused("本案的法律文书尚未生效，生效后十五日内退费。")
    charged = charged_to([reckoning.case_id]) if item is None else {}
    paid_fen = charged[reckoning.case_id].paid_fen if item is None else item.bill.paid_fen
    if paid_fen < reckoning.paid_fen:
        raise Refused(
            f"结算时已交纳{grouped(reckoning.paid_fen)}元，其后有交费登记被冲正，现已交纳{grouped(paid_fen)}元，不能按原结算退费；"
            "请先核对交费，确已到账的重新登记后再退费。"
        )


def _reckoning(
    case: Case,
    ended: Case.ClosingWay,
    charged: Charged,
    tariff: Tariff,
    *,
    by: User | None,
    at: datetime.datetime,
) -> Reckoning:
    return _reckoned(case, ended, settled_fee(charged, case, ended, tariff), by=by, at=at)


def _reckoned(
    case: Case, ended: str, answer: Answer[FeeSettled], *, by: User | None, at: datetime.datetime
) -> Reckoning:
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
