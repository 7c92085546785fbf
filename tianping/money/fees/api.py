"""The JSON API of court fees: bills and their payment."""

import datetime
import functools
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from tianping.accounts.permissions import check_request, signed_in
from tianping.kernel import clock
from tianping.kernel.web.api import REFUSALS, Fen, Guard, Id, Page, Paging, page_of, repeatable
from tianping.money.fees import actions, queries
from tianping.money.fees.permissions import LIST_BILLS, RECEIVE_PAYMENT

router = Router(tags=["bills"])
may = functools.partial(Guard, check=check_request)


class BillRow(Schema):
    """A notice to pay court fees (诉讼费交纳通知)."""

    id: int
    number: str
    payer_name: str
    issued_on: datetime.date
    status: str
    total_fen: int
    paid_fen: int
    case_count: int
    paid_on: datetime.date | None
    payment_reference: str


class BillItem(Schema):
    """One fee of one case, with its arithmetic and articles."""

    case_id: int
    case_number: str
    scale: str
    claim_fen: int | None
    full_fee_fen: int
    amount_fen: int
    steps: list[str]
    because: list[str]


class BillPage(BillRow):
    """A notice with its items."""

    items: list[BillItem]


class BillFilters(Paging):
    """Which notices."""

    status: Literal["issued", "paid", "waived"] | None = None
    q: Annotated[str, Field(max_length=100)] = ""
    sort: Literal["number", "-number", "issued_on", "-issued_on"] = "-number"


class Payment(Schema):
    """That a notice was paid: the bank's reference or the number of the receipt; the sum where it is a part."""

    reference: Annotated[str, Field(min_length=1, max_length=60)]
    amount_fen: Fen | None = None


@router.get("/bills", response={200: Page[BillRow], **REFUSALS}, auth=may(LIST_BILLS), summary="Notices to pay fees")
def list_bills(request: HttpRequest, filters: Query[BillFilters]) -> dict[str, Any]:
    """Newest first unless sorted otherwise; ``q`` is a notice's number, a payer's name or a case number."""
    rows = queries.bills()
    if filters.q.strip():
        rows = queries.search(rows, filters.q.strip())
    if filters.status is not None:
        rows = rows.filter(status=filters.status)
    return page_of(rows.order_by(filters.sort, "pk"), filters, _row)


@router.get("/bills/{bill_id}", response={200: BillPage, **REFUSALS}, auth=may(LIST_BILLS), summary="One notice")
def one_bill(request: HttpRequest, bill_id: Id) -> dict[str, Any]:
    """The notice with every item's arithmetic and articles."""
    return _page(bill_id)


@router.post(
    "/bills/{bill_id}/pay", response={200: BillPage, **REFUSALS}, auth=may(RECEIVE_PAYMENT), summary="登记交费"
)
@repeatable
def pay(request: HttpRequest, bill_id: Id, payment: Payment) -> tuple[int, Any]:
    """Record that the notice was paid; once it is paid in full, the fee clocks of its cases stop."""
    bill = get_object_or_404(queries.bills(), pk=bill_id)
    actions.receive_payment(bill, **payment.dict(), by=signed_in(request), at=clock.now())
    return 200, _page(bill_id)


def _row(bill: Any) -> dict[str, Any]:
    return {
        "id": bill.pk,
        "number": bill.number,
        "payer_name": bill.payer_name,
        "issued_on": bill.issued_on,
        "status": bill.status,
        "total_fen": bill.total_fen,
        "paid_fen": bill.paid_fen,
        "case_count": bill.case_count,
        "paid_on": bill.paid_on,
        "payment_reference": bill.payment_reference,
    }


def _page(bill_id: int) -> dict[str, Any]:
    bill = get_object_or_404(queries.bills(), pk=bill_id)
    items = [
        {
            "case_id": item.case_id,
            "case_number": item.case.number,
            "scale": item.scale,
            "claim_fen": item.claim_fen,
            "full_fee_fen": item.full_fee_fen,
            "amount_fen": item.amount_fen,
            "steps": item.steps,
            "because": item.because,
        }
        for item in queries.items_of(bill)
    ]
    return {**_row(bill), "items": items}
