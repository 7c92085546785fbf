"""Limits on guessing: so many look-ups a minute from one source, counted in the database for all processes.

Counting stands outside the transaction of the look-up itself, so that a refusal does not take its count back.
"""

import datetime

from django.db import connection

from tianping.kernel.clock import CHINA
from tianping.kernel.models import Guess
from tianping.kernel.refusals import TooMany

HOUR = datetime.timedelta(hours=1)
KEPT = 2 * HOUR
TOO_MANY = "查询过于频繁，请一分钟后再试；也可拨打12368或到诉讼服务大厅查询。"
TOO_MANY_WRONG = "输入错误的次数过多，请一小时后再试；也可拨打12368或到诉讼服务大厅查询。"


def count_guess(gate: str, source: str, *, at: datetime.datetime, per_minute: int, sentence: str = TOO_MANY) -> None:
    """Count one look-up through ``gate`` by ``source``. Raises TooMany past ``per_minute`` in this minute."""
    if _count(gate, source, at) > per_minute:
        raise TooMany(sentence)


def count_wrong(gate: str, source: str, *, at: datetime.datetime) -> None:
    """Count one wrong answer through ``gate`` by ``source``."""
    _count(gate, source, at)


def refuse_after_wrong(
    gate: str, source: str, *, at: datetime.datetime, per_hour: int, sentence: str = TOO_MANY_WRONG
) -> None:
    """Raise TooMany if ``source`` was counted ``per_hour`` times within the last hour, whatever it brings now.

    ``sentence``: may say ``{until}``, the time of day from which it may ask again.
    """
    wrong = Guess.objects.filter(gate=gate, source=source[:100], minute__gt=at - HOUR).order_by("-minute")
    counted = 0
    for minute, count in wrong.values_list("minute", "count"):
        counted += count
        if counted >= per_hour:
            raise TooMany(sentence.format(until=f"{(minute + HOUR).astimezone(CHINA):%H:%M}"))


def forget_guesses(*, at: datetime.datetime) -> None:
    """Remove counts that limit nothing any more; those of a later time are yesterday's of a demonstration day."""
    Guess.objects.exclude(minute__range=(at - KEPT, at)).delete()


def _count(gate: str, source: str, at: datetime.datetime) -> int:
    """Add one to this minute's count, and say how many it is now."""
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_guess (gate, source, minute, count) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (gate, source, minute) DO UPDATE SET count = kernel_guess.count + 1 RETURNING count",
            [gate, source[:100], minute],
        )
        (count,) = cursor.fetchone()
    return count
