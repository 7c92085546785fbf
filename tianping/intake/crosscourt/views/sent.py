"""Pleadings for other courts (发出): the list, one of them, the clerk's check, sending."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.intake.crosscourt import actions, queries
from tianping.intake.crosscourt.forms import ChecksForm, NoticeForm, ReturnForm
from tianping.intake.crosscourt.models import Outgoing
from tianping.intake.crosscourt.permissions import SEND, TAKE
from tianping.intake.crosscourt.tables import OUT_TABLE, outgoing_mark
from tianping.intake.crosscourt.views.common import shown_parcels
from tianping.kernel import audit, clock, files
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Happening, Tab
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import HouseForm, done

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


def tabs(active: str) -> list[Tab]:
    """Sent and received."""
    return [
        Tab("发出", reverse("crosscourt_list"), active=active == "sent"),
        Tab("收到", reverse("crosscourt_received_list"), active=active == "received"),
    ]


@GET
def sent_list(request: HttpRequest) -> HttpResponseBase:
    """跨域立案：发出."""
    context = {"tabs": tabs("sent"), "may_take": TAKE.allows(held_posts(request.user))}
    return OUT_TABLE.respond(request, queries.outgoing(), "crosscourt/list.html", context)


@GET
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """One pleading for another court: what was handed in, the files, what may be done."""
    return _page(request, pk)


@GET
def piece(request: HttpRequest, pk: int, piece_id: int) -> HttpResponseBase:
    """One piece that goes to the other court."""
    found = queries.piece_of(pk, piece_id)
    if found is None:
        raise Http404
    audit.record_look("crosscourt.piece", f"crosscourt:{pk}", by=signed_in(request), at=clock.now(), piece=piece_id)
    return attachment(files.read(found.file), f"{found.name}.pdf", found.file.media_type)


@BOTH
@once
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """核对无误，发出."""
    if request.method == "GET":
        return redirect("crosscourt_sent", pk)
    form = ChecksForm(request.POST)

    def verb(row: Outgoing) -> None:
        given = form.cleaned_data
        checks = actions.Checks(given["identity"], given["papers"], given["legible"])
        actions.send(row, checks, by=signed_in(request), at=clock.now())

    return _do(request, pk, "checks", form, verb, "立案包已经生成，请下载后发给受诉法院，或者从发件文件夹取走。")


@BOTH
@once
def ask_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """告知起诉人补正: shown once more as it will be told, then told."""
    if request.method == "GET":
        return redirect("crosscourt_sent", pk)
    form = NoticeForm(request.POST, on=clock.today())

    def verb(row: Outgoing) -> None:
        typed = form.cleaned_data
        actions.ask_correction(row, typed["notice"], until=typed["until"], by=signed_in(request), at=clock.now())

    if form.is_valid() and "confirmed" not in request.POST:
        row = _found(pk)
        if "edit" in request.POST:
            return _page(request, pk, asked=form)
        typed = form.cleaned_data
        words = actions.to_correct(row, [typed["notice"]], typed["until"], on=clock.today())
        words = words.replace("{receipt}", row.receipt_number)
        return render(request, "crosscourt/ask_correction.html", {"row": row, "form": form, "message": words})
    return _do(request, pk, "asked", form, verb, "已告知起诉人补正。")


@BOTH
@once
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """退回材料."""
    if request.method == "GET":
        return redirect("crosscourt_sent", pk)
    form = ReturnForm(request.POST)

    def verb(row: Outgoing) -> None:
        actions.give_back(row, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    return _do(request, pk, "returned", form, verb, "材料已退回，原因已告知起诉人。")


def _do(
    request: HttpRequest, pk: int, name: str, form: HouseForm, verb: Callable[[Outgoing], None], told: str
) -> HttpResponse:  # fmt: skip
    row = _found(pk)
    if done(form, lambda: verb(row)):
        messages.success(request, told)
        return redirect("crosscourt_sent", pk)
    return _page(request, pk, status=422, **{name: form})


def _found(pk: int) -> Outgoing:
    row = queries.outgoing_of(pk)
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, pk: int, *, status: int = 200, **forms: HouseForm) -> HttpResponse:
    row = _found(pk)
    audit.record_look("crosscourt.view", f"crosscourt:{pk}", by=signed_in(request), at=clock.now())
    entries = [
        Happening(step.at, Outgoing.machine.label(step.target), step.by.full_name if step.by else "", step.reason)
        for step in queries.steps_of(row)
    ]
    pieces = queries.pieces_of(row)
    context = {
        "row": row,
        "mark": outgoing_mark(row),
        "pieces": pieces,
        "pages": sum(each.pages for each in pieces),
        "litigants": row.content["litigants"],
        "agents": row.content["agents"],
        "pleading": row.content["pleading"],
        "parcels": shown_parcels(row),
        "entries": entries,
        "may_send": SEND.allows(held_posts(request.user)),
        "checks": forms.get("checks") or ChecksForm(),
        "asked": forms.get("asked") or NoticeForm(on=clock.today()),
        "returned": forms.get("returned") or ReturnForm(),
    }
    return render(request, "crosscourt/sent.html", context, status=status)
