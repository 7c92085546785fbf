"""What supervision tells of a person's day: the supervised cases that they may see and that are not released."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.deliberation.permissions import VIEW_SUPERVISED
from tianping.trial.deliberation.queries import supervisions


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """Supervised cases, the newest first."""
    if not VIEW_SUPERVISED.allows(held_posts(user)):
        return None
    rows = supervisions(user).filter(status="marked").order_by("-pk")
    tasks = [
        Task(row.case.number, reverse("supervision", args=[row.pk]), row.get_kind_display()) for row in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("supervised_list"))


SUPERVISED = TodayList("四类案件监督中", load, 50)
