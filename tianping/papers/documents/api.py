"""The JSON API of papers: what was drawn up and issued in the cases that the caller sees, and the files."""

import base64
import datetime
import functools
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from tianping.accounts.permissions import check_request, signed_in
from tianping.kernel import audit, clock
from tianping.kernel.web.api import REFUSALS, Guard, Id, Page, Paging, page_of
from tianping.papers.documents import bundles, queries
from tianping.papers.documents.models import Paper
from tianping.papers.documents.permissions import VIEW_PAPERS
from tianping.papers.documents.rendering.pdf import MEDIA_TYPE

router = Router(tags=["papers"])
may = functools.partial(Guard, check=check_request)

KindCode = Annotated[str, Field(max_length=30, pattern=r"^[a-z_]+$", description="The code of a kind (文书种类).")]


class PaperRow(Schema):
    """A paper of a case (文书)."""

    id: int
    case_id: int
    kind: str
    variant: str
    title: str
    number: str
    addressee_id: int | None
    status: str
    drawn_at: datetime.datetime
    issued_at: datetime.datetime | None
    sha256: str


class PaperLine(Schema):
    """One paragraph with its role; ``label`` is the left cell of a row or the office of somebody named."""

    role: str
    text: str
    label: str


class PaperOut(PaperRow):
    """A paper with what stands on it."""

    body: list[PaperLine]


class PaperFile(Schema):
    """A frozen PDF in base64, with its hashes."""

    name: str
    media_type: str
    sha256: str
    sm3: str
    content: str


class PaperFilters(Paging):
    """Which papers."""

    case_id: Id | None = None
    kind: KindCode | None = None
    status: Literal["draft", "proofread", "signed", "issued", "discarded"] | None = None
    sort: Literal["id", "-id"] = "-id"


@router.get("/papers", response={200: Page[PaperRow], **REFUSALS}, auth=may(VIEW_PAPERS), summary="Papers")
def list_papers(request: HttpRequest, filters: Query[PaperFilters]) -> dict[str, Any]:
    """The papers of the cases that the caller may see, newest first."""
    rows = queries.visible_papers(signed_in(request))
    for name in ("case_id", "kind", "status"):
        value = getattr(filters, name)
        rows = rows.filter(**{name: value}) if value is not None else rows
    return page_of(rows.order_by("-pk" if filters.sort == "-id" else "pk"), filters, _row)


@router.get("/papers/{paper_id}", response={200: PaperOut, **REFUSALS}, auth=may(VIEW_PAPERS), summary="One paper")
def one_paper(request: HttpRequest, paper_id: Id) -> dict[str, Any]:
    """The paper with its text. The look is recorded."""
    found = _paper(request, paper_id)
    audit.record_look("paper.view", f"paper:{found.pk}", by=signed_in(request), at=clock.now(), by_api=True)
    body = [{"role": each.role, "text": each.text, "label": each.label} for each in queries.body_of(found)]
    return {**_row(found), "body": body}


@router.get(
    "/papers/{paper_id}/pdf", response={200: PaperFile, **REFUSALS}, auth=may(VIEW_PAPERS), summary="Its frozen PDF"
)
def paper_file(request: HttpRequest, paper_id: Id) -> dict[str, Any]:
    """The PDF of an issued paper; 404 for one that was not issued. The download is recorded."""
    found = _paper(request, paper_id)
    if found.pdf is None:
        raise Http404("该文书还没有制发。")
    audit.record("paper.download", f"paper:{found.pk}", by=signed_in(request), at=clock.now(), what="pdf", by_api=True)
    return {
        "name": bundles.file_name(found),
        "media_type": MEDIA_TYPE,
        "sha256": found.pdf.sha256,
        "sm3": found.pdf.sm3,
        "content": base64.b64encode(bundles.content_of(found)).decode(),
    }


def _paper(request: HttpRequest, paper_id: int) -> Paper:
    user = signed_in(request)
    found = queries.paper_visible_to(user, paper_id)
    if found is None:
        audit.record("access.refused", f"paper:{paper_id}", by=user, at=clock.now())
        raise Http404("没有该文书，或者您的岗位不能查看。")
    return found


def _row(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "case_id": paper.case_id,
        "kind": paper.kind,
        "variant": paper.variant,
        "title": queries.KINDS[paper.kind].named(paper.variant),
        "number": paper.number,
        "addressee_id": paper.addressee_id,
        "status": paper.status,
        "drawn_at": paper.drawn_at,
        "issued_at": paper.issued_at,
        "sha256": paper.pdf.sha256 if paper.pdf is not None else "",
    }
