"""From a draft decision to a signed one: proof-reading by another person, signatures of all who sit (校对、签署)."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.queries import ON_THE_BENCH, seats_of
from tianping.kernel import audit, moves
from tianping.kernel.refusals import Refused
from tianping.papers.documents.models import Paper, Signature
from tianping.papers.documents.paragraphs import wording_of
from tianping.papers.documents.permissions import (
    check_are_formal,
    check_can_proofread,
    check_can_send_back,
    check_can_sign,
)


@transaction.atomic
def proofread_many(papers: Sequence[Paper], *, by: User, at: datetime.datetime) -> None:
    """Confirm that drafts were read against the record (校对), by somebody who wrote none of them; all or none."""
    check_are_formal(papers)
    check_can_proofread(by, papers)
    ids = [paper.pk for paper in papers]
    moves.move_many(Paper, ids, "proofread", by=by, at=at, proofread_at=at, proofread_by=by)


def proofread(paper: Paper, *, by: User, at: datetime.datetime) -> None:
    """Proof-read one draft."""
    proofread_many([paper], by=by, at=at)
    paper.refresh_from_db()


@transaction.atomic
def sign_many(papers: Sequence[Paper], *, by: User, at: datetime.datetime) -> None:
    """Sign the present wording of papers (签署), all or none; with the last signature of the bench one is signed."""
    check_are_formal(papers)
    check_can_sign(by, papers)
    ids = [paper.pk for paper in papers]
    locked = list(Paper.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for paper in locked:
        moves.require_state(
            paper, "proofread", sentence=f"{paper.number}的文书尚未校对或者已经签署完毕，请刷新页面后查看。"
        )
    signed = signed_wordings(locked)
    fresh = [paper for paper in locked if (paper.pk, by.pk, wording_of(paper.body)) not in signed]
    Signature.objects.bulk_create(
        [Signature(paper=paper, signed_by=by, signed_at=at, wording=wording_of(paper.body)) for paper in fresh]
    )
    audit.record_many([audit.Fact("paper.signature", f"paper:{paper.pk}") for paper in fresh], by=by, at=at)
    unsigned = {paper.pk for paper, _seat in unsigned_seats(locked)}
    whole = [pk for pk in ids if pk not in unsigned]
    if whole:
        moves.move_many(Paper, whole, "sign", by=by, at=at)


def sign(paper: Paper, *, by: User, at: datetime.datetime) -> None:
    """Sign one paper."""
    sign_many([paper], by=by, at=at)
    paper.refresh_from_db()


@transaction.atomic
def send_back(paper: Paper, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Give a paper back to whoever wrote it (退回修改); what is changed must be proof-read and signed again."""
    check_are_formal([paper])
    if not reason.strip():
        raise Refused("请写明退回修改的原因。")
    check_can_send_back(by, paper)
    moves.move(paper, "send_back", by=by, at=at, reason=reason.strip(), proofread_at=None, proofread_by=None)


def signed_wordings(papers: Iterable[Paper]) -> set[tuple[int, int, str]]:
    """Who signed which wording of which paper."""
    ids = [paper.pk for paper in papers]
    return set(Signature.objects.filter(paper__in=ids).values_list("paper_id", "signed_by_id", "wording"))


def unsigned_seats(papers: Sequence[Paper]) -> list[tuple[Paper, str]]:
    """Who sits now and has not signed the present wording of which paper, by name."""
    seats = seats_of({paper.case_id for paper in papers})
    signed = signed_wordings(papers)
    return [
        (paper, seat.user.full_name)
        for paper in papers
        for seat in seats[paper.case_id]
        if seat.role in ON_THE_BENCH and (paper.pk, seat.user_id, wording_of(paper.body)) not in signed
    ]
