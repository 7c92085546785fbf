"""What the pages of papers share: the one 404, and downloads that are on record."""

from collections.abc import Iterable
from typing import NoReturn

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock
from tianping.kernel.web.downloads import attachment
from tianping.papers.documents import queries
from tianping.papers.documents.models import Paper, PrintRun


def paper_or_404(request: HttpRequest, pk: int) -> Paper:
    """The paper, or the one 404 for papers that are not there and papers that this person may not see."""
    user = signed_in(request)
    found = queries.paper_visible_to(user, pk)
    if found is None:
        audit.record("access.refused", f"paper:{pk}"[:120], by=user, at=clock.now())
        raise Http404("没有该文书，或者您的岗位不能查看。")
    return found


def download(
    request: HttpRequest, content: bytes, name: str, media_type: str, *, papers: Iterable[Paper], what: str
) -> HttpResponseBase:
    """A file under its Chinese name, never opened in the browser; every paper that leaves is on record."""
    facts = [audit.Fact("paper.download", f"paper:{paper.pk}", {"what": what}) for paper in papers]
    audit.record_many(facts, by=signed_in(request), at=clock.now())
    return attachment(content, name, media_type)


def run_or_404(request: HttpRequest, pk: int) -> PrintRun:
    """The person's own print run, or 404."""
    run = queries.runs_of(signed_in(request)).filter(pk=pk).first()
    if run is None:
        audit.record("access.refused", f"print_run:{pk}"[:120], by=signed_in(request), at=clock.now())
        raise Http404("没有这个批次，或者不是您办理的。")
    return run


def no_such_case(request: HttpRequest, case_id: int) -> NoReturn:
    """Write the refused look down and raise the 404 that unknown and invisible cases share."""
    audit.record("access.refused", f"case:{case_id}"[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该案件，或者您的岗位不能查看。")
