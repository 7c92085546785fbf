"""What court fees show on the page of a case, to staff and to litigants."""

from collections.abc import Mapping
from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Panel
from tianping.law.answers import Answer
from tianping.money.fees.permissions import LIST_BILLS
from tianping.money.fees.queries import item_of, recalculations_of
from tianping.money.fees.states import BILL
from tianping.money.fees.tables import BILL_KINDS


def load_for_staff(case: Case, user: Any) -> Mapping[str, Any] | None:
    """The fee of a case with its arithmetic and its bill."""
    item = item_of(case)
    if item is None:
        return None
    return {
        **_shown(item),
        "answer": Answer(item.amount_fen, tuple(item.steps), tuple(item.because)),
        "anew": [
            (row, Answer(row.full_fee_fen, tuple(row.steps), tuple(row.because))) for row in recalculations_of(case)
        ],
        "may_open": LIST_BILLS.allows(held_posts(user)),
    }


def load_for_litigants(case: Case, litigant: Litigant) -> Mapping[str, Any] | None:
    """What whoever sued is told of the fee: how much, on which notice, whether it was paid."""
    item = item_of(case) if litigant.role == Litigant.Role.PLAINTIFF else None
    return None if item is None else _shown(item)


def _shown(item: Any) -> dict[str, Any]:
    bill = item.bill
    return {"item": item, "bill": bill, "label": BILL.label(bill.status), "kind": BILL_KINDS[bill.status]}


STAFF = Panel("诉讼费", "fees/panel.html", load_for_staff, 40)
LITIGANTS = Panel("案件受理费", "fees/public_panel.html", load_for_litigants, 40)
