"""Many cases for measuring pages: 312 made by the real verbs, then copied in the database with new numbers.

The copies exist for measuring only; nothing here is used by the demonstration or the tests.
"""

from dataclasses import dataclass

from django.db import connection

COPIED = (
    "cases_matter",
    "cases_litigant",
    "cases_case",
    "cases_clock",
    "cases_timelineentry",
    "cases_staffnote",
    "filing_filing",
    "triage_decision",
    "fees_item",
)
# Columns that point at a copied table move with it; the others keep their value.
POINTERS = {
    "matter_id": "cases_matter",
    "case_id": "cases_case",
}


@dataclass(frozen=True)
class Shift:
    """How far ids of one copy lie from the originals, and how many cases there are in one copy."""

    round: int
    stride: int
    cases: int


def multiply(how_many: int) -> int:
    """Copy the court's cases until there are at least ``how_many``; return how many there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(sequence) FROM cases_case WHERE type_code = '民初'")
        cases, last = cursor.fetchone()
        cursor.execute(
            "SELECT greatest((SELECT max(id) FROM cases_matter), (SELECT max(id) FROM cases_litigant),"
            " (SELECT max(id) FROM cases_clock), (SELECT max(id) FROM cases_timelineentry))"
        )
        (stride,) = cursor.fetchone()
        for number in range(1, -(-how_many // cases)):
            for table in COPIED:
                cursor.execute(_copy(cursor, table, Shift(number, stride + 1, last)))
        for table in COPIED:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SELECT count(*) FROM cases_case")
        return cursor.fetchone()[0]


def _copy(cursor, table: str, shift: Shift) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = current_schema()",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    limit = shift.stride
    values = ", ".join(_value(table, column, shift) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE id < {limit}"


def _value(table: str, column: str, shift: Shift) -> str:
    moved = shift.round * shift.stride
    sequence = f"sequence + {shift.round * shift.cases}"
    special = {
        ("cases_case", "sequence"): sequence,
        ("cases_case", "number"): f"'（' || year || '）' || court_code || type_code || ({sequence}) || '号'",
        ("filing_filing", "sequence"): f"sequence + {moved}",
        ("filing_filing", "receipt_number"): f"receipt_number || '-' || {shift.round}",
        ("filing_filing", "batch_id"): "NULL",
        ("filing_filing", "row_number"): "NULL",
        ("filing_filing", "channel"): "'counter'",
        ("cases_case", "filed_on"): f"filed_on - {shift.round % 30}",
        ("cases_clock", "nominal_due"): f"nominal_due + {shift.round % 90 - 20}",
        ("cases_clock", "legal_due"): f"legal_due + {shift.round % 90 - 20}",
    }
    if (table, column) in special:
        return special[(table, column)]
    if column == "id" or column in POINTERS:
        return f'"{column}" + {moved}'
    return f'"{column}"'
