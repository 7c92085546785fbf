"""A circuit day (巡回审判日): every case of the person in a row, many agreements recorded at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.law.answers import Refusal
from tianping.law.settlements import Terms
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import DayForm, TermsForm
from tianping.trial.hearings.models import Settlement
from tianping.trial.hearings.views.common import tried

# What the standard terms of a circuit day always hold, and what stands once above the rows for those that are empty.
STANDARD = {"way": Settlement.Way.PAPER, "falls_due": "on", "waives_rest": "on"}
FOR_ALL = ("count", "first_on")


@require_http_methods(["GET", "POST"])
@once
def day(request: HttpRequest) -> HttpResponse:
    """成批记录: open the records of the chosen cases; those on standard terms are closed as mediated at once."""
    user = signed_in(request)
    rows = queries.cases_to_hear(user, clock.today())
    form = DayForm(request.POST or None, initial={"place": _common_place(rows)})
    if request.method == "POST" and form.is_valid():
        chosen = [row for row in rows if f"chosen-{row.case.pk}" in request.POST]
        refused = tried(lambda: _hear(request, form, chosen))
        if refused is None:
            messages.success(request, f"已记录{len(chosen)}件案件的庭审。")
            return redirect("hearing_day")
        form.add_error(None, str(refused))
    terms = [(row, _row_form(request, row), f"mediated-{row.case.pk}" in request.POST) for row in rows]
    context = {"rows": rows, "form": form, "terms": terms}
    return render(request, "hearings/day.html", context, status=422 if form.errors else 200)


def _common_place(rows: Sequence[queries.ToHear]) -> str:
    """Where all hearings that are due were planned; empty where they were planned for several places."""
    places = {row.place for row in rows if row.is_due}
    return places.pop() if len(places) == 1 else ""


def _row_form(request: HttpRequest, row: queries.ToHear) -> TermsForm:
    prefix = f"row{row.case.pk}"
    if request.method == "POST" and f"chosen-{row.case.pk}" in request.POST:
        form = TermsForm(request.POST, prefix=prefix)
    else:
        form = TermsForm(prefix=prefix, initial={"amount": row.amount, "count": None})
    for field in form.fields.values():
        field.widget.attrs["aria-label"] = f"{row.case.number}{field.label}"
    return form


@transaction.atomic
def _hear(request: HttpRequest, form: DayForm, chosen: Sequence[queries.ToHear]) -> None:
    user, now = signed_in(request), clock.now()
    if not chosen:
        raise Refused("请勾选已经开庭的案件。")
    place = form.cleaned_data["place"]
    for row in chosen:
        if not (place or row.place):
            raise Refused(f"{row.case.number}没有排期，请填写开庭地点。")
    terms = {row.case.pk: _terms(request, row) for row in chosen if f"mediated-{row.case.pk}" in request.POST}
    records = actions.hold_many([actions.Held(row.case.pk, place) for row in chosen], by=user, at=now)
    agreed = [
        actions.Agreed(each.pk, terms[each.case_id], Settlement.Way.PAPER) for each in records if each.case_id in terms
    ]
    if agreed:
        actions.record_settlements_many(agreed, by=user, at=now)


def _terms(request: HttpRequest, row: queries.ToHear) -> Terms:
    number = row.case.number
    prefix = f"row{row.case.pk}"
    typed = {**request.POST.dict(), **{f"{prefix}-{name}": value for name, value in STANDARD.items()}}
    for name in FOR_ALL:
        typed[f"{prefix}-{name}"] = typed.get(f"{prefix}-{name}") or typed.get(name, "")
    form = TermsForm(typed, prefix=prefix)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused(f"{number}：{form.fields[field].label}——{errors[0]}")
    try:
        return form.terms()
    except Refusal as refusal:
        raise Refused(f"{number}：{refusal.sentence}") from None
