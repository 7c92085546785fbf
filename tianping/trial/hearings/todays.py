"""What hearings tell of a person's day: records that are still kept, or still to be signed."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.permissions import KEEP_RECORD
from tianping.trial.hearings.queries import unfinished_of


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """The records that wait for a person, oldest first."""
    if not KEEP_RECORD.allows(held_posts(user)):
        return None
    rows = unfinished_of(user).select_related("case").order_by("pk")
    tasks = [
        Task(row.case.number, reverse("hearing_record", args=[row.pk]), Record.machine.label(row.status))
        for row in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("hearing_records"))


UNFINISHED = TodayList("庭审笔录待完成", load, 20)
