"""Reads of court fees: bills with their totals, the items of a bill, what a case was charged."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django.db.models import Case as Choice
from django.db.models import CharField, Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Greatest, TruncDate

from tianping.cases.models import Case, Matter
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Refused
from tianping.law import money
from tianping.law.answers import Answer, Refusal, weaker
from tianping.law.fee_kinds import Basis, Kind
from tianping.law.fee_relief import settled_with_relief
from tianping.law.fee_settlements import FeeSettled, settle_fee
from tianping.law.preservation_fees import settle_preservation_fee
from tianping.money.fees.banking import Booked, Line, lines_of, plain_reference
from tianping.money.fees.charging import COMMON_PROPERTY, Fee, Tariff, tariff_of
from tianping.money.fees.models import Bill, Item, Recalculation, Reckoning
from tianping.money.fees.notices import full_fee_fen, items_of, notice_of, words_of
from tianping.money.fees.payments import (
    due_of,
    gone_on,
    item_of,
    net_fen,
    paid_by_item,
    payments_of,
    payments_under,
    reversals,
    standing,
    until_words,
)
from tianping.money.fees.reliefs import (
    any_may_ask_relief,
    case_of,
    decision_words,
    deferred_among,
    granted_to,
    may_ask_relief,
    not_due_yet,
    refused_grounds,
    relief_of,
    relief_words,
    reliefs,
    reliefs_waiting,
)
from tianping.money.fees.withdrawing import why_not_withdrawn

__all__ = [
    "COMMON_PROPERTY",
    "Booked",
    "Charged",
    "Fee",
    "Line",
    "SlipFee",
    "Tariff",
    "account_of",
    "any_may_ask_relief",
    "basis_of",
    "bills",
    "bills_of",
    "case_of",
    "charged_to",
    "decision_words",
    "due_of",
    "excuses_of",
    "full_fee_fen",
    "granted_to",
    "fee_of",
    "fees_of",
    "gone_on",
    "is_refund_reference",
    "is_to_be_refunded",
    "item_of",
    "items_of",
    "lines_behind",
    "lines_of",
    "may_ask_relief",
    "not_due_yet",
    "net_fen",
    "notice_of",
    "off_words",
    "paid_by_item",
    "payments_of",
    "payments_under",
    "plain_reference",
    "preservation_fee_of",
    "recalculations_of",
    "reckoning_of",
    "refused_grounds",
    "reckonings",
    "relief_of",
    "relief_words",
    "reliefs",
    "reliefs_waiting",
    "refunds_waiting",
    "reversals",
    "search",
    "settled_fee",
    "settled_preservation",
    "settlement_of",
    "slip_fees",
    "slip_lines",
    "standing",
    "tariff_of",
    "to_refund",
    "until_words",
    "why_not_withdrawn",
]


# What an application for preservation costs: no part of the fee of the case, and told to the applicant alone.
PRESERVATION = "preservation"


@dataclass(frozen=True)
class SlipFee:
    """What an acceptance slip says of the fee: the bill's number and the sum to be paid for this case, in fen."""

    bill_number: str
    amount_fen: int


@dataclass(frozen=True)
class Charged:
    """What a case was charged until now: by what, the full fee, the sum of its items, how much was paid; fen.

    A counterclaim's fee is none of it, nor is what was reduced or waived (``relieved_fen``). ``deferred``: what is not
    paid may be paid later.
    """

    basis: Basis
    full_fee_fen: int
    charged_fen: int
    paid_fen: int
    relieved_fen: int = 0
    deferred: bool = False

    @property
    def claim_fen(self) -> int | None:
        """The sum by which the fee was counted; None where there is none."""
        return self.basis.amount_fen

    @property
    def billed_fen(self) -> int:
        """What stood on notices before anything was reduced or waived."""
        return self.charged_fen + self.relieved_fen

    @property
    def unpaid_fen(self) -> int:
        """What stands on notices and was not paid; what was paid before a reduction may be more than is charged."""
        return max(self.charged_fen - self.paid_fen, 0)


def bills() -> QuerySet[Bill]:
    """All bills with ``total_fen``, what is still due (``owed_fen``), ``case_count`` and the first number."""
    first = Item.objects.filter(bill=OuterRef("pk")).order_by("pk").values("case__number")[:1]
    total = Coalesce(Sum("items__amount_fen"), 0) - F("relieved_fen")
    return Bill.objects.annotate(
        total_fen=total,
        owed_fen=Greatest(total - F("paid_fen"), 0),
        case_count=Count("items"),
        first_number=Subquery(first, output_field=CharField()),
    )


def search(rows: QuerySet[Bill], text: str) -> QuerySet[Bill]:
    """Bills by their number, the payer's name, or the number of a case on them."""
    items = Item.objects.filter(case__number=text).values("bill")
    return rows.filter(Q(number__icontains=text) | Q(payer_name__icontains=text) | Q(pk__in=items))


def fees_of(case: Case) -> list[Item]:
    """Everything that a case was charged, with its bills, the acceptance fee first."""
    return list(Item.objects.filter(case=case).select_related("bill").order_by("pk"))


def preservation_fee_of(case: Case) -> int | None:
    """What the newest application for preservation in a case costs, in fen; None where none was charged."""
    rows = Item.objects.filter(case=case, kind=PRESERVATION).order_by("-pk")
    return rows.values_list("amount_fen", flat=True).first()


def bills_of(matters: QuerySet[Matter] | Sequence[Matter]) -> QuerySet[Bill]:
    """The bills on which the cases of these matters stand, oldest first."""
    charged = Item.objects.filter(case__matter__in=matters).values("bill")
    return bills().filter(pk__in=charged).order_by("pk")


def is_refund_reference(reference: str) -> bool:
    """Whether the fee of an ended case was given back under this reference."""
    return Reckoning.objects.filter(refund_reference__iexact=reference).exists()


def slip_fees(case_ids: Iterable[int]) -> dict[int, SlipFee]:
    """For each of these cases that was charged: its bill and its sum."""
    charged = Item.objects.filter(case__in=list(case_ids), kind="acceptance")
    rows = charged.values_list("case_id", "bill__number", F("amount_fen") - F("bill__relieved_fen"))
    return {case_id: SlipFee(number, amount_fen) for case_id, number, amount_fen in rows}


def slip_lines(case_ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The lines on the fee of the acceptance slips of these cases (term, value)."""
    return {
        case_id: [
            ("案件受理费", f"{money.grouped(fee.amount_fen)}元（人民币{money.words(fee.amount_fen)}）"),
            ("交费通知", fee.bill_number),
        ]
        for case_id, fee in slip_fees(case_ids).items()
    }


def charged_to(case_ids: Iterable[int]) -> dict[int, Charged]:
    """For each of these cases that was charged: by what, what was charged, what was paid; a few statements for all."""
    ids = list(case_ids)
    items = Item.objects.filter(case__in=ids).exclude(kind__in=("counterclaim", PRESERVATION)).select_related("bill")
    rows = list(items.defer("steps", "because", "notes").order_by("pk"))
    paid = paid_by_item(rows)
    newest = Recalculation.objects.filter(case__in=ids).order_by("case", "-pk").distinct("case")
    first = [row for row in rows if row.kind == "acceptance"]
    counted = {row.case_id: (basis_of(row), row.full_fee_fen) for row in (*first, *newest)}
    deferred = deferred_among(ids)
    of_case: dict[int, list[Item]] = {}
    for row in rows:
        of_case.setdefault(row.case_id, []).append(row)
    return {
        pk: Charged(
            *counted.get(pk, (Basis("property", 0), 0)),
            # Only a notice to one case is relieved of anything, so that each counts once.
            sum(net_fen(row) for row in charged),
            sum(paid[row.pk] for row in charged),
            sum(row.bill.relieved_fen for row in charged),
            pk in deferred,
        )
        for pk, charged in of_case.items()
    }


def excuses_of(case_ids: Iterable[int]) -> dict[int, str]:
    """For each of these cases that may be decided before its fee is paid: why."""
    rows = list(Case.objects.filter(pk__in=list(case_ids)).select_related("matter"))
    granted = granted_to([case.matter_id for case in rows])
    found = ((case.pk, words_of(case) or relief_words(granted.get(case.matter_id))) for case in rows)
    return {pk: words for pk, words in found if words}


def basis_of(row: Item | Recalculation) -> Basis:
    """By what a fee was counted."""
    return Basis(cast("Kind", row.scale), row.claim_fen, row.base_fen)


def fee_of(
    cause_name: str, claim_fen: int | None, elements: Mapping[str, Any], *, is_simple: bool, on: datetime.date
) -> Fee:
    """The acceptance fee of a case of any cause on a day in this court: in full and to be paid now, with its articles.

    ``claim_fen``: the sum claimed, None where there is none; ``elements``: those of the matter, of which a divorce
    needs ``common_property_fen``. Raises Refused where a sum or the province's amount a piece is missing. For many
    cases ask ``tariff_of`` once and its ``fee_of``.
    """
    return tariff_of(on).fee_of(cause_name, claim_fen, elements, is_simple=is_simple)


def recalculations_of(case: Case) -> QuerySet[Recalculation]:
    """How the fee of a case was counted anew on changed claims, oldest first."""
    return Recalculation.objects.filter(case=case).select_related("item__bill").order_by("pk")


def settled_fee(charged: Charged, case: Case, ended: Case.ClosingWay, tariff: Tariff) -> Answer[FeeSettled]:
    """What is due, given back or missing if the case ends so on the tariff's day (诉讼费结算), with its arithmetic."""
    unpaid_fen = 0 if charged.deferred else charged.unpaid_fen
    answer = settle_fee(
        charged.basis,
        ended=ended.value,
        is_simple=case.track in (Case.Track.SIMPLE, Case.Track.SMALL_CLAIMS),
        paid_fen=charged.paid_fen,
        unpaid_fen=unpaid_fen,
        on=tariff.day,
        rounding=tariff.rounding,
    )
    # Half of what came in goes back of a suit that counts as withdrawn for want of the rest, whatever was granted.
    is_short = ended == Case.ClosingWay.DEEMED_WITHDRAWN and unpaid_fen
    return answer if is_short else settled_with_relief(answer, charged.relieved_fen)


def settled_preservation(
    item: Item, preserved: Answer[int | None], ordered_fen: int, *, paid_fen: int
) -> Answer[FeeSettled]:
    """What the fee of an application for preservation comes to by what was preserved, with the whole arithmetic."""
    tariff = tariff_of(item.bill.issued_on)
    try:
        answer = settle_preservation_fee(
            preserved.value,
            ordered_fen=ordered_fen,
            charged_fen=item.amount_fen,
            paid_fen=paid_fen,
            on=tariff.day,
            rounding=tariff.rounding,
        )
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
    notes = tuple(dict.fromkeys((*preserved.notes, *answer.notes)))
    certainty = weaker(preserved.certainty, answer.certainty)
    return replace(answer, steps=(*preserved.steps, *answer.steps), certainty=certainty, notes=notes)


@dataclass(frozen=True)
class Account:
    """What a litigant's fees in a case come to (诉讼费账目), in fen: charged, paid, given back, still owed.

    ``settled``: how the fee was settled when the case ended, with its arithmetic; None until then.
    """

    charged_fen: int
    paid_fen: int
    owed_fen: int
    reckoning: Reckoning | None
    settled: Answer[None] | None


def account_of(case: Case, items: Sequence[Item], *, settled: bool) -> Account:
    """The account of these fees of a case; ``settled``: whether there is a settling of the ended case to read."""
    charged, shares = sum(net_fen(item) for item in items), paid_by_item(items)
    paid = sum(shares.values())
    row = reckoning_of(case) if settled else None
    if row is None:
        return Account(charged, paid, max(charged - paid, 0), None, None)
    return Account(charged, row.paid_fen, row.shortfall_fen, row, row.answer)


def reckoning_of(case: Case) -> Reckoning | None:
    """How the fee of a case was settled when it ended."""
    return Reckoning.objects.filter(case=case, item__isnull=True).select_related("refunded_by").first()


def to_refund() -> QuerySet[Reckoning]:
    """The reckonings whose refund was not paid out yet, with ``owed_since``; oldest first.

    Those of endings that bind; those of preservations whose payment still stands.
    """
    bind = Q(item__isnull=True, case__effective_on__isnull=False)
    preserved = Q(item__isnull=False, item__bill__paid_fen__gte=F("paid_fen"))
    waiting = Reckoning.objects.filter(bind | preserved, status="settled", refund_fen__gt=0)
    settled_on = When(item__isnull=False, then=TruncDate("settled_at", tzinfo=CHINA))
    return (
        waiting.annotate(owed_since=Choice(settled_on, default=F("case__effective_on"), output_field=DateField()))
        .select_related("case__matter", "item__bill")
        .prefetch_related("case__matter__litigants")
        .order_by("owed_since", "pk")
    )


def is_to_be_refunded(bill: Bill) -> bool:
    """Whether of what was paid of this bill something waits to be given back."""
    return to_refund().filter(Q(item__bill=bill) | Q(item__isnull=True, case__fee_items__bill=bill)).exists()


def lines_behind(reckoning: Reckoning, user: Any) -> list[Line]:
    """The rows of the statements from which the fee was paid that goes back; none where it was paid at the counter."""
    of_it = Q(pk=reckoning.item.bill_id) if reckoning.item is not None else Q(items__case=reckoning.case_id)
    paid = Bill.objects.filter(of_it, paid_fen__gt=0).distinct().order_by("pk")
    return [line for bill in paid for line in lines_of(bill, user).values()]


def refunds_waiting(_user: Any) -> QuerySet[Any]:
    """The refunds that wait for the cashier, whoever that is."""
    return to_refund()


def reckonings() -> QuerySet[Reckoning]:
    """All reckonings, with their cases."""
    rows = Reckoning.objects.select_related("case__matter", "item__bill", "refunded_by")
    return rows.prefetch_related("case__matter__litigants")


def settlement_of(item: Item) -> Reckoning | None:
    """How the fee of an application for preservation was settled by what was preserved; None until then."""
    return Reckoning.objects.filter(item=item).first()


def off_words(item: Item) -> str:
    """What it is that takes something off the bill of a fee: 准予减交、准予免交, or the settling of a preservation."""
    if item.kind == PRESERVATION:
        return "按实际保全数额结算，减少"
    return "准予免交" if item.bill.status == "waived" else "准予减交"
