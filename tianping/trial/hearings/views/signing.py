"""Signing a closed record: the pad, a scan, a refusal, corrections; then the record is complete."""

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock, files
from tianping.kernel.clock import china_day
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import CorrectForm, SignForm
from tianping.trial.hearings.models import Attendance, Record, Signature
from tianping.trial.hearings.permissions import check_can_keep, may_keep
from tianping.trial.hearings.tables import status_html
from tianping.trial.hearings.views.common import record_or_404, tried


@require_http_methods(["GET"])
def signing(request: HttpRequest, pk: int) -> HttpResponse:
    """The page on which people sign, one after another."""
    return _show(request, record_or_404(request, pk))


@require_http_methods(["GET", "POST"])
@once
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """签名、扫描件、拒绝签名."""
    found = record_or_404(request, pk)
    if request.method == "GET":
        return redirect("hearing_signing", pk)
    page = queries.record_page(found)
    check_can_keep(signed_in(request), [found.case])
    form = SignForm(request.POST, request.FILES, prefix="sign", people=page.unsigned)
    if form.is_valid():
        people = {each.pk: each for each in page.unsigned}
        person = people[form.cleaned_data["attendance"]]
        refused = tried(lambda: _sign(request, person, form.cleaned_data))
        if refused is None:
            messages.success(request, f"{person.name}的签名情况已记入。")
            return redirect("hearing_signing", pk)
        form.add_error(None, str(refused))
    return _show(request, found, {"sign": form})


def _sign(request: HttpRequest, person: Attendance, typed: dict[str, Any]) -> None:
    user, now = signed_in(request), clock.now()
    if typed["reason"].strip():
        actions.refuse_to_sign(person, typed["reason"], by=user, at=now)
    elif typed["scan"]:
        actions.sign(person, typed["scan"].read(), Signature.Way.PAPER, by=user, at=now)
    else:
        actions.sign(person, typed["picture"], Signature.Way.PAD, by=user, at=now)


@require_http_methods(["GET", "POST"])
@once
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """申请补正."""
    found = record_or_404(request, pk)
    if request.method == "GET":
        return redirect("hearing_signing", pk)
    page = queries.record_page(found)
    check_can_keep(signed_in(request), [found.case])
    form = CorrectForm(request.POST, prefix="correct", people=page.present, sections=page.sections)
    if form.is_valid():
        typed = form.cleaned_data
        people = {each.pk: each for each in page.present}
        sections = {each.pk: each for each in page.sections}
        refused = tried(
            lambda: actions.correct(
                people[typed["attendance"]],
                sections[typed["section"]],
                typed["text"],
                refused_because=typed["refused_because"],
                by=signed_in(request),
                at=clock.now(),
            )
        )
        if refused is None:
            messages.success(request, "补正申请已记入笔录。")
            return redirect("hearing_signing", pk)
        form.add_error(None, str(refused))
    return _show(request, found, {"correct": form})


@require_http_methods(["GET", "POST"])
@once
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """签名完毕."""
    found = record_or_404(request, pk)
    if request.method == "POST":
        actions.finish(found, by=signed_in(request), at=clock.now())
        messages.success(request, "笔录签名完毕，已随案保存。")
    return redirect("hearing_record", pk)


def _show(request: HttpRequest, record: Record, typed: dict[str, HouseForm] | None = None) -> HttpResponse:
    user = signed_in(request)
    page = queries.record_page(record)
    audit.record_look("hearing.view", f"hearing_record:{record.pk}", by=user, at=clock.now())
    forms = {
        "sign": SignForm(prefix="sign", people=page.unsigned),
        "correct": CorrectForm(prefix="correct", people=page.present, sections=page.sections),
        **(typed or {}),
    }
    context = {
        "page": page,
        "record": record,
        "case": record.case,
        "status": status_html(record),
        "signed": [(each, _shown(each)) for each in page.signatures],
        "article": cite(CIVIL_PROCEDURE, 150, china_day(record.opened_at)),
        "may_sign": may_keep(user, record.case) and record.status == "closed",
        "forms": forms,
    }
    return render(request, "hearings/signing.html", context, status=422 if typed else 200)


def _shown(signature: Signature) -> str:
    """The picture from the pad as the page shows it; empty for scans and refusals."""
    if signature.way != Signature.Way.PAD or signature.image is None:
        return ""
    content = base64.b64encode(files.read(signature.image)).decode()
    return f"data:{signature.image.media_type};base64,{content}"
