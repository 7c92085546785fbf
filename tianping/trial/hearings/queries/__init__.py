"""Reads of hearings: records with what stands in them, and what waits for whom."""

from tianping.trial.hearings.queries.records import (
    RecordPage,
    ToHear,
    cases_to_hear,
    conversions_of,
    interruptions_of,
    newest_settlement,
    record_page,
    records_of,
    search,
    unfinished_count,
    unfinished_of,
    visible_record,
    visible_records,
)

__all__ = [
    "RecordPage",
    "ToHear",
    "cases_to_hear",
    "conversions_of",
    "interruptions_of",
    "newest_settlement",
    "record_page",
    "records_of",
    "search",
    "unfinished_count",
    "unfinished_of",
    "visible_record",
    "visible_records",
]
