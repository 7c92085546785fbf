"""Acceptance slips (立案受理单): one, or those of a whole batch to be printed in one go."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tianping.accounts.queries import this_court
from tianping.cases import queries
from tianping.cases.models import Case
from tianping.cases.permissions import at_window, visible_cases
from tianping.cases.queries import MOST_SLIPS, numbered, slips
from tianping.cases.views.common import case_or_404, litigant_or_404, person
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused


def slip(request: HttpRequest, case_id: int) -> HttpResponse:
    """The acceptance slip of one case, with its look-up code."""
    case = case_or_404(request, case_id)
    return _paper(request, visible_cases(person(request)).filter(pk=case.pk), back=reverse("case", args=[case.pk]))


def many(request: HttpRequest) -> HttpResponse:
    """The slips of many cases: ticked ones (POST ``ids``), or from one number to another (``type``, ``year``, …)."""
    rows = visible_cases(person(request))
    wanted = rows.filter(pk__in=_ticked(request)) if request.method == "POST" else _from_to(request, rows)
    if wanted.count() > MOST_SLIPS:
        raise Refused(f"一次最多打印{MOST_SLIPS}份受理单，请分几次打印。")
    return _paper(request, wanted, back=reverse("case_list"))


def code_sheet(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """查询码告知单: the look-up code of one litigant, to be handed to them."""
    case, litigant = case_or_404(request, case_id), litigant_or_404(request, case_id, litigant_id)
    audit.record_look("case.slip", f"case:{case.pk}", by=person(request), at=clock.now(), litigant=litigant.pk)
    context = {
        "sheet": queries.code_sheet(case, litigant),
        "court": this_court(),
        "printed_on": clock.today(),
        "progress_address": request.build_absolute_uri(reverse("progress")),
        "back": _back(request, case.pk, litigant.pk),
    }
    return render(request, "cases/code_sheet.html", context)


def _back(request: HttpRequest, case_id: int, litigant_id: int) -> str:
    """The page of the case; while this person stands at the window, their page of it."""
    there = queries.case_at_window(at_window(request, at=clock.now()), case_id, litigant_id)
    return reverse("window_case", args=[case_id, litigant_id]) if there else reverse("case", args=[case_id])


def _ticked(request: HttpRequest) -> list[int]:
    ids = [int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19]
    if not ids:
        raise Refused("请先勾选要打印受理单的案件。")
    return ids


def _from_to(request: HttpRequest, rows: QuerySet[Case]) -> QuerySet[Case]:
    type_code = request.GET.get("type", "民初")
    asked = [request.GET.get(key, "") for key in ("year", "first", "last")]
    if not all(text.isdecimal() and len(text) < 10 for text in asked):
        raise Refused("请指明要打印哪一年、从第几号到第几号的受理单。")
    return numbered(rows, type_code, *map(int, asked))


def _paper(request: HttpRequest, rows: QuerySet[Case], back: str) -> HttpResponse:
    printed = slips(rows)
    if not printed:
        raise Refused("没有可以打印受理单的案件，请核对案号范围；裁定不予受理的没有受理单。")
    by, now = person(request), clock.now()
    audit.record_many([audit.Fact("case.slip", f"case:{each.case.pk}") for each in printed], by=by, at=now)
    context = {
        "slips": printed,
        "court": this_court(),
        "back": back,
        "printed_on": clock.china_day(now),
        "progress_address": request.build_absolute_uri(reverse("progress")),
    }
    return render(request, "cases/slip.html", context)
