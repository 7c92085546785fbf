"""Staff pages of court fees (诉讼费): bills, one bill, its paper, recording a payment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.accounts.queries import this_court
from tianping.kernel import audit, clock, files
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import done
from tianping.law.answers import Answer
from tianping.law.fee_relief import GROUNDS
from tianping.money.fees import actions, queries
from tianping.money.fees.forms import DecideReliefForm, PaymentForm, RefundForm
from tianping.money.fees.models import Relief
from tianping.money.fees.permissions import DECIDE_RELIEF, PRESIDENTS, RECEIVE_PAYMENT
from tianping.money.fees.states import RELIEF
from tianping.money.fees.tables import (
    BILL_TABLE,
    ITEM_TABLE,
    REFUND_TABLE,
    RELIEF_KINDS_OF_STATUS,
    RELIEF_TABLE,
    plaintiffs,
)


@require_http_methods(["GET"])
def bill_list(request: HttpRequest) -> HttpResponseBase:
    """诉讼费: every bill with its total."""
    return BILL_TABLE.respond(request, queries.bills(), "fees/bill_list.html")


@require_http_methods(["GET"])
def bill(request: HttpRequest, pk: int) -> HttpResponse:
    """One bill: who pays, how much, for which cases."""
    return _bill_page(request, pk, PaymentForm())


@require_http_methods(["GET"])
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """交纳诉讼费用通知书: the paper, with the arithmetic of every item."""
    found = get_object_or_404(queries.bills(), pk=pk)
    return render(request, "fees/notice.html", queries.notice_of(found) | {"court": this_court()})


@require_http_methods(["POST"])
@once
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    """登记交费."""
    found = get_object_or_404(queries.bills(), pk=pk)
    form = PaymentForm(request.POST)
    if form.is_valid():
        try:
            actions.receive_payment(
                found,
                reference=form.cleaned_data["reference"],
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error("reference", str(refusal))
        else:
            messages.success(request, f"{found.number}已登记交纳，所涉案件的交费期限停止计算。")
            return redirect("bill", pk)
    return _bill_page(request, pk, form, status=422)


@require_http_methods(["GET"])
def refund_list(request: HttpRequest) -> HttpResponseBase:
    """待退费: what must be given back of endings that bind."""
    return REFUND_TABLE.respond(request, queries.to_refund(), "fees/refund_list.html")


@require_http_methods(["GET", "POST"])
@once
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """登记退费."""
    found = get_object_or_404(queries.reckonings(), pk=pk)
    form = RefundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            actions.refund(found, reference=reference, by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error("reference", str(refusal))
        else:
            messages.success(request, f"{found.case.number}的退费已登记。")
            return redirect("refund_list")
    context = {
        "reckoning": found,
        "payee": plaintiffs(found),
        "answer": Answer(None, tuple(found.steps), tuple(found.because), found.certainty, tuple(found.notes)),
        "form": form,
        "may_refund": found.status == "settled" and found.refund_fen > 0 and found.case.effective_on is not None,
    }
    return render(request, "fees/refund.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def relief_list(request: HttpRequest) -> HttpResponseBase:
    """司法救助: who asks not to pay, to pay less or later, and what was decided."""
    return RELIEF_TABLE.respond(request, queries.reliefs(), "fees/relief_list.html")


@require_http_methods(["GET"])
def relief(request: HttpRequest, pk: int) -> HttpResponse:
    """One application, with what proves it and the decision."""
    found = get_object_or_404(queries.reliefs(), pk=pk)
    return _relief_page(request, found, DecideReliefForm(kind=found.kind))


@require_http_methods(["GET"])
def relief_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What proves the hardship. That it was taken is on record."""
    found = get_object_or_404(queries.reliefs().filter(paper__isnull=False).select_related("paper"), pk=pk)
    audit.record("fee_relief.paper", f"fee_relief:{pk}", by=signed_in(request), at=clock.now())
    ending = "pdf" if found.paper.media_type == "application/pdf" else "jpg"
    return attachment(files.read(found.paper), f"经济困难证明.{ending}", found.paper.media_type)


@require_http_methods(["POST"])
@once
def decide_relief(request: HttpRequest, pk: int) -> HttpResponse:
    """准予、不予准许."""
    found = get_object_or_404(queries.reliefs(), pk=pk)
    form = DecideReliefForm(request.POST, kind=found.kind)
    if done(form, lambda: actions.decide_relief(found, form.decided, by=signed_in(request), at=clock.now())):
        messages.success(request, f"已决定{RELIEF.label(found.status)}，并用短信告知{found.litigant.name}。")
        return redirect("relief", pk)
    return _relief_page(request, found, form, status=422)


def _relief_page(request: HttpRequest, found: Relief, form: DecideReliefForm, *, status: int = 200) -> HttpResponse:
    held = held_posts(signed_in(request))
    context = {
        "relief": found,
        "label": RELIEF.label(found.status),
        "kind": RELIEF_KINDS_OF_STATUS[found.status],
        "ground": GROUNDS[found.ground],
        "case": queries.case_of(found),
        "form": form,
        "may_decide": found.status == "asked" and DECIDE_RELIEF.allows(held),
        "needs_president": found.kind != "defer" and not held & PRESIDENTS,
        "decided": queries.decision_words(found) if found.status == "granted" else "",
    }
    return render(request, "fees/relief.html", context, status=status)


def _bill_page(request: HttpRequest, pk: int, form: PaymentForm, *, status: int = 200) -> HttpResponse:
    found = get_object_or_404(queries.bills().select_related("issued_by", "paid_by"), pk=pk)
    user, items = signed_in(request), queries.items_of(found)
    # Of a notice for several cases, the printed one says which need not be paid first.
    first = list(items[:2])
    context = {
        "bill": found,
        "not_prepaid": queries.words_of(first[0].case) if len(first) == 1 else "",
        "table": ITEM_TABLE.page(request.GET, items),
        "full_fen": queries.full_fee_fen(found),
        "form": form,
        "surplus": queries.surplus_of(found),
        "may_receive": found.status == "issued" and RECEIVE_PAYMENT.allows(held_posts(user)),
    }
    return render(request, "fees/bill.html", context, status=status)
