"""What assignment tells of a person's day: changes of the bench and recusals that wait for their decision."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.assignment.permissions import DECIDE_REASSIGNMENT, DECIDE_RECUSAL
from tianping.trial.assignment.queries import reassignments_to_approve, recusals_to_decide


def load_reassignments(user: Any, _on: datetime.date) -> Waiting | None:
    """Requests to change the bench that this person may decide."""
    if not DECIDE_REASSIGNMENT.allows(held_posts(user)):
        return None
    rows = reassignments_to_approve(user)
    tasks = [
        Task(row.case.number, reverse("reassignment", args=[row.pk]), f"{row.requested_by.full_name}：{row.reason}")
        for row in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("reassignment_list"))


def load_recusals(user: Any, _on: datetime.date) -> Waiting | None:
    """Recusals that this person has to decide on, within three days of the application."""
    if not DECIDE_RECUSAL.allows(held_posts(user)):
        return None
    rows = recusals_to_decide(user).select_related("case", "person")
    tasks = [
        Task(row.case.number, reverse("recusal", args=[row.pk]), f"{row.person.full_name}：{row.get_ground_display()}")
        for row in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("recusal_list"))


REASSIGNMENTS = TodayList("变更审判人员待批准", load_reassignments, 32)
RECUSALS = TodayList("回避待决定", load_recusals, 12)
