"""What became of hearings (庭审结果), for whoever writes the papers that follow: read for many cases at once."""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case as CaseWhen
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value, When

from tianping.cases.models import Case
from tianping.kernel.clock import china_day
from tianping.law.settlements import FeeBearer
from tianping.trial.hearings.models import Attendance, Record, Settlement

_NUMERAL = re.compile(r"^[一二三四五六七八九十百]+、")
_ON_FEE = "案件受理费由"


@dataclass(frozen=True)
class Agreement:
    """What was agreed: its clauses without numbers and without that on the fee, and who bears the fee."""

    clauses: tuple[str, ...]
    fee_borne_by: FeeBearer


@dataclass(frozen=True)
class Result:
    """How the newest finished hearing of a case ended: when, in public or not, who stayed away, what was agreed.

    An agreement before entrusted mediators (委托调解) has no hearing: ``held_on`` is None. ``before``: the days of
    earlier hearings.
    """

    outcome: str
    note: str
    held_on: datetime.date | None
    is_public: bool
    absent: tuple[int, ...]
    agreement: Agreement | None
    before: tuple[datetime.date, ...] = ()

    @property
    def words(self) -> str:
        """How it ended, in the words of the record."""
        return str(Record.Outcome(self.outcome).label)


def with_results(rows: QuerySet[Case]) -> QuerySet[Case]:
    """These cases with ``result`` (``Record.Outcome``) of the newest finished record, ``agreed_way`` of an agreement.

    An inquiry in which only questions were put is no result; an agreement before entrusted mediators is one.
    """
    newest = _finished().filter(case=OuterRef("pk")).order_by("-pk")
    agreed = Settlement.objects.filter(case=OuterRef("pk")).order_by("-pk")
    with_both = rows.annotate(
        recorded=Subquery(newest.values("outcome")[:1]),
        agreed_way=Subquery(agreed.values("way")[:1]),
        agreed_apart=Subquery(agreed.annotate(apart=Q(record__isnull=True)).values("apart")[:1]),
    )
    mediated = When(agreed_apart=True, then=Value(str(Record.Outcome.MEDIATED)))
    return with_both.annotate(result=CaseWhen(mediated, default="recorded")).filter(result__isnull=False)


def results_of(case_ids: Collection[int]) -> dict[int, Result]:
    """Case id → how its newest finished hearing ended; three statements."""
    heard: defaultdict[int, list[Record]] = defaultdict(list)
    for each in _finished().filter(case__in=list(case_ids)).order_by("pk"):
        heard[each.case_id].append(each)
    records = {case_id: rows[-1] for case_id, rows in heard.items()}
    agreed = {each.case_id: each for each in Settlement.objects.filter(case__in=list(case_ids)).order_by("pk")}
    absent = _absent([each.pk for each in records.values()])
    found: dict[int, Result] = {}
    for case_id in case_ids:
        record, settlement = records.get(case_id), agreed.get(case_id)
        if settlement is not None and settlement.record_id is None:
            found[case_id] = Result(str(Record.Outcome.MEDIATED), "", None, True, (), _agreement(settlement))
        elif record is not None:
            found[case_id] = Result(
                record.outcome,
                record.outcome_note,
                china_day(record.opened_at),
                record.is_public,
                absent.get(record.pk, ()),
                _agreement(settlement) if settlement is not None else None,
                _days_before(record, heard[case_id]),
            )
    return found


def _days_before(record: Record, heard: Sequence[Record]) -> tuple[datetime.date, ...]:
    """The days on which the case was heard before this record, each once."""
    days = {china_day(each.opened_at) for each in heard if each.kind == Record.Kind.HEARING}
    return tuple(sorted(days - {china_day(record.opened_at)}))


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
    lines = [_NUMERAL.sub("", line).rstrip("；。") for line in each.clauses]
    on_fee = [line for line in lines if line.startswith(_ON_FEE)]
    clauses = tuple(line for line in lines if not line.startswith(_ON_FEE))
    bearer = each.terms.get("fee_borne_by") or _bearer(on_fee)
    return Agreement(clauses, bearer)


def _bearer(on_fee: Sequence[str]) -> FeeBearer:
    """Who bears the fee by an agreement that is words alone; the defendant where it is silent."""
    words = "".join(on_fee)
    return "half" if "一半" in words else "plaintiff" if "原告" in words else "defendant"
