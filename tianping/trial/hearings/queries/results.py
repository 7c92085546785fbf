"""What became of hearings (庭审结果), for whoever writes the papers that follow: read for many cases at once."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from tianping.cases.models import Case
from tianping.kernel.clock import china_day
from tianping.law.settlements import FeeBearer, Terms, from_json
from tianping.trial.hearings.models import Attendance, Record, Settlement


@dataclass(frozen=True)
class Agreement:
    """What was agreed before the bench: its terms, its numbered clauses, and whether a paper is to be made of it."""

    terms: Terms
    clauses: tuple[str, ...]
    needs_paper: bool

    @property
    def fee_borne_by(self) -> FeeBearer:
        """Who bears the fee."""
        return self.terms.fee_borne_by


@dataclass(frozen=True)
class Result:
    """How the newest finished hearing of a case ended: when, in public or not, who stayed away, what was agreed."""

    record_id: int
    outcome: str
    note: str
    held_on: datetime.date
    is_public: bool
    absent: tuple[int, ...]
    agreement: Agreement | None


def with_results(rows: QuerySet[Case]) -> QuerySet[Case]:
    """These cases with ``result`` (``Record.Outcome``) of the newest finished record and ``agreed_way`` in it.

    An inquiry in which only questions were put is no result.
    """
    newest = _finished().filter(case=OuterRef("pk")).order_by("-pk")
    agreed = Settlement.objects.filter(case=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        result=Subquery(newest.values("outcome")[:1]), agreed_way=Subquery(agreed.values("way")[:1])
    ).filter(result__isnull=False)


def results_of(case_ids: Collection[int]) -> dict[int, Result]:
    """Case id → how its newest finished hearing ended; three statements."""
    records = {each.case_id: each for each in _finished().filter(case__in=list(case_ids)).order_by("pk")}
    agreed = {each.case_id: each for each in Settlement.objects.filter(case__in=list(case_ids)).order_by("pk")}
    absent = _absent([each.pk for each in records.values()])
    return {
        case_id: Result(
            record_id=each.pk,
            outcome=each.outcome,
            note=each.outcome_note,
            held_on=china_day(each.opened_at),
            is_public=each.is_public,
            absent=absent.get(each.pk, ()),
            agreement=_agreement(agreed[case_id]) if case_id in agreed else None,
        )
        for case_id, each in records.items()
    }


def _finished() -> QuerySet[Record]:
    return Record.objects.filter(status__in=["closed", "signed"]).exclude(outcome=Record.Outcome.INQUIRED)


def _absent(record_ids: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """Record id → the litigants for whom nobody came, neither themselves nor their counsel."""
    there: defaultdict[tuple[int, int], bool] = defaultdict(bool)
    rows = Attendance.objects.filter(record__in=record_ids, litigant__isnull=False).order_by("ordinal")
    for record_id, litigant_id, appeared in rows.values_list("record_id", "litigant_id", "appeared"):
        there[record_id, litigant_id or 0] |= bool(appeared)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for (record_id, litigant_id), came in there.items():
        if not came:
            found[record_id].append(litigant_id)
    return {record_id: tuple(litigants) for record_id, litigants in found.items()}


def _agreement(each: Settlement) -> Agreement:
    return Agreement(from_json(each.terms), tuple(each.clauses), each.way == Settlement.Way.PAPER)
