"""Lengthening trial limits (审限): days that do not count, requests to extend, and the decision on them."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from tianping.cases import actions
from tianping.cases.forms import DecisionForm, ExclusionForm, ExtensionForm
from tianping.cases.grounds import GROUNDS
from tianping.cases.models import Clock, ClockExtension
from tianping.cases.permissions import MONTHS_BY_PRESIDENT, check_can_lengthen
from tianping.cases.queries import extension_requests, light_of, limit_as_lengthened
from tianping.cases.states import EXTENSION
from tianping.cases.views.common import clock_or_404, done, person, refuse_look
from tianping.kernel import clock as present
from tianping.kernel.submissions import once
from tianping.kernel.templatetags.tianping import cndate
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law import periods

REQUEST_PERIOD = "EXT-REQ-15"
DECIDED_BEFORE = datetime.timedelta(days=5)
DECISION_RULE = "《最高人民法院关于严格规范民商事案件延长审限和延期开庭问题的规定》第一条"


@once
def exclude(request: HttpRequest, clock_id: int) -> HttpResponse:
    """Exclude days from a trial limit (扣除审限)."""
    clock = clock_or_404(request, clock_id)
    check_can_lengthen(person(request), clock)
    form = ExclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _exclude(request, clock, form.cleaned_data)):
        return redirect("case", case_id=clock.case_id)
    return _page(request, "cases/exclude.html", clock, form)


def _exclude(request: HttpRequest, clock: Clock, typed: dict[str, Any]) -> None:
    now, ground = present.now(), GROUNDS[typed["ground"]]
    actions.exclude_days(
        clock,
        first_day=typed["first_day"],
        next_day=typed["next_day"],
        why=ground.words,
        because=f"{ground.cited(present.china_day(now))}；{typed['papers']}"[:200],
        by=person(request),
        at=now,
    )


@once
def extend(request: HttpRequest, clock_id: int) -> HttpResponse:
    """Ask the president to extend a trial limit (申请延长审限)."""
    clock = clock_or_404(request, clock_id)
    check_can_lengthen(person(request), clock)
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _extend(request, clock, form.cleaned_data)):
        return redirect("case", case_id=clock.case_id)
    return _page(request, "cases/extend.html", clock, form)


def _extend(request: HttpRequest, clock: Clock, typed: dict[str, Any]) -> None:
    actions.request_extension(clock, **typed, by=person(request), at=present.now())


def _page(request: HttpRequest, template: str, clock: Clock, form: Any) -> HttpResponse:
    today = present.today()
    context = {
        "clock": clock,
        "light": light_of(clock, today),
        "form": form,
        "months": MONTHS_BY_PRESIDENT[clock.period_id],
        "late": late_request(clock, today),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def late_request(clock: Clock, on: datetime.date) -> str:
    """A sentence where an extension is asked for later than fifteen days before the end; empty in time."""
    last = periods.due(REQUEST_PERIOD, clock.nominal_due, on=on).value.nominal
    if on <= last:
        return ""
    return f"延长审限应当在期限届满十五日前（最迟{cndate(last)}）提出，现已超过；仍可申请，请说明迟延的原因。"


def extensions(request: HttpRequest) -> HttpResponseBase:
    """Every request to extend a trial limit, for those who decide."""
    return REQUESTS.respond(request, extension_requests(person(request)), "cases/extensions.html")


@once
def decide(request: HttpRequest, extension_id: int) -> HttpResponse:
    """Decide on a request to extend (审批延长审限); never one's own."""
    extension = extension_requests(person(request)).filter(pk=extension_id).first()
    if extension is None:
        refuse_look(request, f"clock_extension:{extension_id}")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _decide(request, extension, form)):
        return redirect("extension_list")
    return _decision_page(request, extension, form)


def _decide(request: HttpRequest, extension: ClockExtension, form: DecisionForm) -> None:
    approve, reason = form.cleaned_data["decision"] == "approve", form.cleaned_data["reason"]
    actions.decide_extension(extension, approve=approve, reason=reason, by=person(request), at=present.now())


def _decision_page(request: HttpRequest, extension: ClockExtension, form: DecisionForm) -> HttpResponse:
    today, clock = present.today(), extension.clock
    granted = limit_as_lengthened(clock, on=today, and_also=extension)
    context = {
        "extension": extension,
        "clock": clock,
        "light": light_of(clock, today),
        "granted": granted,
        "form": form,
        "decide_until": clock.nominal_due - DECIDED_BEFORE,
        "late": late_request(clock, present.china_day(extension.requested_at)),
        "own": extension.requested_by_id == person(request).pk,
        "rule": DECISION_RULE,
    }
    return render(request, "cases/decide.html", context, status=422 if form.errors else 200)


def _case_number(row: ClockExtension) -> str:
    return row.clock.case.number if row.clock.case is not None else "尚未编立案号"


REQUESTS = Table(
    caption="延长审限申请",
    columns=(
        Column("number", "案件", value=_case_number, link=True, nowrap=True),
        Column("clock.title", "期限", nowrap=True),
        Column("clock.nominal_due", "现届满日", sort=("clock__nominal_due",), nowrap=True),
        Column("length", "申请延长", value=lambda row: row.words, nowrap=True),
        Column("requested_by.full_name", "申请人", nowrap=True),
        Column("requested_at", "申请时间", sort=("requested_at",), nowrap=True),
        Column("status", "状态", sort=("status",), value=lambda row: EXTENSION.label(row.status), nowrap=True),
        Column("decided_by", "审批人", value=lambda row: row.decided_by.full_name if row.decided_by else None),
    ),
    default_sort="-status",
    filters=(Filter("status", "状态", choices=tuple(EXTENSION.labels.items())),),
    row_url=lambda row: reverse("extension_decide", args=[row.pk]),
    empty_title="没有延长审限的申请",
    empty_text="承办人在案件页面提出的申请会出现在这里。",
    exportable=False,
)
