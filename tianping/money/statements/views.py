"""Staff pages of bank statements (银行流水): take one in, confirm what paid which bill, set the rest aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.kernel import audit, clock
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Refused, tried
from tianping.kernel.submissions import once
from tianping.law.wording import chinese_date
from tianping.money.statements import actions, queries
from tianping.money.statements.forms import AsideForm, StatementForm
from tianping.money.statements.permissions import HANDLE_STATEMENTS

GET, POST, BOTH = (require_http_methods([*methods]) for methods in (["GET"], ["POST"], ["GET", "POST"]))
SHOWN = 500
TITLES = {
    "certain": "编号、金额、付款人都一致",
    "look": "需要核对",
    "unknown": "没有对应的交费通知",
    "problem": "不能确认的记录",
}


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
    return _page(request, {"rows": queries.waiting()})


@POST
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
    form, user = AsideForm(request.POST or None), signed_in(request)
    if request.method == "POST":
        if found.status == "set_aside":
            actions.take_up(found, by=user, at=clock.now())
            return redirect("receipt", pk)
        if form.is_valid():
            actions.set_aside(found, form.cleaned_data["reason"], by=user, at=clock.now())
            messages.success(request, "已登记不作交费处理。")
            return redirect("receipt", pk)
    else:
        _look(request, f"receipt:{pk}")
    (shown,) = queries.proposed([found], clock.today())
    context = {"row": shown, "form": form, "may_handle": HANDLE_STATEMENTS.allows(held_posts(user))}
    return render(request, "statements/receipt.html", context, status=422 if form.errors else 200)


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
        "may_tick": may_handle and any(each.can_be_posted for each in listed),
        "is_full": len(rows) == SHOWN,
    }
    return render(request, "statements/statement.html", context | shown, status=refusal.status if refusal else 200)


def _look(request: HttpRequest, subject: str) -> None:
    audit.record_look("statement.view", subject, by=signed_in(request), at=clock.now())
