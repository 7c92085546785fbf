"""Issuing papers (制发): dated, frozen as PDF, sealed; from then on nothing of them changes."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import BigIntegerField, Case, Value, When

from tianping.accounts.models import Court, User
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.kernel import files, moves, outbox
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Refused
from tianping.papers.documents.actions.approving import unsigned_seats
from tianping.papers.documents.actions.drawing import PaperRequest, drawn, locked
from tianping.papers.documents.benches import outdated
from tianping.papers.documents.events import PapersIssued
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import FORMAL, Paper
from tianping.papers.documents.paragraphs import Body
from tianping.papers.documents.permissions import check_can_draw_up
from tianping.papers.documents.queries import body_of
from tianping.papers.documents.rendering.certificates import demonstration_seal
from tianping.papers.documents.rendering.pdf import MEDIA_TYPE, is_drawable, pdf_of, picture_of, source_of
from tianping.papers.documents.rendering.publication import masked_body
from tianping.papers.documents.rendering.signing import Sealer


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
    _check_bench(open_ones)
    _check_signed([paper for paper in open_ones if paper.kind in FORMAL])
    # Issuing what was signed is the clerk's work; who may draw up notices may issue them.
    check_can_draw_up(by, cases, kinds)
    _freeze(open_ones, by=by, at=at)


def _freeze(open_ones: Sequence[Paper], *, by: User, at: datetime.datetime) -> None:
    frozen = _frozen_files(open_ones, this_court(), at=at)
    for verb, of_it in (("issue", True), ("issue_notice", False)):
        ids = [paper.pk for paper in open_ones if (paper.kind in FORMAL) is of_it]
        if ids:
            pdf = Case(*(When(pk=pk, then=Value(frozen[pk])) for pk in ids), output_field=BigIntegerField())
            moves.move_many(Paper, ids, verb, by=by, at=at, issued_at=at, issued_by=by, pdf_id=pdf)
    _note(open_ones, by=by, at=at)
    outbox.publish(PapersIssued(paper_ids=[paper.pk for paper in open_ones]), at=at)


@transaction.atomic
def keep_agreement(request: PaperRequest, *, by: User, at: datetime.datetime) -> Paper:
    """Keep an agreement that litigants signed before mediators with the papers of its case (调解协议入卷).

    It is theirs and no decision of the court: whoever took the last signature has been checked, and nobody else is.
    """
    (made,) = drawn([request], locked({request.case_id}), by=by, at=at)
    _freeze(_locked([made]), by=by, at=at)
    made.refresh_from_db()
    return made


def issue(paper: Paper, *, by: User, at: datetime.datetime) -> None:
    """Issue one paper."""
    issue_many([paper], by=by, at=at)
    paper.refresh_from_db()


def source_of_paper(
    paper: Paper, court: Court, *, final: bool = False, pictures: Mapping[str, bytes] | None = None
) -> str:
    """What the layout is given for a paper as it stands; a draft bears no seal.

    ``pictures``: the signatures of many papers, read at once; without them its own are read.
    """
    kind, body = KINDS[paper.kind], body_of(paper)
    return source_of(
        body,
        title=f"{paper.number} {kind.title}",
        court=court.name,
        seal=court.name,
        sealed=kind.sealed and court.is_demonstration and final,
        demonstration=court.is_demonstration,
        pictures=_signatures_on([body]) if pictures is None else pictures,
    )


def _signatures_on(bodies: Iterable[Body]) -> dict[str, bytes]:
    """The pictures that signatures of papers name, by their SHA-256; what cannot be drawn is named in words alone."""
    named = {digest for body in bodies for each in body if (digest := picture_of(each))}
    rows = StoredFile.objects.filter(sha256__in=named, media_type="image/png") if named else ()
    read = {each.sha256: files.read(each) for each in rows}
    return {digest: content for digest, content in read.items() if is_drawable(content)}


def publication_source(paper: Paper, court: Court, litigants: Sequence[Litigant]) -> str:
    """What the layout is given for the publication copy: names masked, no seal."""
    return source_of(
        masked_body(body_of(paper), litigants),
        title=f"{paper.number} {KINDS[paper.kind].title}",
        court=court.name,
        seal=court.name,
        sealed=False,
        demonstration=court.is_demonstration,
    )


def _note(papers: Sequence[Paper], *, by: User, at: datetime.datetime) -> None:
    """One line a case for those who work on it; litigants hear of a paper when it is served."""
    made: dict[tuple[int, int], dict[str, int]] = {}
    for paper in papers:
        counts = made.setdefault((paper.case.matter_id, paper.case_id), {})
        title = KINDS[paper.kind].named(paper.variant)
        counts[title] = counts.get(title, 0) + 1
    lines = [
        (matter_id, case_id, f"制发{'、'.join(f'{title}{count}份' for title, count in counts.items())}。"[:300])
        for (matter_id, case_id), counts in made.items()
    ]
    case_actions.note_many(lines, by=by, at=at, for_litigants=False)


def _locked(papers: Sequence[Paper]) -> list[Paper]:
    rows = Paper.objects.select_for_update(of=("self",)).select_related("case").order_by("pk")
    return list(rows.filter(pk__in=[paper.pk for paper in papers]))


def _check_ready(paper: Paper) -> None:
    title = KINDS[paper.kind].named(paper.variant)
    if paper.kind in FORMAL and paper.status != "signed":
        raise Refused(f"{paper.number}{title}还没有由全体审判人员签署，不能制发。")
    if paper.status == "discarded":
        raise Refused(f"{paper.number}{title}已经作废，不能制发，请重新拟制。")


def _check_signed(papers: Sequence[Paper]) -> None:
    """Refuse a decision that somebody who sits now has not signed: the bench may have changed since."""
    for paper, name in unsigned_seats(papers):
        raise Refused(
            f"{paper.number}{KINDS[paper.kind].title}没有{name}的签署，审判人员可能已经更换；请退回后重新校对、签署。"
        )


def _check_bench(papers: Sequence[Paper]) -> None:
    """Refuse a notice of who sits that names a bench of before."""
    of_before = outdated(papers)
    for paper in papers:
        if paper.pk in of_before:
            title = KINDS[paper.kind].title
            raise Refused(f"{paper.number}审判人员已经更换，{title}写的是更换以前的人员；请重新拟制后再制发。")


def _frozen_files(papers: Sequence[Paper], court: Court, *, at: datetime.datetime) -> dict[int, int]:
    """Paper id → the kept PDF. The day of issue stands on what is frozen; the rows get it with their move."""
    for paper in papers:
        paper.issued_at = at
    seals = court.is_demonstration and any(paper.kind in FORMAL for paper in papers)
    sealer = Sealer(demonstration_seal(court.name)) if seals else None
    pictures = _signatures_on(body_of(paper) for paper in papers)
    kept = files.keep_many((_frozen(paper, court, sealer, pictures, at=at) for paper in papers), MEDIA_TYPE)
    return {paper.pk: file.pk for paper, file in zip(papers, kept, strict=True)}


def _frozen(
    paper: Paper, court: Court, sealer: Sealer | None, pictures: Mapping[str, bytes], *, at: datetime.datetime
) -> bytes:
    """The PDF for good; a decision bears the court's electronic signature, where the court is a demonstration.

    A real court seals with the seal that its own authority issued, outside this house.
    """
    pdf = pdf_of(source_of_paper(paper, court, final=True, pictures=pictures), at=at)
    if paper.kind not in FORMAL or sealer is None:
        return pdf
    return sealer.sealed(pdf, reason=f"{paper.number}{KINDS[paper.kind].title}（演示）", place=court.name)
