"""What deliberation tells of a person's day: records to be signed, supervised cases that are not released."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.deliberation.permissions import VIEW_DELIBERATION, VIEW_SUPERVISED
from tianping.trial.deliberation.queries import supervisions, to_sign


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


def load_to_sign(user: Any, _on: datetime.date) -> Waiting | None:
    """Deliberations that wait for this person's signature."""
    if not VIEW_DELIBERATION.allows(held_posts(user)):
        return None
    tasks = [
        Task(f"第{row.ordinal}次评议", reverse("deliberation", args=[row.pk]), row.case.number)
        for row in to_sign(user)[:SHOWN]
    ]
    return Waiting(tasks, to_sign(user).count() if len(tasks) == SHOWN else len(tasks), reverse("case_list"))


TO_SIGN = TodayList("评议笔录待签名", load_to_sign, 48)
