"""What scheduling tells of a person's day: today's hearings, and the cases that wait for one."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.scheduling.permissions import PLAN_HEARINGS, VIEW_SCHEDULE
from tianping.trial.scheduling.queries import cases_to_schedule, hearings_today
from tianping.trial.scheduling.tables import clock_words


def load_hearings(user: Any, on: datetime.date) -> Waiting | None:
    """Today's hearings of the cases that a person sees."""
    if not VIEW_SCHEDULE.allows(held_posts(user)):
        return None
    rows = hearings_today(user, on)
    tasks = [
        Task(f"{clock_words(row)} {row.case.number}", reverse("hearing", args=[row.pk]), row.place.name)
        for row in rows[:SHOWN]
    ]
    count = rows.count() if len(tasks) == SHOWN else len(tasks)
    return Waiting(tasks, count, f"{reverse('cause_list')}?day={on.isoformat()}")


def load_waiting(user: Any, _on: datetime.date) -> Waiting | None:
    """Cases that wait for a hearing to be fixed."""
    if not PLAN_HEARINGS.allows(held_posts(user)):
        return None
    rows = cases_to_schedule(user).order_by("year", "sequence", "pk")
    tasks = [Task(row.number, reverse("hearing_fix", args=[row.pk])) for row in rows[:SHOWN]]
    count = rows.count() if len(tasks) == SHOWN else len(tasks)
    return Waiting(tasks, count, reverse("hearing_plan"))


HEARINGS = TodayList("今日开庭", load_hearings, 5)
TO_SCHEDULE = TodayList("待排期的案件", load_waiting, 38)
