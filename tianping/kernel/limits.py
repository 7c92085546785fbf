"""Limits on guessing: so many look-ups a minute from one source, counted in the database for all processes."""

import datetime

from django.db import connection

from tianping.kernel.refusals import TooMany


def count_guess(gate: str, source: str, *, at: datetime.datetime, per_minute: int) -> None:
    """Count one look-up through ``gate`` by ``source``. Raises TooMany past ``per_minute`` in this minute."""
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_guess (gate, source, minute, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (gate, source, minute) DO UPDATE SET count = kernel_guess.count + 1 RETURNING count",
            [gate, source[:100], minute],
        )
        (count,) = cursor.fetchone()
    if count > per_minute:
        raise TooMany("查询过于频繁，请一分钟后再试；也可拨打12368或到诉讼服务大厅查询。")
