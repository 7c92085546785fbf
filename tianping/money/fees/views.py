"""Staff pages of court fees (诉讼费): bills, one bill, its paper, recording a payment."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts, signed_in
from tianping.accounts.queries import this_court
from tianping.cases.models import Case
from tianping.kernel import audit, clock, files, uploads
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import done
from tianping.kernel.web.posting import post_only
from tianping.law.fee_relief import GROUNDS, again_words
from tianping.law.money import grouped
from tianping.money.fees import actions, queries
from tianping.money.fees.forms import DecideReliefForm, EnterReliefForm, PaymentForm, RefundForm, ReverseForm
from tianping.money.fees.models import Bill, Payment, Relief
from tianping.money.fees.permissions import DECIDE_RELIEF, PRESIDENTS, RECEIVE_PAYMENT
from tianping.money.fees.states import RELIEF
from tianping.money.fees.tables import (
    BILL_KINDS,
    BILL_TABLE,
    ITEM_TABLE,
    REFUND_TABLE,
    RELIEF_KINDS_OF_STATUS,
    RELIEF_TABLE,
    bill_label,
    payee,
)


def _address_of_bill(pk: int) -> str:
    return reverse("bill", args=[pk])


def _address_of_payment(pk: int) -> str:
    return _address_of_bill(get_object_or_404(Payment, pk=pk).bill_id)


def _address_of_relief(pk: int) -> str:
    return reverse("relief", args=[pk])


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
    shown = {"court": this_court(), "until": queries.until_words(found, on=clock.today())}
    return render(request, "fees/notice.html", queries.notice_of(found) | shown)


@post_only(_address_of_bill)
@once
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    """登记交费: all that is due, or a part."""
    found, form = get_object_or_404(queries.bills(), pk=pk), PaymentForm(request.POST)

    def receive() -> None:
        actions.receive_payment(found, **form.cleaned_data, by=signed_in(request), at=clock.now())

    if done(form, receive, beside="reference"):
        left_fen = queries.due_of(found)
        said = "已登记交纳，所涉案件的交费期限停止计算"
        if left_fen:
            said = f"已登记部分交纳，尚欠{grouped(left_fen)}元，已用短信告知交费人"
        messages.success(request, f"{found.number}{said}。")
        return redirect("bill", pk)
    return _bill_page(request, pk, form, status=422)


@post_only(_address_of_payment)
@once
def reverse_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """冲正: what was recorded on this bill in error."""
    entry = get_object_or_404(Payment.objects.select_related("bill"), pk=pk)
    form = ReverseForm(request.POST, prefix=f"reverse-{pk}")

    def reverse_it() -> None:
        actions.reverse_payment(entry, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    if done(form, reverse_it, beside="reason"):
        messages.success(request, f"已冲正{grouped(entry.amount_fen)}元的交费登记，并用短信告知交费人。")
        return redirect("bill", entry.bill_id)
    return _bill_page(request, entry.bill_id, PaymentForm(), status=422, reversing={pk: form})


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
    ended = found.case.effective_on is not None
    context = {
        "reckoning": found,
        "payee": payee(found),
        "lines": queries.lines_behind(found, signed_in(request)) if found.status == "settled" else [],
        "form": form,
        "may_refund": found.status == "settled" and found.refund_fen > 0 and (ended or found.item_id is not None),
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
    return _relief_file(request, pk, "paper", "经济困难证明")


@require_http_methods(["GET"])
def relief_signed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The application that was signed by hand, where a clerk entered it. That it was taken is on record."""
    return _relief_file(request, pk, "signed", "司法救助申请书")


def _relief_file(request: HttpRequest, pk: int, which: str, name: str) -> HttpResponseBase:
    rows = queries.reliefs().filter(**{f"{which}__isnull": False}).select_related(which)
    found = getattr(get_object_or_404(rows, pk=pk), which)
    audit.record(f"fee_relief.{which}", f"fee_relief:{pk}", by=signed_in(request), at=clock.now())
    return attachment(files.read(found), f"{name}.{uploads.ENDINGS[found.media_type]}", found.media_type)


@require_http_methods(["GET", "POST"])
@once
def enter_relief(request: HttpRequest, pk: int) -> HttpResponse:
    """窗口代为录入: what somebody asks for on paper after their suit was accepted."""
    case = get_object_or_404(Case.objects.select_related("matter"), pk=pk)
    sues = [each for each in case.matter.litigants.all() if queries.may_ask_relief(case, each)]
    form = EnterReliefForm(request.POST or None, request.FILES or None, applicants=sues)

    def enter() -> None:
        made = actions.enter_relief(form.applicant, form.draft, form.signed, by=signed_in(request), at=clock.now())
        said = "决定以前不计算交费期限" if made.stays else "交费期限照常计算，已用短信告知申请人"
        messages.success(request, f"已录入{made.litigant.name}的申请，{said}。")

    if done(form, enter):
        return redirect("case", case.pk)
    again = again_words(queries.refused_grounds(case.matter_id))
    context = {"case": case, "form": form, "may_enter": bool(sues), "again": again}
    return render(request, "fees/enter_relief.html", context, status=422 if form.errors else 200)


@post_only(_address_of_relief)
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
        "waits": found.status == "asked",
        "may_decide": DECIDE_RELIEF.allows(held) and (found.kind == "defer" or bool(held & PRESIDENTS)),
        "decided": queries.decision_words(found) if found.status == "granted" else "",
    }
    return render(request, "fees/relief.html", context, status=status)


def _bill_page(
    request: HttpRequest,
    pk: int,
    form: PaymentForm,
    *,
    status: int = 200,
    reversing: Mapping[int, ReverseForm] | None = None,
) -> HttpResponse:
    found = get_object_or_404(queries.bills().select_related("issued_by", "paid_by"), pk=pk)
    user, items = signed_in(request), queries.items_of(found)
    # Of a notice for several cases, the printed one says which need not be paid first.
    first = list(items[:2])
    context = {
        "bill": found,
        "not_prepaid": queries.words_of(first[0].case) if len(first) == 1 else "",
        "table": ITEM_TABLE.page(request.GET, items),
        "full_fen": queries.full_fee_fen(found),
        "off": queries.off_words(first[0]),
        "settled": queries.settlement_of(first[0]) if len(first) == 1 else None,
        "form": form,
        "label": bill_label(found),
        "kind": BILL_KINDS[found.status],
        "payments": _payments(found, user, reversing or {}),
        "gone_on": queries.gone_on(found) if found.paid_fen else [],
        "may_reverse": RECEIVE_PAYMENT.allows(held_posts(user)),
        "may_receive": found.status == "issued" and RECEIVE_PAYMENT.allows(held_posts(user)),
    }
    return render(request, "fees/bill.html", context, status=status)


def _payments(found: Bill, user: User, reversing: Mapping[int, ReverseForm]) -> list[dict[str, Any]]:
    """What was paid of a bill, each with the row of the statement that it is and the form that takes it back."""
    rows = list(queries.payments_of(found))
    lines = queries.lines_of(found, user) if rows else {}
    return [
        {
            "entry": row,
            "is_reversal": row.reverses_id is not None,
            "is_reversed": hasattr(row, "reversal"),
            "line": lines.get(row.reference) if row.reverses_id is None and not hasattr(row, "reversal") else None,
            "form": reversing.get(row.pk) or ReverseForm(prefix=f"reverse-{row.pk}"),
        }
        for row in rows
    ]
