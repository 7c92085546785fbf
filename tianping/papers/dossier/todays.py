"""What the case file tells of a person's day: what litigants handed in and has to go to the other side."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.papers.dossier.permissions import KEEP_DOSSIER
from tianping.papers.dossier.queries import to_forward


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """Answers and evidence that a person has to send on."""
    if not KEEP_DOSSIER.allows(held_posts(user)):
        return None
    rows = to_forward(user)
    tasks = [
        Task(
            f"{each.get_kind_display()}（{each.litigant.name}）{'，逾期' if each.late else ''}",
            reverse("material", args=[each.pk]),
            each.case.number,
        )
        for each in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("material_list"))


TO_FORWARD = TodayList("当事人材料待转送", load, 34)
