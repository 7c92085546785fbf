"""Pages of the draw: the list, one draw step by step."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.kernel import clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.forms import CommitForm, FixForm, VoidForm
from tianping.trial.assignment.models import Draw
from tianping.trial.assignment.permissions import DRAW_CASES, MANAGE_POOLS
from tianping.trial.assignment.tables import DRAW_TABLE, entry_table, status_html, waiting_table
from tianping.trial.assignment.views.common import not_there


@require_http_methods(["GET"])
def draw_list(request: HttpRequest) -> HttpResponseBase:
    """随机分案: every draw; whoever assigns cases begins one here."""
    return DRAW_TABLE.respond(request, queries.draw_rows(), "assignment/draws.html", _list_context(request))


@require_http_methods(["GET", "POST"])
@once
def commit(request: HttpRequest) -> HttpResponse:
    """公布承诺值 for a pool: from now on cases may enter."""
    if request.method == "GET":
        return redirect("draw_list")
    form = CommitForm(list(queries.open_pools()), request.POST)
    if form.is_valid():
        made: list[Draw] = []
        refused = tried(lambda: made.append(actions.commit(form.chosen, by=signed_in(request), at=clock.now())))
        if refused is None:
            messages.success(request, "承诺值已公布并写入审计链，现在可以勾选案件。")
            return redirect("draw", made[0].pk)
        form.add_error(None, str(refused))
    table = DRAW_TABLE.page(request.GET, queries.draw_rows())
    context = _list_context(request) | {"table": table, "form": form}
    return render(request, "assignment/draws.html", context, status=422)


@require_http_methods(["GET"])
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw as it stands: choosing cases, the fixed roster, or the result."""
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "POST"])
@once
def fix(request: HttpRequest, pk: int) -> HttpResponse:
    """固定名册 of the ticked cases, or of all that the list shows."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("draw", pk)
    form, ids = FixForm(request.POST, prefix="fix"), _ids(request, found)
    refused: Refused | None = None
    if form.is_valid():
        refused = tried(lambda: actions.fix(found, ids, by=signed_in(request), at=clock.now(), panel=form.bench))
        if refused is None:
            messages.success(request, f"名册已固定，共{len(ids)}件，摘要已公布。")
            return redirect("draw", pk)
    return _page(request, found, refused=refused, forms={"fix": form}, ticked=ids)


@require_http_methods(["GET", "POST"])
@once
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """揭示种子并抽取."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("draw", pk)
    refused = tried(lambda: actions.draw(found, by=signed_in(request), at=clock.now()))
    if refused is not None:
        return _page(request, found, refused=refused)
    messages.success(request, "抽取完成，承办法官已经确定，当事人可以在公开页面核验。")
    found.refresh_from_db()
    lacking = queries.judges_without_clerk(found, clock.today())
    if lacking:
        who = "、".join(lacking)
        messages.warning(request, f"{who}在团队中没有书记员，所分案件还没有确定书记员，请在团队中为其配备书记员。")
    return redirect("draw", pk)


@require_http_methods(["GET", "POST"])
@once
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """作废."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("draw", pk)
    form = VoidForm(request.POST, prefix="void")
    refused: Refused | None = None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refused = tried(lambda: actions.void(found, reason, by=signed_in(request), at=clock.now()))
        if refused is None:
            messages.success(request, "本次抽取已经作废，案件可以重新分案。")
            return redirect("draw", pk)
    return _page(request, found, refused=refused, forms={"void": form})


def _list_context(request: HttpRequest) -> dict[str, Any]:
    held, pools = held_posts(request.user), list(queries.open_pools())
    return {
        "waiting_count": queries.waiting().count(),
        "pools": pools,
        "form": CommitForm(pools),
        "may_draw": DRAW_CASES.allows(held),
        "may_manage": MANAGE_POOLS.allows(held),
    }


def _found(request: HttpRequest, pk: int) -> Draw:
    found = queries.draw_rows().filter(pk=pk).first()
    if found is None:
        not_there(request, f"draw:{pk}")
    return found


def _ids(request: HttpRequest, found: Draw) -> list[int]:
    """The ticked cases; with 全部, all that the list shows under its search and filters."""
    if "everything" in request.POST:
        shown = waiting_table(()).narrowed(request.GET, queries.waiting_for(found.pool))
        return list(shown.order_by().values_list("pk", flat=True))
    return [int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19]


def _page(
    request: HttpRequest,
    found: Draw,
    *,
    refused: Refused | None = None,
    forms: dict[str, Any] | None = None,
    ticked: Collection[int] = (),
) -> HttpResponse:
    held = held_posts(request.user)
    context: dict[str, Any] = {
        "draw": found,
        "status": status_html(found),
        "publications": queries.publications(found),
        "may_draw": DRAW_CASES.allows(held),
        "refused": refused,
        "fix": FixForm(prefix="fix"),
        "void": VoidForm(prefix="void"),
        **(forms or {}),
    }
    if found.status == "committed":
        boxes = None if request.GET.get("ticked") == "all" else ticked
        context["table"] = waiting_table(boxes).page(request.GET, queries.waiting_for(found.pool))
    elif found.roster:
        table = entry_table(found.roster)
        context |= {"table": table.page(request.GET, queries.entries_of(found)), "people": queries.shares(found)}
        context["without_clerk"] = queries.judges_without_clerk(found, clock.today())
    failed = refused.status if refused is not None else 422 if forms else 200
    return render(request, "assignment/draw.html", context, status=failed)
