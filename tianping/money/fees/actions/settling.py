"""Settling the fee of an ended case (诉讼费结算), and giving back what is too much (退费)."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.money import grouped
from tianping.money.fees import banking
from tianping.money.fees.charging import Tariff, tariff_of
from tianping.money.fees.models import Reckoning
from tianping.money.fees.periods import REFUND_PERIOD
from tianping.money.fees.permissions import REFUND
from tianping.money.fees.queries import Charged, charged_to, settled_fee


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
    if reckoning.case.effective_on is None:
        raise Refused("本案的法律文书尚未生效，生效后十五日内退费。")
    paid_fen = charged_to([reckoning.case_id])[reckoning.case_id].paid_fen
    if paid_fen < reckoning.paid_fen:
        raise Refused(
            f"结算时已交纳{grouped(reckoning.paid_fen)}元，其后有交费登记被冲正，现已交纳{grouped(paid_fen)}元，不能按原结算退费；"
            "请先核对交费，确已到账的重新登记后再退费。"
        )
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
