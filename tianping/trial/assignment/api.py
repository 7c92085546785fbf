"""The JSON API of the draws: what is public of them, for whoever verifies by a program."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from tianping.accounts.permissions import PUBLIC
from tianping.kernel.web.api import REFUSALS, Anybody, Id, Page, Paging, page_of
from tianping.trial.assignment import queries
from tianping.trial.assignment.models import Draw

router = Router(tags=["draws"])


class DrawRow(Schema):
    """One draw in the list."""

    id: int
    number: str
    pool: str
    status: str
    case_count: int
    commitment: str
    committed_at: datetime.datetime
    roster_sha256: str
    drawn_at: datetime.datetime | None


@router.get("/draws", response={200: Page[DrawRow], **REFUSALS}, auth=Anybody(PUBLIC), summary="随机分案")
def list_draws(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Every draw from its commitment on, newest first; the void ones too. Public."""
    return page_of(queries.published_draws(), paging, _row)


@router.get("/draws/{draw_id}", response={200: dict[str, Any], **REFUSALS}, auth=Anybody(PUBLIC), summary="抽签文件")
def one_draw(request: HttpRequest, draw_id: Id) -> dict[str, Any]:
    """The file of a draw as `tianping verify-draw` reads it. Public; no litigant is named."""
    found = queries.published_draws().filter(pk=draw_id).first()
    if found is None:
        raise Http404
    return queries.document(found)


def _row(row: Any) -> dict[str, Any]:
    draw: Draw = row
    return {
        "id": draw.pk,
        "number": draw.number,
        "pool": draw.pool.name,
        "status": draw.status,
        "case_count": row.case_count,
        "commitment": draw.commitment,
        "committed_at": draw.committed_at,
        "roster_sha256": draw.roster_sha256,
        "drawn_at": draw.drawn_at,
    }
