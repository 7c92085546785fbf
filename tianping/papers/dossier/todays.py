"""What the case file tells of a person's day: what litigants handed in to be sent on, and what they asked for."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.permissions import KEEP_DOSSIER
from tianping.papers.dossier.queries import to_forward, to_settle


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """Answers and evidence that a person has to send on."""
    return _waiting(user, to_forward(user), reverse("material_list"))


def load_requests(user: Any, _on: datetime.date) -> Waiting | None:
    """Objections to the jurisdiction and requests to withdraw that the bench of a person has to settle."""
    return _waiting(user, to_settle(user), f"{reverse('material_list')}?group=asked")


def _waiting(user: Any, rows: QuerySet[HandIn], url: str) -> Waiting | None:
    if not KEEP_DOSSIER.allows(held_posts(user)):
        return None
    tasks = [
        Task(
            f"{each.get_kind_display()}（{each.litigant.name}）{'，逾期' if each.late else ''}",
            reverse("material", args=[each.pk]),
            each.case.number,
        )
        for each in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), url)


TO_FORWARD = TodayList("当事人材料待转送", load, 34)
REQUESTS = TodayList("当事人的异议、回避申请待处理", load_requests, 33)
