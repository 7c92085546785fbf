"""What service tells of a person's day: what has to be served, and what came back."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.papers.service.permissions import RECORD_SERVICE
from tianping.papers.service.queries import can_be_sent, to_serve
from tianping.papers.service.states import DELIVERY
from tianping.papers.service.tables import SENDABLE, title_of


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """Papers that a person has to serve, what came back among them."""
    if not RECORD_SERVICE.allows(held_posts(user)):
        return None
    rows = to_serve(user)
    tasks = [
        Task(
            f"{title_of(each)}（{each.litigant.name}）",
            reverse("delivery", args=[each.pk]),
            f"{each.paper.case.number} {DELIVERY.label(each.status)}{f'，{SENDABLE}' if can_be_sent(each) else ''}",
        )
        for each in rows[:SHOWN]
    ]
    count = rows.count() if len(tasks) == SHOWN else len(tasks)
    return Waiting(tasks, count, reverse("delivery_list"))


TO_SERVE = TodayList("文书待送达", load, 35)
