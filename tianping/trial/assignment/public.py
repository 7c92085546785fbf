"""Public pages of the draws: what was committed to, which roster was fixed, what was drawn. No litigant is named."""

from pathlib import Path

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tianping.trial.assignment import lots, queries, verifier
from tianping.trial.assignment.models import Draw

DRAWS_A_PAGE = 20
VERIFIER_NAME = "verify_draw.py"


@require_http_methods(["GET"])
def draws(request: HttpRequest) -> HttpResponse:
    """随机分案公开: every draw from its commitment on, the void ones too."""
    page = Paginator(queries.published_draws(), DRAWS_A_PAGE).get_page(request.GET.get("page"))
    shown = [(row, Draw.machine.label(row.status)) for row in page]
    return render(request, "assignment/public_draws.html", {"page": page, "rows": shown})


@require_http_methods(["GET"])
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw with everything that is needed to verify it."""
    found = _found(pk)
    names = {each.id: each.name for each in queries.shares(found)}
    results = [
        (result["case"], "、".join(names[each] for group in lots.GROUPS for each in result[group]))
        for result in found.results or ()
    ]
    context = {
        "draw": found,
        "status": Draw.machine.label(found.status),
        "publications": queries.publications(found),
        "people": queries.shares(found),
        "results": results,
        "tickets_each": lots.TICKETS_EACH,
        "verifier_name": VERIFIER_NAME,
        "file_name": _file_name(found),
    }
    return render(request, "assignment/public_draw.html", context)


@require_http_methods(["GET"])
def draw_file(_request: HttpRequest, pk: int) -> HttpResponse:
    """抽签文件: what the verifier reads."""
    found = _found(pk)
    answer = HttpResponse(lots.canonical(queries.document(found)), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(found)}"'
    return answer


@require_http_methods(["GET"])
def verifier_file(_request: HttpRequest) -> HttpResponseBase:
    """核验程序: one file that needs Python alone."""
    return FileResponse(
        Path(verifier.__file__).open("rb"), as_attachment=True, filename=VERIFIER_NAME, content_type="text/x-python"
    )


def _found(pk: int) -> Draw:
    found = queries.published_draws().filter(pk=pk).first()
    if found is None:
        raise Http404("没有该次抽取。")
    return found


def _file_name(draw: Draw) -> str:
    return f"draw-{draw.year}-{draw.sequence}.json"
