"""What the notice to pay a court fee shows (交纳诉讼费用通知书): its items, its articles, what was decided since."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet, Sum

from tianping.cases.models import Case
from tianping.kernel.models import Step
from tianping.law.fee_kinds import not_prepaid
from tianping.law.fee_notices import Kind, notice
from tianping.law.fee_relief import GROUNDS, RELIEF_DECIDED
from tianping.law.wording import cited_together
from tianping.money.fees.models import Bill, Item, Reckoning, Relief
from tianping.money.fees.payments import payments_of
from tianping.money.fees.reliefs import decision_words, granted_to

# Fees that are paid first whatever the suit is about: only the fee of a suit for wages may wait (第二十条第一款).
ASKED_FIRST: tuple[Kind, ...] = ("counterclaim", "preservation")


def items_of(bill: Bill) -> QuerySet[Item]:
    """The items of a bill in the order of the case numbers, with case, cause and defendants at hand."""
    return (
        Item.objects.filter(bill=bill)
        .select_related("case", "case__matter")
        .prefetch_related("case__matter__litigants")
        .order_by("case__year", "case__sequence", "pk")
    )


def full_fee_fen(bill: Bill) -> int:
    """The fees of a bill's cases before any halving, in fen."""
    return Item.objects.filter(bill=bill).aggregate(sum=Sum("full_fee_fen"))["sum"] or 0


def notice_of(bill: Bill) -> dict[str, Any]:
    """What the notice to pay shows of a bill: its items, and the articles on which they rest, each once.

    ``later``: the cases whose fee need not be paid first (第二十条第一款), and ``not_prepaid``: what they are told.
    ``grant``: what was decided on help with the fee, of which the notice speaks itself if it was decided before
    (``before``); what came afterwards stands below the notice, whose own text stays as it was issued.
    """
    items = list(items_of(bill))
    articles = dict.fromkeys(article for item in items for article in item.because)
    kind = cast("Kind", items[0].kind)
    said = notice(kind, bill.issued_on)
    told = {item.case.number: words for item in items if kind not in ASKED_FIRST and (words := words_of(item.case))}
    grant = _grant_on(items)
    issued = Step.objects.filter(machine=Bill.machine.name, record_id=bill.pk, verb="issue")
    total_fen = sum(item.amount_fen for item in items)
    return {
        "bill": bill,
        "total_fen": total_fen,
        "due_fen": max(total_fen - bill.relieved_fen - bill.paid_fen, 0),
        "grant": grant,
        "before": grant is not None and grant.decided_at is not None and grant.decided_at <= issued.earliest("at").at,
        "settled": _settled_on(items),
        "grant_words": decision_words(grant) if grant is not None else "",
        "grant_article": "、".join((GROUNDS[grant.ground].because, RELIEF_DECIDED)) if grant is not None else "",
        "payments": list(payments_of(bill)),
        "items": items,
        "said": said,
        "may_ask_relief": kind == "acceptance",
        "is_preservation": kind == "preservation",
        "articles": cited_together((*articles, *filter(None, [said.because]))),
        "full_fen": full_fee_fen(bill),
        "later": list(told),
        "all_later": len(told) == len({item.case_id for item in items}),
        "not_prepaid": next(iter(told.values()), ""),
    }


def _settled_on(items: Sequence[Item]) -> Reckoning | None:
    """How the fee of the preservation on a notice was settled by what was preserved; the notice stays as issued."""
    return Reckoning.objects.filter(item__in=[item.pk for item in items]).first()


def _grant_on(items: Sequence[Item]) -> Relief | None:
    """What was granted on the acceptance fee of the one case on a notice."""
    if len(items) != 1 or items[0].kind != "acceptance":
        return None
    return granted_to([items[0].case.matter_id]).get(items[0].case.matter_id)


def words_of(case: Case) -> str:
    """Why the fee of a case of its kind need not be paid first; empty where it must be."""
    return not_prepaid(case.matter.cause_name, decided=case.fee_waits)
