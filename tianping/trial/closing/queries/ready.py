"""Cases that can be closed now (待结案): an issued paper ends them, or a signed record of an agreement."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tianping.cases.models import Case, Seat
from tianping.money.fees import queries as fee_queries
from tianping.papers.documents import queries as paper_queries
from tianping.papers.service import queries as service_queries
from tianping.trial.closing.permissions import FIRST_INSTANCE
from tianping.trial.closing.ways import way_by_paper
from tianping.trial.hearings import queries as hearing_queries


@dataclass(frozen=True)
class Ground:
    """On what a case can be closed: the way, and the paper (of which kind) or the record that it rests on."""

    way: Case.ClosingWay
    paper_id: int | None
    record_id: int | None
    what: str
    kind: str = ""
    variant: str = ""


def with_grounds(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Those of these cases that something ends, with what ``ground_of`` reads; the newest paper counts."""
    papers = _ending_papers().filter(case=OuterRef("pk")).order_by("-pk")
    agreed = hearing_queries.agreed_in_the_record().filter(case=OuterRef("pk"))
    return rows.annotate(
        ending_paper=Subquery(papers.values("pk")[:1]),
        ending_kind=Subquery(papers.values("kind")[:1]),
        ending_variant=Subquery(papers.values("variant")[:1]),
        ending_record=Subquery(agreed.values("record")[:1]),
    ).filter(Q(ending_paper__isnull=False) | Q(ending_record__isnull=False))


def ground_of(case: Any) -> Ground:
    """On what a case of ``with_grounds`` can be closed."""
    way = way_by_paper(case.ending_kind or "", case.ending_variant or "")
    if way is None:
        return Ground(Case.ClosingWay.MEDIATION, None, case.ending_record, "调解协议记入笔录，各方已签名")
    title = paper_queries.kind_of(case.ending_kind).named(case.ending_variant)
    return Ground(way, case.ending_paper, None, title, case.ending_kind, case.ending_variant)


def ready_for(user: Any) -> QuerySet[Case]:
    """The open cases of first instance in which the person acts and that can be closed without a day being typed.

    Those are the cases whose paper has reached everybody, or whose record everybody signed.
    """
    seats = Seat.objects.filter(user=user, until__isnull=True).values("case")
    mine = Q(responsible=user) | Q(pk__in=seats)
    rows = Case.objects.filter(mine, status="open", type_code=FIRST_INSTANCE)
    reached = Q(ending_paper__isnull=True) | service_queries.reached_everybody(OuterRef("ending_paper"))
    return with_grounds(rows.select_related("matter")).filter(reached).prefetch_related("matter__litigants")


def unpaid_among(case_ids: Collection[int]) -> dict[int, int]:
    """Which of these cases have fees that were not paid, and how much, in fen."""
    charged = fee_queries.charged_to(case_ids)
    return {pk: each.unpaid_fen for pk, each in charged.items() if each.unpaid_fen}


def why_not_for_the_fee(case: Case, *, on: datetime.date) -> str:
    """Why it cannot be ruled now that a suit counts as withdrawn for want of its fee; empty where it can be.

    民诉法解释第二百一十三条: whoever was told to pay, was helped with nothing, and has not paid in time.
    """
    if paper_queries.ending_papers().filter(case=case).exists():
        return f"{case.number}已有结案的文书，请刷新页面。"
    if not unpaid_among([case.pk]):
        return f"{case.number}没有未交的案件受理费，不能以未交费按撤诉处理。"
    return fee_queries.why_not_withdrawn([case.pk], on=on).get(case.pk, "")


def _ending_papers() -> QuerySet[Any]:
    return paper_queries.ending_papers().filter(status="issued")
