"""The design pages: every component with every state, on invented facts, to see a change everywhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tianping.kernel.web import design_examples as examples

ERROR_PAGES = frozenset({400, 403, 404, 409, 429, 500})


def staff_components(request: HttpRequest) -> HttpResponse:
    """All components in the staff shell."""
    return render(request, "kernel/design/staff.html", examples.staff())


def long_table(request: HttpRequest) -> HttpResponse:
    """The table over ten thousand rows."""
    return render(request, "kernel/design/table.html", {"table": examples.long_table(request.GET)})


def public_components(request: HttpRequest) -> HttpResponse:
    """All components in the litigant shell."""
    return render(request, "kernel/design/public.html", examples.public())


def photos(request: HttpRequest) -> HttpResponse:
    """Photos taken in, turned and cropped."""
    return render(request, "kernel/design/photos.html", examples.photos())


def paper(request: HttpRequest) -> HttpResponse:
    """A paper as it prints."""
    return render(request, "kernel/design/paper.html", {"rows": examples.PAPER_ROWS, "claim_fen": examples.CLAIM_FEN})


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """One of the error pages, with its own status."""
    if status not in ERROR_PAGES:
        raise Http404
    return render(request, f"{status}.html", status=status)
