"""Staff pages of bank statements (银行流水): take one in, confirm what paid which bill, set the rest aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.kernel import audit, clock
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.kernel.web.posting import post_only
from tianping.law.money import grouped
from tianping.law.wording import chinese_date
from tianping.money.fees.queries import bills, due_of, gone_on, payments_under
from tianping.money.statements import actions, queries
from tianping.money.statements.forms import (
    AsideForm,
    AssignForm,
    ReturnForm,
    ReverseForm,
    ReversePostForm,
    StatementForm,
)
from tianping.money.statements.models import Receipt
from tianping.money.statements.permissions import HANDLE_STATEMENTS

GET, BOTH = (require_http_methods([*methods]) for methods in (["GET"], ["GET", "POST"]))
SHOWN = 500
TITLES = {
    "certain": "编号、金额、付款人都一致",
    "look": "需要核对",
    "unknown": "没有对应的交费通知",
    "problem": "不能确认的记录",
}


def _address_of_row(pk: int) -> str:
    return reverse("receipt", args=[pk])


def _address_of_return(pk: int) -> str:
    return _address_of_row(get_object_or_404(queries.returns(), pk=pk).receipt_id)


@BOTH
@once
def statements(request: HttpRequest) -> HttpResponse:
    """银行流水: those taken in, and a new one."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        known = queries.statement_of(content)
        try:
            made = actions.import_statement(content, upload.name, by=signed_in(request), at=clock.now())
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            if known is not None:
                messages.info(request, f"这份流水已于{chinese_date(china_day(known.imported_at))}导入，没有重复登记。")
            else:
                messages.success(request, f"流水共{made.row_count}行，都已列出，请逐笔确认。")
            return redirect("statement", made.pk)
    may_handle = HANDLE_STATEMENTS.allows(held_posts(request.user))
    context = {
        "rows": queries.statements()[:SHOWN],
        "form": form,
        "may_handle": may_handle,
        "empty": "从网上银行导出流水文件后，在本页“导入”处选择。" if may_handle else "由出纳导入，导入以后在这里查看。",
        "waiting": queries.waiting().count(),
    }
    return render(request, "statements/list.html", context, status=422 if form.errors else 200)


@GET
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement: each row with its proposals, and what has been done with it."""
    found = get_object_or_404(queries.statements(), pk=pk)
    _look(request, f"statement:{pk}")
    return _page(
        request, {"statement": found, "rows": queries.receipts().filter(statement=found).order_by("row_number")}
    )


@GET
def waiting(request: HttpRequest) -> HttpResponse:
    """待处理到账: what waits in all statements, the oldest first."""
    _look(request, "statements")
    return _page(request, {"rows": queries.waiting(), "surpluses": queries.to_return()[:SHOWN]})


@post_only(lambda: reverse("receipts_waiting"))
@once
def post(request: HttpRequest) -> HttpResponse:
    """确认到账: every ticked row with the bill beside it."""
    chosen = {}
    for ticked in request.POST.getlist("ticked"):
        receipt, _, bill = ticked.partition(":")
        if receipt.isdigit() and bill.isdigit():
            chosen[int(receipt)] = int(bill)
    back = request.POST.get("statement", "")
    refusal = tried(lambda: actions.post_many(chosen, by=signed_in(request), at=clock.now()))
    if refusal is not None:
        context = {"rows": queries.waiting(), "refusal": refusal, "ticked": set(request.POST.getlist("ticked"))}
        if back.isdigit():
            context["statement"] = get_object_or_404(queries.statements(), pk=int(back))
            context["rows"] = queries.receipts().filter(statement=context["statement"]).order_by("row_number")
        return _page(request, context)
    messages.success(request, f"已确认{len(chosen)}笔到账，所涉案件的交费期限停止计算。")
    return redirect("statement", int(back)) if back.isdigit() else redirect("receipts_waiting")


@BOTH
@once
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """One row in full, and setting it aside or taking it up again."""
    found = get_object_or_404(queries.receipts(), pk=pk)
    if request.method != "POST":
        _look(request, f"receipt:{pk}")
        return _receipt_page(request, found)
    user = signed_in(request)
    if found.status == "set_aside":
        refusal = tried(lambda: actions.take_up(found, by=user, at=clock.now()))
        if refusal is not None:
            return _receipt_page(request, found, refusal=refusal)
        messages.success(request, "已恢复为待处理，请重新认领，或者登记不作交费处理。")
        return redirect("receipt", pk)
    form = AsideForm(request.POST)
    if done(form, lambda: actions.set_aside(found, form.cleaned_data["reason"], by=user, at=clock.now())):
        messages.success(request, "已登记不作交费处理。")
        return redirect("receipt", pk)
    return _receipt_page(request, found, aside=form)


@post_only(_address_of_row)
@once
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """认领，多交、部分交纳: the row paid this bill and more, or a part of it."""
    found = get_object_or_404(queries.receipts(), pk=pk)
    wanted = request.POST.get("bill", "")
    bill = get_object_or_404(bills(), pk=int(wanted) if wanted.isdigit() else 0)
    verb = actions.claim_part if request.POST.get("part") else actions.claim_above
    refusal = tried(lambda: verb(found, bill, by=signed_in(request), at=clock.now()))
    if refusal is not None:
        return _receipt_page(request, found, refusal=refusal)
    messages.success(request, _claimed(pk, bill.pk))
    return redirect("receipt", pk)


@post_only(_address_of_row)
@once
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """指定通知: the row paid a bill that nothing on it names, as the cashier found out."""
    found, form = get_object_or_404(queries.receipts(), pk=pk), AssignForm(request.POST, prefix="assign")

    def record() -> None:
        bill, because = form.cleaned_data["number"], form.cleaned_data["because"]
        actions.assign(found, bill, because, by=signed_in(request), at=clock.now())

    if done(form, record):
        messages.success(request, _claimed(pk, form.cleaned_data["number"].pk))
        return redirect("receipt", pk)
    return _receipt_page(request, found, assigning=form)


@post_only(_address_of_row)
@once
def reverse_post(request: HttpRequest, pk: int) -> HttpResponse:
    """冲正认领: the row was confirmed for the wrong bill."""
    found, form = get_object_or_404(queries.receipts(), pk=pk), ReversePostForm(request.POST, prefix="post")
    number = found.bill.number if found.bill is not None else ""

    def reverse_it() -> None:
        actions.reverse_post(found, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    if done(form, reverse_it, beside="reason"):
        messages.success(request, f"已冲正，{number}恢复待交纳并用短信告知交费人；这笔到账恢复为待处理，请重新认领。")
        return redirect("receipt", pk)
    return _receipt_page(request, found, unposting=form)


def _claimed(pk: int, bill_id: int) -> str:
    """What the cashier is told of a row that was just claimed."""
    row, bill = queries.receipts().get(pk=pk), bills().get(pk=bill_id)
    if bill.status == "issued":
        return f"{bill.number}已登记部分交纳，尚欠{grouped(due_of(bill))}元，已用短信告知交费人。"
    return f"{bill.number}已登记交纳{'；多交的款项汇出以后，在本页登记退还' if row.surplus_fen else ''}。"


@post_only(_address_of_row)
@once
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """登记退还: what was paid too much, or without anything to pay."""
    found, form = get_object_or_404(queries.receipts(), pk=pk), ReturnForm(request.POST)

    def record() -> None:
        actions.give_back(found, actions.ReturnDraft(**form.cleaned_data), by=signed_in(request), at=clock.now())

    if done(form, record):
        messages.success(request, f"已登记退还{grouped(form.cleaned_data['amount_fen'])}元。")
        return redirect("receipt", pk)
    return _receipt_page(request, found, returning=form)


@post_only(_address_of_row)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """The payer's account in full, for whoever gives the money back; the record of the look is written first."""
    found = get_object_or_404(queries.receipts(), pk=pk)
    if not queries.goes_back(found):
        raise Forbidden("这笔到账没有待退还的款项，账号不显示完整。")
    audit.record("personal_data.reveal", f"receipt:{pk}", by=signed_in(request), at=clock.now(), what="account")
    is_part = request.headers.get("HX-Request") == "true"
    template = "statements/account_part.html" if is_part else "statements/account.html"
    return render(request, template, {"found": found})


@post_only(_address_of_return)
@once
def reverse_return(request: HttpRequest, pk: int) -> HttpResponse:
    """冲正: what was recorded in error as given back."""
    entry = get_object_or_404(queries.returns(), pk=pk)
    form, found = ReverseForm(request.POST, prefix=f"reverse-{pk}"), queries.receipts().get(pk=entry.receipt_id)

    def reverse_it() -> None:
        actions.reverse_return(entry, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    if done(form, reverse_it):
        messages.success(request, f"已冲正{grouped(entry.amount_fen)}元的退还登记。")
        return redirect("receipt", entry.receipt_id)
    return _receipt_page(request, found, reversing={pk: form})


def _receipt_page(
    request: HttpRequest,
    found: Receipt,
    *,
    aside: AsideForm | None = None,
    returning: ReturnForm | None = None,
    reversing: dict[int, ReverseForm] | None = None,
    assigning: AssignForm | None = None,
    unposting: ReversePostForm | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    """One row with all that may be done with it."""
    (shown,) = queries.proposed([found], clock.today())
    first = {"amount_fen": grouped(found.to_return_fen).replace(",", ""), "returned_on": clock.today()}
    context = {
        "row": shown,
        "form": aside or AsideForm(),
        "returns": [
            (each, (reversing or {}).get(each.pk) or ReverseForm(prefix=f"reverse-{each.pk}"))
            for each in queries.returns_of(found)
        ],
        "returning": returning or ReturnForm(initial=first),
        "payments": payments_under([found.counted_as]),
        "assigning": assigning or AssignForm(prefix="assign"),
        "unposting": unposting or ReversePostForm(prefix="post"),
        "gone_on": gone_on(found.bill) if found.bill is not None else [],
        "refusal": refusal,
        "may_handle": HANDLE_STATEMENTS.allows(held_posts(request.user)),
    }
    bad = (
        refusal is not None
        or any(form is not None and form.errors for form in (aside, returning, assigning, unposting))
        or reversing
    )
    return render(request, "statements/receipt.html", context, status=422 if bad else 200)


def _page(request: HttpRequest, context: dict) -> HttpResponse:
    rows = list(context["rows"][:SHOWN])
    listed = queries.proposed([row for row in rows if row.status == "listed"], clock.today())
    refusal, may_handle = context.get("refusal"), HANDLE_STATEMENTS.allows(held_posts(request.user))
    shown = {
        "groups": [
            {"name": name, "title": title, "rows": [each for each in listed if each.group == name]}
            for name, title in TITLES.items()
        ],
        "done": [row for row in rows if row.status != "listed"],
        # Without anything to tick there is nothing to confirm.
        "may_handle": may_handle,
        "may_tick": may_handle and any(each.can_be_posted for each in listed),
        "is_full": len(rows) == SHOWN,
    }
    return render(request, "statements/statement.html", context | shown, status=refusal.status if refusal else 200)


def _look(request: HttpRequest, subject: str) -> None:
    audit.record_look("statement.view", subject, by=signed_in(request), at=clock.now())
