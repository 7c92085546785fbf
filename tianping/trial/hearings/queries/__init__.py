"""Reads of hearings: records with what stands in them, and what waits for whom."""

from tianping.trial.hearings.queries.records import (
    RecordPage,
    Signed,
    ToHear,
    agreed_in_the_record,
    cases_to_hear,
    conversions_of,
    interruptions_of,
    newest_settlement,
    record_page,
    records_of,
    search,
    signing_days,
    unfinished_in,
    unfinished_of,
    visible_record,
    visible_records,
)
from tianping.trial.hearings.queries.results import Agreement, Result, results_of, with_results

__all__ = [
    "Agreement",
    "RecordPage",
    "Result",
    "Signed",
    "ToHear",
    "agreed_in_the_record",
    "cases_to_hear",
    "conversions_of",
    "interruptions_of",
    "newest_settlement",
    "record_page",
    "records_of",
    "results_of",
    "search",
    "signing_days",
    "unfinished_in",
    "unfinished_of",
    "visible_record",
    "visible_records",
    "with_results",
]
