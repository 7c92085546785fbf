"""The one place where the present is read; views and commands pass it on as ``at=`` or ``on=``."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime.datetime:
    """The present moment in China standard time; on a demonstration, today's time of the demonstration day."""
    moment = datetime.datetime.now(CHINA)
    if settings.TODAY is not None:
        return moment.replace(year=settings.TODAY.year, month=settings.TODAY.month, day=settings.TODAY.day)
    return moment


def today() -> datetime.date:
    """The present day in China standard time."""
    return now().date()


def china_day(moment: datetime.datetime) -> datetime.date:
    """The calendar day in China of a moment with a time zone."""
    return moment.astimezone(CHINA).date()
