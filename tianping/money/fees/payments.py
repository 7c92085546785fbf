"""Reads of what was paid of bills (交费登记): whole or in parts, for which case each part counts, what is still due."""

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q, QuerySet

from tianping.cases.models import Case, Clock, Litigant
from tianping.law.wording import chinese_date
from tianping.money.fees.models import Bill, Item, Payment
from tianping.money.fees.periods import PERIODS


def net_fen(item: Item) -> int:
    """What of a fee is to be paid; only the bill of one case is relieved of anything."""
    return item.amount_fen - item.bill.relieved_fen


def item_of(case: Case) -> Item | None:
    """What a case was charged, with its bill; None if it was charged nothing."""
    return Item.objects.filter(case=case, kind="acceptance").select_related("bill").first()


def due_of(bill: Bill) -> int:
    """What is still to be paid of a bill, in fen."""
    amounts = Item.objects.filter(bill=bill).values_list("amount_fen", flat=True)
    return max(sum(amounts) - bill.relieved_fen - bill.paid_fen, 0)


def paid_by_item(items: Iterable[Item]) -> dict[int, int]:
    """What was paid of each of these fees (with their bills at hand), in fen.

    A part of a bill for several cases counts for them in the order of their numbers; what was paid of the bill of one
    case is all that case's, also where the fee was reduced below it afterwards.
    """
    rows = list(items)
    parts = {row.bill_id: row.bill for row in rows if row.bill.paid_fen and row.bill.status != "paid"}
    whole = {row.pk: net_fen(row) for row in rows if row.bill.status == "paid"}
    alone = {row.pk: row.bill.paid_fen for row in rows if row.bill.relieved_fen and row.bill.paid_fen}
    return dict.fromkeys((row.pk for row in rows), 0) | whole | _shares(parts) | alone


def covered_of(bill: Bill) -> list[Item]:
    """The fees on a bill of which nothing is due any more, with their cases: a part may cover the first ones whole."""
    items = list(Item.objects.filter(bill=bill).select_related("bill", "case__matter").order_by("pk"))
    paid = paid_by_item(items)
    return [item for item in items if bill.status != "issued" or 0 < net_fen(item) <= paid[item.pk]]


def _shares(parts: dict[int, Bill]) -> dict[int, int]:
    """Fee → what counts for it of bills that were paid in part."""
    left = {pk: bill.paid_fen for pk, bill in parts.items()}
    of_bills = Item.objects.filter(bill__in=list(parts)).order_by("bill", "case__year", "case__sequence", "pk")
    shares = {}
    for pk, bill_id, amount_fen in of_bills.values_list("pk", "bill_id", "amount_fen") if parts else ():
        shares[pk] = min(left[bill_id], amount_fen)
        left[bill_id] -= shares[pk]
    return shares


def payments_of(bill: Bill) -> QuerySet[Payment]:
    """What was paid of a bill, and what of it was reversed, oldest first."""
    return Payment.objects.filter(bill=bill).select_related("by", "reversal").order_by("pk")


def payments_under(references: Collection[str]) -> QuerySet[Payment]:
    """What was recorded under these references of the bank's, reversals among it, oldest first."""
    return Payment.objects.filter(reference__in=references).select_related("bill", "by", "reversal").order_by("pk")


def reversals() -> QuerySet[Payment]:
    """What took payments back."""
    return Payment.objects.filter(reverses__isnull=False)


def standing(rows: QuerySet[Payment]) -> QuerySet[Payment]:
    """Those that are no reversal and were not reversed."""
    return rows.filter(reverses__isnull=True, reversal__isnull=True)


def payers_of(bill: Bill) -> list[Litigant]:
    """Who of the litigants has to pay a bill: those it names, of the first case on it."""
    item = Item.objects.filter(bill=bill).select_related("case").order_by("case__year", "case__sequence", "pk").first()
    if item is None:
        return []
    named = Q(name__in=bill.payer_name.split("、"))
    found = list(Litigant.objects.filter(named, matter=item.case.matter_id).order_by("position"))
    return found or list(Litigant.objects.filter(matter=item.case.matter_id, role=Litigant.Role.PLAINTIFF))


def first_case_of(bill: Bill) -> Case | None:
    """The first of the cases on a bill."""
    return Case.objects.filter(fee_items__bill=bill).order_by("year", "sequence").first()


def until_words(bill: Bill, *, on: datetime.date) -> str:
    """Until when what is due of a bill is to be paid: 在2023年2月13日前（含当日）; at once where the days are over.

    Empty where no days run.
    """
    items = Item.objects.filter(bill=bill)
    periods = {PERIODS[kind] for kind in items.values_list("kind", flat=True) if kind in PERIODS}
    running = Clock.objects.filter(case__in=items.values("case"), period_id__in=periods, stopped_on__isnull=True)
    last = running.order_by("-nominal_due").first()
    if last is None:
        return ""
    day = last.legal_due or last.nominal_due
    return f"在{chinese_date(day)}前（含当日）" if on <= day else f"立即（期限已于{chinese_date(day)}届满）"


def gone_on(bill: Bill) -> list[str]:
    """Which cases of a bill went on since, each in a sentence: a payment that is reversed undoes nothing of it."""
    cases: Sequence[Case] = list(
        Case.objects.filter(fee_items__bill=bill).exclude(status="open", responsible=None).order_by("year", "sequence")
    )
    said = [f"{case.number}{'已经结案' if case.status == 'closed' else '已经分案审理'}" for case in cases[:3]]
    return [*said, f"另有{len(cases) - 3}件已经办理到后面的环节"] if len(cases) > 3 else said
