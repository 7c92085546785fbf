"""Reads of bank statements: what came in, and for which bill it may have been."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.law.masking import mask_identity
from tianping.law.money import grouped
from tianping.law.wording import chinese_date
from tianping.money.fees.permissions import REFUND
from tianping.money.fees.queries import Line, bills, is_to_be_refunded, plain_reference, reversals
from tianping.money.statements.matching import DOUBTFUL, Owed, Paid, Proposal, bills_meant, propose, written_in
from tianping.money.statements.models import Receipt, Return, Statement
from tianping.money.statements.permissions import VIEW_STATEMENTS

GROUPS = ("certain", "look", "unknown", "problem")


@dataclass(frozen=True)
class Proposed:
    """A receipt that waits, with the bills it may have been for, and for how many days it has waited."""

    receipt: Receipt
    proposals: list[Proposal]
    days: int
    # Another row pays the same bill: perhaps it was paid twice.
    is_second: bool = False

    @property
    def can_be_posted(self) -> bool:
        """Whether it can be confirmed for the bill that it most likely was for."""
        return bool(self.proposals) and self.proposals[0].can_be_posted

    @property
    def group(self) -> str:
        """Where it stands on the page: to be confirmed, to be looked at, for no known bill, or no payment at all."""
        if self.receipt.problem or self.receipt.duplicate_of_id:
            return "problem"
        if not self.proposals:
            return "unknown"
        if self.is_second or not self.proposals[0].can_be_posted:
            return "look"
        return "certain" if self.proposals[0].strength == "certain" else "look"


def statements() -> QuerySet[Statement]:
    """Every statement with how many of its rows still wait (``waiting``)."""
    waiting = Count("receipts", filter=Q(receipts__status="listed"))
    return Statement.objects.select_related("imported_by").annotate(waiting=waiting).order_by("-pk")


def statement_of(content: bytes) -> Statement | None:
    """The statement that was made of this very file; None where there is none yet."""
    return Statement.objects.filter(file__sha256=hashlib.sha256(content).hexdigest()).first()


def receipts() -> QuerySet[Receipt]:
    """Every row of every statement, with the bill from which it was taken back last (``taken_back_from``)."""
    place = Concat(Value("流水"), "statement_id", Value("第"), "row_number", Value("行"), output_field=CharField())
    rows = Receipt.objects.annotate(counted_under=Case(When(reference="", then=place), default=F("reference")))
    last = reversals().filter(reference=OuterRef("counted_under")).order_by("-pk").values("bill")[:1]
    return rows.annotate(taken_back_from=Subquery(last)).select_related(
        "statement", "bill", "posted_by", "duplicate_of__statement"
    )


def waiting(_user: Any = None) -> QuerySet[Receipt]:
    """Rows that the cashier has not dealt with, the oldest first."""
    return receipts().filter(status="listed").order_by("pk")


def proposed(rows: Sequence[Receipt], on: datetime.date) -> list[Proposed]:
    """Receipts with their proposals, in two statements whatever their number; what was posted has none any more."""
    usable = [row for row in rows if row.status != "posted" and not row.problem and row.duplicate_of_id is None]
    named = {key for row in usable for key in bills_meant(row.remark)}
    by_number = {(bill.year, bill.sequence): bill for bill in _owed_named(named)}
    by_amount: dict[int, list[Owed]] = {}
    for bill in _owed_open({row.amount_fen for row in usable if row.amount_fen}):
        by_amount.setdefault(bill.total_fen, []).append(bill)
    found: list[Proposed] = []
    first_of: set[int] = set()
    for row in rows:
        proposals = (
            propose(Paid(row.amount_fen, row.payer_name, row.remark), by_number, by_amount)
            if row in usable and row.amount_fen
            else []
        )
        proposals = [_doubted(each, getattr(row, "taken_back_from", None)) for each in proposals]
        days, paid = max(0, (on - (row.booked_on or on)).days), {each.bill.pk for each in proposals[:1]}
        found.append(Proposed(row, proposals, days, is_second=bool(paid & first_of)))
        first_of |= paid
    return found


def _doubted(proposal: Proposal, taken_back_from: int | None) -> Proposal:
    """From which bill a row was taken back, it is not confirmed for by a tick again."""
    if proposal.bill.pk != taken_back_from:
        return proposal
    reasons = (*proposal.reasons, "这笔到账曾登记到该通知，已经冲正；确是该通知的，请打开这一行写明怎样核实后登记")
    return replace(proposal, strength=DOUBTFUL, reasons=reasons)


def proposal_for(row: Receipt, bill_id: int, on: datetime.date) -> Proposal | None:
    """The proposal of one bill for a receipt, as it stands now."""
    (found,) = proposed([row], on)
    return next((each for each in found.proposals if each.bill.pk == bill_id), None)


def lines_of(bill_id: int, user: Any) -> dict[str, Line]:
    """Reference → the row that paid this bill, as its page shows it: where it stands, what was given back of it."""
    held = held_posts(user)
    opens, refunds = VIEW_STATEMENTS.allows(held), REFUND.allows(held)
    rows = Receipt.objects.filter(bill=bill_id).select_related("statement").order_by("pk")
    return {
        row.counted_as: Line(
            f"{row.statement.file_name}第{row.row_number}行",
            reverse("receipt", args=[row.pk]) if opens else "",
            row.surplus_fen,
            row.returned_fen,
            tuple(_return_words(each) for each in returns_of(row)),
            row.payer_name,
            mask_identity(row.payer_account) if row.payer_account else "",
            reverse("receipt_account", args=[row.pk]) if refunds else "",
        )
        for row in rows
    }


def goes_back(row: Receipt) -> bool:
    """Whether money of a row waits to be given back: above its bill, without one, or of a fee that was settled."""
    if row.problem or row.duplicate_of_id is not None or row.status == "listed":
        return False
    return row.to_return_fen > 0 or (row.bill is not None and is_to_be_refunded(row.bill))


def _return_words(entry: Return) -> str:
    verb = "冲正退还" if entry.reverses_id is not None else "退还"
    return f"{chinese_date(entry.returned_on)}{verb}{grouped(abs(entry.amount_fen))}元，流水号{entry.reference}"


def bill_numbered(text: str) -> Any:
    """The bill that somebody names by its whole number, however it is spaced; None where there is none."""
    named = [each for each in written_in(text) if each.is_whole]
    year, sequence = named[0].key if len(named) == 1 else (0, 0)
    return bills().filter(year=year, sequence=sequence).first()


def is_spent(reference: str) -> bool:
    """Whether something was given back under this reference of a payment out; what was reversed was not."""
    entries = Return.objects.filter(reverses__isnull=True, reversal__isnull=True)
    return entries.filter(reference=plain_reference(reference)).exists()


def to_return() -> QuerySet[Receipt]:
    """Rows whose surplus was not given back yet, the oldest first."""
    return receipts().filter(status="posted", surplus_fen__gt=F("returned_fen")).order_by("booked_on", "pk")


def returns() -> QuerySet[Return]:
    """Every entry of what was given back."""
    return Return.objects.all()


def returns_of(row: Receipt) -> QuerySet[Return]:
    """What was given back of a row, and what of it was reversed, oldest first."""
    return Return.objects.filter(receipt=row).select_related("by", "reversal").order_by("pk")


def _owed_named(named: set[tuple[int, int]]) -> list[Owed]:
    years, sequences = {year for year, _ in named}, {sequence for _, sequence in named}
    rows = bills().filter(year__in=years, sequence__in=sequences) if named else []
    return [_owed(bill) for bill in rows if (bill.year, bill.sequence) in named]


def _owed_open(amounts: set[int]) -> list[Owed]:
    return [_owed(bill) for bill in bills().filter(status="issued", owed_fen__in=amounts)] if amounts else []


def _owed(bill: Any) -> Owed:
    """A bill with what is still due of it; of one that is closed what was due."""
    is_open = bill.status == "issued"
    due_fen, paid_fen = (bill.owed_fen, bill.paid_fen) if is_open else (bill.total_fen, 0)
    return Owed(bill.pk, bill.year, bill.sequence, bill.number, bill.payer_name, due_fen, is_open, paid_fen)
