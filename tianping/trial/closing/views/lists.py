"""Lists of closing: the cases that can be closed, with the bulk verb; endings and from when they bind."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.kernel import clock
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.submissions import once
from tianping.trial.closing import actions, queries
from tianping.trial.closing.permissions import CLOSE_CASE
from tianping.trial.closing.tables import ending_table, ready_table


@require_http_methods(["GET"])
def ready_list(request: HttpRequest) -> HttpResponse:
    """待结案: the person's cases that something ends."""
    return _ready(request, None if request.GET.get("ticked") == "all" else ())


@require_http_methods(["GET", "POST"])
@once
def close_ticked(request: HttpRequest) -> HttpResponse:
    """结案 of all ticked cases, all or none."""
    if request.method == "GET":
        # The links of a refused page: order, pages, all ticked.
        return redirect(f"{reverse('closing_ready')}?{request.GET.urlencode()}")
    user = signed_in(request)
    ticked = {int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19}
    # What is no longer in the list, or never was, is not closed.
    chosen = list(queries.ready_for(user).filter(pk__in=ticked).values_list("pk", flat=True))
    try:
        closed = actions.close_many(chosen, by=user, at=clock.now())
    except Forbidden:
        raise
    except Refused as refusal:
        return _ready(request, ticked, refused=refusal)
    binding = sum(ending.status == "binding" for ending in closed)
    messages.success(request, f"已结案{len(closed)}件，其中{binding}件已经生效。")
    return redirect("closing_ready")


@require_http_methods(["GET"])
def ending_list(request: HttpRequest) -> HttpResponseBase:
    """结案和生效: endings of the cases that the person may see."""
    user = signed_in(request)
    context = {"may_bind": CLOSE_CASE.allows(held_posts(user))}
    return ending_table().respond(request, queries.visible_endings(user), "closing/endings.html", context)


@require_http_methods(["GET", "POST"])
@once
def bind(request: HttpRequest) -> HttpResponse:
    """核定生效: reckon all endings of the person's cases now, without waiting for the worker's hour."""
    if request.method == "GET":
        return redirect("closing_endings")
    user = signed_in(request)
    waiting = queries.visible_endings(user).filter(status="awaiting").order_by("pk")
    pks = list(waiting.values_list("pk", flat=True)[: actions.MOST_AT_ONCE])
    bound = actions.bind_many(pks, by=user, at=clock.now())
    messages.success(request, f"已核对{len(pks)}件，{bound}件生效。")
    return redirect("closing_endings")


def _ready(request: HttpRequest, ticked: Collection[int] | None, *, refused: Refused | None = None) -> HttpResponse:
    rows = queries.ready_for(signed_in(request))
    unpaid = queries.unpaid_among(list(rows.order_by().values_list("pk", flat=True)))
    context = {"table": ready_table(ticked, unpaid).page(request.GET, rows), "refused": refused}
    return render(request, "closing/ready.html", context, status=refused.status if refused is not None else 200)
