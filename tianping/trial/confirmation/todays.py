"""What applications about agreements tell of a person's day."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.trial.confirmation.permissions import LIST_APPLICATIONS
from tianping.trial.confirmation.queries import waiting_for
from tianping.trial.confirmation.states import APPLICATION


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """The applications that wait for a person: to be accepted, to be decided."""
    if not LIST_APPLICATIONS.allows(held_posts(user)):
        return None
    rows = waiting_for(user).select_related("mediated_in__matter", "case").order_by("pk")
    tasks = [
        Task(
            f"{row.get_kind_display()}：{APPLICATION.label(row.status)}",
            reverse("confirmation", args=[row.pk]),
            f"{(row.case or row.mediated_in).number} {row.mediated_in.matter.cause_name}",
        )
        for row in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("confirmation_list"))


TO_DECIDE = TodayList("司法确认、调解书申请", load, 45)
