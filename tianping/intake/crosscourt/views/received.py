"""Pleadings from other courts (收到): the list, one of them, taking a file in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.intake.crosscourt import actions, queries
from tianping.intake.crosscourt.forms import ParcelForm
from tianping.intake.crosscourt.models import Incoming
from tianping.intake.crosscourt.permissions import TAKE
from tianping.intake.crosscourt.tables import IN_TABLE, incoming_mark
from tianping.intake.crosscourt.views.common import shown_parcels
from tianping.intake.crosscourt.views.sent import tabs
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done


@require_http_methods(["GET"])
def received_list(request: HttpRequest) -> HttpResponseBase:
    """跨域立案：收到."""
    context = {"tabs": tabs("received"), "may_take": TAKE.allows(held_posts(request.user))}
    return IN_TABLE.respond(request, queries.incoming(), "crosscourt/list.html", context)


@require_http_methods(["GET"])
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """One pleading that another court sent: from whom, when it was first handed in, the files, its filing."""
    row = queries.incoming_of(pk)
    if row is None:
        raise Http404
    audit.record_look("crosscourt.view", f"incoming:{pk}", by=signed_in(request), at=clock.now())
    context = {
        "row": row,
        "mark": incoming_mark(row),
        "days": queries.days_of(row, on=clock.today()),
        "parcels": shown_parcels(row),
    }
    return render(request, "crosscourt/received.html", context)


@require_http_methods(["GET", "POST"])
@once
def take(request: HttpRequest) -> HttpResponse:
    """接收立案包、回执: checked as a whole; what is wrong is said in one sentence."""
    form = ParcelForm(request.POST or None, request.FILES or None)
    taken: list[Any] = []

    def verb() -> None:
        content = form.cleaned_data["parcel"].read()
        taken.append(actions.take(content, by=signed_in(request), at=clock.now()))

    if request.method == "POST" and done(form, verb, beside="parcel"):
        return _onwards(request, taken[0])
    return render(request, "crosscourt/take.html", {"form": form}, status=422 if request.method == "POST" else 200)


def _onwards(request: HttpRequest, taken: actions.Taken) -> HttpResponse:
    is_package = isinstance(taken.record, Incoming)
    if taken.again:
        messages.info(request, "这个文件以前已经收到过，没有重复登记。")
    elif is_package:
        messages.success(request, "立案包核对无误，已进入立案审查；“已收到”的回执已经生成，请发给协作法院。")
    else:
        messages.success(request, "回执核对无误，办理情况已经更新，并已告知起诉人。")
    return redirect("crosscourt_received" if is_package else "crosscourt_sent", taken.record.pk)
