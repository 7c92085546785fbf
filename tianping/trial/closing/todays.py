"""What closing tells of a person's day: cases that can be closed, appeals whose file has not gone up."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.closing.permissions import CLOSE_CASE
from tianping.trial.closing.queries import ground_of, ready_for, to_decide, to_handle
from tianping.trial.closing.tables import RESULTS


def load_ready(user: Any, _on: datetime.date) -> Waiting | None:
    """The person's cases that something ends."""
    if not CLOSE_CASE.allows(held_posts(user)):
        return None
    rows = ready_for(user).order_by("year", "sequence", "pk")
    tasks = [Task(case.number, reverse("closing_case", args=[case.pk]), ground_of(case).what) for case in rows[:SHOWN]]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("closing_ready"))


def load_appeals(user: Any, _on: datetime.date) -> Waiting | None:
    """The person's appealed cases whose file is still here."""
    if not CLOSE_CASE.allows(held_posts(user)):
        return None
    rows = to_handle(user)
    tasks = [
        Task(each.case.number, reverse("closing_case", args=[each.case_id]), "已上诉，案卷待移送")
        for each in rows[:SHOWN]
    ]
    everything = f"{reverse('closing_endings')}?status=appealed"
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), everything)


def load_decisions(user: Any, _on: datetime.date) -> Waiting | None:
    """The person's cases that were heard and wait for their decision to be written."""
    if not CLOSE_CASE.allows(held_posts(user)):
        return None
    rows: Any = to_decide(user).order_by("year", "sequence", "pk")
    tasks = [Task(case.number, reverse("closing_decisions"), RESULTS[case.result]) for case in rows[:SHOWN]]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("closing_decisions"))


DECISIONS = TodayList("待拟裁判文书", load_decisions, 22)
READY = TodayList("待结案", load_ready, 25)
APPEALS = TodayList("上诉待移送", load_appeals, 26)
