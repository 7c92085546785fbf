"""Issuing papers (制发): dated, frozen as PDF, sealed; from then on nothing of them changes."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import Court, User
from tianping.accounts.queries import this_court
from tianping.kernel import files, moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import formal_date
from tianping.papers.documents.events import PapersIssued
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import FORMAL, Paper
from tianping.papers.documents.paragraphs import dated, from_json, to_json
from tianping.papers.documents.permissions import check_can_draw_up
from tianping.papers.documents.rendering.pdf import MEDIA_TYPE, pdf_of, source_of


@transaction.atomic
def issue_many(papers: Sequence[Paper], *, by: User, at: datetime.datetime) -> None:
    """Issue papers (制发文书): notices as drafted, decisions once signed; all or none.

    Papers that were issued before are passed over, so that the step may be repeated.
    """
    locked = _locked(papers)
    open_ones = [paper for paper in locked if paper.status != "issued"]
    if not open_ones:
        return
    cases = {paper.case_id: paper.case for paper in open_ones}
    kinds: dict[int, set[str]] = {}
    for paper in open_ones:
        kinds.setdefault(paper.case_id, set()).add(paper.kind)
        _check_ready(paper)
    # Issuing what was signed is the clerk's work; who may draw up notices may issue them.
    check_can_draw_up(by, cases, kinds)
    _freeze(open_ones, this_court(), at=at)
    for verb, of_it in (("issue", True), ("issue_notice", False)):
        ids = [paper.pk for paper in open_ones if (paper.kind in FORMAL) is of_it]
        if ids:
            moves.move_many(Paper, ids, verb, by=by, at=at, issued_at=at, issued_by=by)
    outbox.publish(PapersIssued(paper_ids=[paper.pk for paper in open_ones]), at=at)


def issue(paper: Paper, *, by: User, at: datetime.datetime) -> None:
    """Issue one paper."""
    issue_many([paper], by=by, at=at)
    paper.refresh_from_db()


def source_of_paper(paper: Paper, court: Court) -> str:
    """What the layout is given for a paper as it stands."""
    kind = KINDS[paper.kind]
    return source_of(
        from_json(paper.body),
        title=f"{paper.number} {kind.title}",
        court=court.name,
        seal=court.name,
        # A draft bears no seal; only a demonstration court has the demonstration seal.
        sealed=kind.sealed and court.is_demonstration and paper.status in ("signed", "issued"),
        demonstration=court.is_demonstration,
    )


def _locked(papers: Sequence[Paper]) -> list[Paper]:
    rows = Paper.objects.select_for_update(of=("self",)).select_related("case").order_by("pk")
    return list(rows.filter(pk__in=[paper.pk for paper in papers]))


def _check_ready(paper: Paper) -> None:
    title = KINDS[paper.kind].named(paper.variant)
    if paper.kind in FORMAL and paper.status != "signed":
        raise Refused(f"{paper.number}{title}还没有由全体审判人员签署，不能制发。")
    if paper.status == "discarded":
        raise Refused(f"{paper.number}{title}已经作废，不能制发，请重新拟制。")


def _freeze(papers: Sequence[Paper], court: Court, *, at: datetime.datetime) -> None:
    day = formal_date(china_day(at))
    contents = []
    for paper in papers:
        paper.body = to_json(dated(from_json(paper.body), day))
        kind = KINDS[paper.kind]
        source = source_of(
            from_json(paper.body),
            title=f"{paper.number} {kind.title}",
            court=court.name,
            seal=court.name,
            sealed=kind.sealed and court.is_demonstration,
            demonstration=court.is_demonstration,
        )
        contents.append(pdf_of(source, at=at))
    for paper, file in zip(papers, files.keep_many(contents, MEDIA_TYPE), strict=True):
        paper.pdf = file
    Paper.objects.bulk_update(papers, ["body", "pdf"])
