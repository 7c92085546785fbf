"""What court fees show on the page of a case, to staff and to litigants."""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel
from tianping.cases.permissions import visible_cases
from tianping.kernel.web.addresses import address_of
from tianping.law.answers import Answer
from tianping.law.fee_notices import paid_together
from tianping.money.fees.models import Bill, Item, Recalculation, Reckoning, Relief
from tianping.money.fees.permissions import ENTER_RELIEF, LIST_BILLS, LIST_RELIEF
from tianping.money.fees.queries import (
    PRESERVATION,
    account_of,
    any_may_ask_relief,
    fees_of,
    net_fen,
    off_words,
    paid_by_item,
    recalculations_of,
    relief_of,
    settlement_of,
    words_of,
)
from tianping.money.fees.states import BILL
from tianping.money.fees.tables import BILL_KINDS

NUMBER = re.compile(r"(?:交费通知|通知)?(?:编号)?:?费([0-9]{4})-([0-9]{1,6})")
# Who has to pay which fee, where it is not the plaintiff.
PAYER_OF = {"counterclaim": Litigant.Role.DEFENDANT}


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The fees of a case with their arithmetic and their bills."""
    items = fees_of(case)
    if not items:
        return None
    return {
        # What a changed claim added stands with its own arithmetic, and not once more here.
        "fees": [_shown(item) for item in items if item.kind != "claim"],
        "anew": [
            (row, Answer(row.full_fee_fen, tuple(row.steps), tuple(row.because)))
            for row in (recalculations_of(case) if "anew" in found else ())
        ],
        "may_open": LIST_BILLS.allows(held_posts(user)),
        "not_prepaid": words_of(case),
        "relief": relief_of(case.matter_id) if "relief" in found and LIST_RELIEF.allows(held_posts(user)) else None,
        "may_enter": ENTER_RELIEF.allows(held_posts(user)) and any_may_ask_relief(case),
    }


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What whoever has to pay is told of each fee: how much, on which notice, whether it was paid."""
    told = [item for item in fees_of(case) if item.kind != PRESERVATION]
    own = [item for item in told if litigant.role == PAYER_OF.get(item.kind, Litigant.Role.PLAINTIFF)]
    later = words_of(case) if litigant.role == Litigant.Role.PLAINTIFF else ""
    if not own:
        return None
    is_suing = litigant.role == Litigant.Role.PLAINTIFF
    account = account_of(case, own, settled="settled" in found and is_suing)
    relief = relief_of(case.matter_id) if "relief" in found and is_suing else None
    together = paid_together(_plaintiffs_of(case)) if is_suing and account.owed_fen > 0 else ""
    return {
        "fees": [_shown(item) | {"not_prepaid": later, "together": together} for item in own],
        "account": account,
        "relief": relief,
        "owes": is_suing and account.owed_fen > 0 and account.reckoning is None,
    }


def _plaintiffs_of(case: Case) -> int:
    return Litigant.objects.filter(matter=case.matter_id, role=Litigant.Role.PLAINTIFF).count()


def _shown(item: Item) -> dict[str, Any]:
    bill, share_fen = item.bill, paid_by_item([item])[item.pk]
    owes = bill.status == "issued" and share_fen < net_fen(item)
    # Of a notice for several cases a part may cover this one whole, or nothing of it.
    state = "paid" if bill.status == "issued" and not owes else bill.status
    return {
        "item": item,
        "bill": bill,
        "owes": owes,
        "due_fen": net_fen(item),
        "off": off_words(item),
        "settled": settlement_of(item) if item.kind == PRESERVATION else None,
        "paid_fen": share_fen if owes else 0,
        "label": "部分交纳" if owes and share_fen else BILL.label(state),
        "kind": BILL_KINDS[state],
        "answer": item.answer,
    }


ASKED = {"relief": Relief.objects.filter(matter=OuterRef("matter"))}
ROWS = {"anew": Recalculation.objects.filter(case=OuterRef("pk"))} | ASKED
STAFF = Panel("诉讼费", "fees/panel.html", load_for_staff, 40, ROWS)
SETTLED = {"settled": Reckoning.objects.filter(case=OuterRef("pk"), item__isnull=True)} | ASKED
LITIGANTS = Panel(
    "案件受理费", "fees/public_panel.html", load_for_litigants, 40, SETTLED, plain="fees/plain_panel.html"
)


def find_number(user: Any, typed: str) -> str | None:
    """交费通知编号 (费2023-000123): the notice, else the first of its cases that the person may see."""
    number = NUMBER.fullmatch(typed)
    if number is None:
        return None
    year, sequence = number.groups()
    found = Bill.objects.filter(year=year, sequence=sequence).first()
    if found is None:
        return ""
    if LIST_BILLS.allows(held_posts(user)):
        return address_of("bill")(found.pk)
    case = visible_cases(user).filter(fee_items__bill=found).order_by("pk").first()
    return address_of("case")(case.pk) if case is not None else ""
