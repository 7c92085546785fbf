"""Reads of papers: of a case, for a litigant, and what waits for whom."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.permissions import visible_cases
from tianping.cases.queries import ON_THE_BENCH
from tianping.kernel import files
from tianping.kernel.clock import china_day
from tianping.law.wording import formal_date
from tianping.papers.documents.benches import BENCH_NOTICES, outdated
from tianping.papers.documents.bundles import content_of, file_name
from tianping.papers.documents.casefiles import read_case_files
from tianping.papers.documents.kinds import (
    ENDING_RULINGS,
    FILING_RULINGS,
    HELD_BACK,
    KINDS,
    NOT_ENFORCED,
    Kind,
    appeal_days,
    concerns,
    kind_of,
)
from tianping.papers.documents.models import FORMAL, Paper, PrintRun, Signature
from tianping.papers.documents.paragraphs import Body, Paragraph, dated, from_json, wording_of
from tianping.papers.documents.permissions import PROOFREAD, SIGN
from tianping.papers.documents.rendering.certificates import demonstration_seal
from tianping.papers.documents.rendering.signing import SealCheck, check
from tianping.papers.documents.wording import loans

__all__ = [
    "BENCH_NOTICES",
    "FORMAL",
    "HELD_BACK",
    "NOT_ENFORCED",
    "KINDS",
    "Kind",
    "Paper",
    "appeal_days",
    "concerns",
    "kind_of",
    "outdated",
]

FOOT = ("bench", "date", "clerk")
OPEN = ("draft", "proofread", "signed")


@dataclass(frozen=True)
class Signing:
    """Somebody who has to sign a decision, and whether they have."""

    user: User
    office: str
    signed: bool
    at: datetime.datetime | None


def papers() -> QuerySet[Paper]:
    """All papers with what lists show of them."""
    return Paper.objects.select_related("case__matter", "addressee", "drawn_by", "pdf")


def papers_of(case: Case) -> QuerySet[Paper]:
    """The papers of a case that were not discarded, oldest first."""
    return Paper.objects.filter(case=case).select_related("addressee").exclude(status="discarded").order_by("pk")


def issued_papers_of(case_ids: Any, kind: str = "") -> QuerySet[Paper]:
    """The issued papers of these cases, of one kind if one is named, oldest first."""
    of_kind = {"kind": kind} if kind else {}
    return papers().filter(case_id__in=case_ids, status="issued", **of_kind).order_by("pk")


def visible_papers(user: Any) -> QuerySet[Paper]:
    """The papers of the cases that a person may see."""
    return papers().filter(case__in=visible_cases(user).values("pk"))


def issued_visible_to(user: Any) -> QuerySet[Paper]:
    """The issued papers of the cases that a person may see."""
    return visible_papers(user).filter(status="issued")


def paper_visible_to(user: Any, paper_id: int) -> Paper | None:
    """The paper, if there is one and the person may see it; one statement whichever it is."""
    return visible_papers(user).filter(pk=paper_id).first()


def ending_papers() -> QuerySet[Paper]:
    """The decisions that end cases, drawn up or issued: judgments, mediation papers, rulings that end a case."""
    ends = Q(kind__in=["judgment", "mediation_paper"]) | Q(kind="ruling", variant__in=ENDING_RULINGS)
    return Paper.objects.filter(ends).exclude(status="discarded")


def filing_ruling_of(matter_id: int) -> Paper | None:
    """The ruling by which the suit of a matter was not accepted (不予受理), drawn up or issued; None without one."""
    rows = papers().filter(case__matter=matter_id, kind="ruling", variant__in=FILING_RULINGS)
    return rows.exclude(status="discarded").order_by("-pk").first()


def matters_with_filing_ruling(matter_ids: Collection[int]) -> set[int]:
    """Those of these matters in which such a ruling stands: drawn up or issued, not given up (作废)."""
    rows = papers().filter(case__matter__in=list(matter_ids), kind="ruling", variant__in=FILING_RULINGS)
    return set(rows.exclude(status="discarded").values_list("case__matter", flat=True))


def ruling_in(case_id: int, variant: str) -> Paper | None:
    """The ruling of this kind in a case, drawn up or issued; None without one."""
    rows = papers().filter(case=case_id, kind="ruling", variant=variant)
    return rows.exclude(status="discarded").order_by("-pk").first()


def issued_in(case_ids: Collection[int], variant: str) -> set[int]:
    """Those of these cases in which a ruling of this kind was issued."""
    rows = Paper.objects.filter(case__in=list(case_ids), kind="ruling", variant=variant, status="issued")
    return set(rows.values_list("case", flat=True))


def issued_rulings(paper_ids: Collection[int], variant: str) -> list[Paper]:
    """Those of these papers that are issued rulings of this kind."""
    return list(papers().filter(pk__in=paper_ids, status="issued", kind="ruling", variant=variant))


def issued_filing_rulings(paper_ids: Collection[int]) -> list[Paper]:
    """Those of these papers that are issued rulings by which a suit was not accepted."""
    return list(papers().filter(pk__in=paper_ids, status="issued", kind="ruling", variant__in=FILING_RULINGS))


def papers_for_litigant(litigant_id: int) -> QuerySet[Paper]:
    """The issued papers that a litigant may hold: those addressed to them, and those of the whole case."""
    theirs = Q(addressee_id=litigant_id) | Q(
        addressee__isnull=True, case__matter__litigants=litigant_id, kind__in=(*FORMAL, "hearing_announcement")
    )
    role = Litigant.objects.filter(pk=litigant_id).values_list("role", flat=True).first() or ""
    others = [variant for variant in FILING_RULINGS if not concerns(variant, role)]
    return papers().filter(theirs, status="issued").exclude(variant__in=others).order_by("pk")


def unissued_for(user: Any) -> QuerySet[Paper]:
    """The open papers that a person drew up, or of cases in which they have a seat or are responsible, oldest first."""
    seats = Seat.objects.filter(user=user, until__isnull=True).values("case")
    theirs = Q(case__in=seats) | Q(case__responsible=user) | Q(drawn_by=user)
    return papers().filter(theirs, status__in=OPEN).order_by("pk")


def to_sign(user: Any) -> QuerySet[Paper]:
    """The proof-read papers that wait for a person's signature: those of cases in which they sit."""
    if not SIGN.allows(held_posts(user)):
        return papers().none()
    sits = Seat.objects.filter(case=OuterRef("case"), user=user, until__isnull=True, role__in=ON_THE_BENCH)
    # Whether the signature is of the present wording is for ``signed_by_all``; a changed wording is a draft again.
    since = Signature.objects.filter(paper=OuterRef("pk"), signed_by=user, signed_at__gte=OuterRef("proofread_at"))
    return papers().filter(Exists(sits), ~Exists(since), status="proofread").order_by("pk")


def to_proofread(user: Any) -> QuerySet[Paper]:
    """The drafts of decisions that a person could proof-read: not their own."""
    if not PROOFREAD.allows(held_posts(user)):
        return papers().none()
    mine = Q(drawn_by=user)
    return visible_papers(user).filter(~mine, status="draft", kind__in=FORMAL).order_by("pk")


def to_issue(user: Any) -> QuerySet[Paper]:
    """What a person could issue: signed decisions and drafted notices of the cases they serve."""
    ready = Q(status="signed") | Q(status="draft") & ~Q(kind__in=FORMAL)
    return unissued_for(user).filter(ready)


def cases_for_runs(user: Any) -> QuerySet[Case]:
    """The open cases of first instance for which a person may make notices, with what the list shows of them.

    A suit that was not accepted gets none.

    ``issued`` counts the notices that a print run could make and that were issued already.
    """
    notices = [kind.code for kind in KINDS.values() if kind.in_bulk]
    made = Paper.objects.filter(case=OuterRef("pk"), status="issued", kind__in=notices).order_by().values("case")
    issued = Coalesce(Subquery(made.annotate(count=Count("pk")).values("count")), 0)
    refused = Paper.objects.filter(kind="ruling", variant__in=FILING_RULINGS).exclude(status="discarded")
    rows = visible_cases(user).filter(status="open", type_code="民初").select_related("matter")
    rows = rows.exclude(pk__in=refused.values("case"))
    if Post.FILING_CLERK not in held_posts(user):
        seats = Seat.objects.filter(user=user, until__isnull=True).values("case")
        rows = rows.filter(Q(pk__in=seats) | Q(responsible=user))
    return rows.prefetch_related("matter__litigants").annotate(issued=issued)


def signing_of(paper: Paper) -> list[Signing]:
    """Everybody who has to sign a decision, and whether they signed its present wording; nobody for a notice."""
    if paper.kind not in FORMAL or paper.status == "discarded":
        return []
    signed = {each.signed_by_id: each.signed_at for each in signatures_of(paper)}
    return [
        Signing(seat.user, str(seat.get_role_display()), seat.user_id in signed, signed.get(seat.user_id))
        for seat in signers_of(paper)
    ]


def seal_check(paper: Paper) -> SealCheck | None:
    """What a check of the frozen PDF's electronic signature found; None where it bears none."""
    if paper.pdf is None or paper.kind not in FORMAL:
        return None
    try:
        content = files.read(paper.pdf)
    except files.FileDamaged:
        return SealCheck(intact=False, whole=False, trusted=False)
    return check(content, demonstration_seal(this_court().name))


def grouped(body: Body) -> list[tuple[str, list[Paragraph]]]:
    """The body for a page: rows that follow each other are one table, the foot is one block."""
    groups: list[tuple[str, list[Paragraph]]] = []
    for each in body:
        name = "rows" if each.role == "row" else "foot" if each.role in FOOT else each.role
        if groups and groups[-1][0] == name and name in ("rows", "foot"):
            groups[-1][1].append(each)
        else:
            groups.append((name, [each]))
    return groups


def signers_of(paper: Paper) -> QuerySet[Seat]:
    """Who has to sign a paper: everybody who sits in its case now."""
    return (
        Seat.objects.filter(case=paper.case_id, until__isnull=True, role__in=ON_THE_BENCH)
        .select_related("user")
        .order_by("pk")
    )


def signatures_of(paper: Paper) -> QuerySet[Signature]:
    """The signatures under the paper's present wording."""
    return (
        Signature.objects.filter(paper=paper, wording=wording_of(paper.body)).select_related("signed_by").order_by("pk")
    )


def body_of(paper: Paper) -> Body:
    """What stands on a paper, with its day once it was issued."""
    body = from_json(paper.body)
    return dated(body, formal_date(china_day(paper.issued_at))) if paper.issued_at is not None else body


def runs_of(user: Any) -> QuerySet[PrintRun]:
    """A person's print runs, newest first."""
    return PrintRun.objects.filter(asked_by=user).order_by("-pk")


def papers_of_run(run: PrintRun) -> QuerySet[Paper]:
    """The issued papers of a print run in the order of the cases, for downloads and for printing."""
    order = ("case__year", "case__type_code", "case__sequence", "pk")
    return papers().filter(run=run, status="issued").order_by(*order)


def progress_key(run_id: int) -> str:
    """Under which key the progress of a print run is reported."""
    return f"print_run:{run_id}"


def proposed_loan_judgment(case_id: int, *, on: datetime.date) -> dict[str, Any]:
    """What a judgment on a loan could say, composed from the elements of its matter; the judge changes it.

    Raises Refused where the matter is no loan.
    """
    return loans.proposed(read_case_files([case_id], on=on)[case_id])


def waiting_for(user: Any) -> QuerySet[Any]:
    """The papers that wait for a person: to be read and to be signed, twice where both wait for the same."""
    return to_proofread(user).order_by().union(to_sign(user).order_by(), all=True)


def frozen(paper: Paper) -> tuple[str, bytes]:
    """The file name and the content of an issued paper. Raises Refused for one whose bytes are damaged."""
    return file_name(paper), content_of(paper)


def papers_by_id(paper_ids: Collection[int]) -> list[Paper]:
    """These papers, in the order in which they were made."""
    return list(papers().filter(pk__in=paper_ids).order_by("pk"))
