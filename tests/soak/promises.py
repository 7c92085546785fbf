"""What must hold of a court's records at any moment, whatever was killed before."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import Count, Q

from tianping.cases.models import Case
from tianping.intake.filing.models import Batch, Filing
from tianping.money.fees.models import Bill


def broken_promises() -> list[str]:
    """Everything that does not hold, as sentences; empty if all is well."""
    return [*_gaps(), *_half_batches(), *_half_cases()]


def _gaps() -> Iterator[str]:
    """Numbers of each kind and year run from 1 without a gap or a repeat."""
    yield from _not_consecutive("case", Case.objects.values_list("year", "type_code", "sequence"))
    yield from _not_consecutive("receipt", Filing.objects.values_list("year", "sequence"))
    yield from _not_consecutive("bill", Bill.objects.values_list("year", "sequence"))


def _not_consecutive(what: str, rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    for kind, numbered in groupby(sorted(rows, key=str), key=lambda row: row[:-1]):
        sequences = sorted(int(str(row[-1])) for row in numbered)
        if sequences != list(range(1, len(sequences) + 1)):
            yield f"{what} {kind}: {sequences}"


def _half_batches() -> Iterator[str]:
    for batch in Batch.objects.annotate(rows=Count("filings")):
        expected = batch.row_count if batch.status == "filed" else 0
        if batch.rows != expected or batch.filed_count != expected:
            yield f"batch {batch.pk} is {batch.status} with {batch.rows} of {batch.row_count} filings"


def _half_cases() -> Iterator[str]:
    """Every case has its plaintiff, defendant, fee, procedure and clocks; every accepted filing has its case."""
    whole = Case.objects.annotate(
        plaintiffs=Count("matter__litigants", filter=Q(matter__litigants__role="plaintiff"), distinct=True),
        defendants=Count("matter__litigants", filter=Q(matter__litigants__role="defendant"), distinct=True),
        fees=Count("fee_items", distinct=True),
        decisions=Count("triage_decisions", distinct=True),
        running=Count("clocks", distinct=True),
    )
    for case in whole.exclude(plaintiffs__gte=1, defendants__gte=1, fees=1, decisions=1, running__gte=1):
        yield f"case {case.number} is not whole"
    for filing in Filing.objects.filter(status="accepted").annotate(cases=Count("matter__cases")).exclude(cases=1):
        yield f"accepted filing {filing.receipt_number} has {filing.cases} cases"
    for filing in Filing.objects.exclude(status="accepted").filter(matter__cases__isnull=False):
        yield f"filing {filing.receipt_number} is {filing.status} and has a case"
