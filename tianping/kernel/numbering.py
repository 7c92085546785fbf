"""Numbers that are consecutive, never reused and never guessed: a locked counter row per year and kind."""

from django.db import connection, transaction


def take_numbers(kind: str, year: int, how_many: int = 1) -> range:
    """Take ``how_many`` consecutive numbers of ``kind`` in ``year``; they exist only if this transaction commits.

    The counter's row stays locked until then, so that a rollback leaves no gap. Raises RuntimeError outside
    a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("numbers are taken in the transaction of their record")
    if how_many < 1:
        raise ValueError("at least one number")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_counter (year, kind, last) VALUES (%s, %s, %s)"
            " ON CONFLICT (year, kind) DO UPDATE SET last = kernel_counter.last + EXCLUDED.last RETURNING last",
            [year, kind, how_many],
        )
        (last,) = cursor.fetchone()
    return range(last - how_many + 1, last + 1)


def take_number(kind: str, year: int) -> int:
    """Take the next number of ``kind`` in ``year``."""
    return take_numbers(kind, year)[0]


def counted() -> list[tuple[str, int]]:
    """Of which kinds numbers were taken in any year, with how many of each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, sum(last)::bigint FROM kernel_counter GROUP BY kind ORDER BY kind")
        return list(cursor.fetchall())
