"""Notices of who sits (审判人员告知书): whom each names, and which of them name a bench of before."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from tianping.cases.models import Case
from tianping.cases.queries import ON_THE_BENCH, seats_of
from tianping.papers.documents.casefiles import CaseFile
from tianping.papers.documents.models import Paper

# Which notice says who sits depends on the case.
BENCH_NOTICES: Mapping[str, str] = MappingProxyType(
    {"sole_notice": Case.Composition.SOLE, "panel_notice": Case.Composition.PANEL}
)


def bench_named(kind: str, file: CaseFile) -> dict[str, Any]:
    """What a notice of this kind keeps of the bench that it names; nothing for other papers."""
    if kind not in BENCH_NOTICES:
        return {}
    return {"bench": sorted(seat.user_id for seat in file.seated(*ON_THE_BENCH))}


def outdated(papers: Collection[Paper]) -> set[int]:
    """The notices among these papers that name others than those who sit now; one statement, none without notices."""
    notices = [paper for paper in papers if paper.kind in BENCH_NOTICES]
    if not notices:
        return set()
    seats = seats_of({paper.case_id for paper in notices})
    now = {pk: sorted(seat.user_id for seat in held if seat.role in ON_THE_BENCH) for pk, held in seats.items()}
    return {paper.pk for paper in notices if paper.facts.get("bench") != now[paper.case_id]}
