"""What enforcement tells of a judge's day: applications of which a refusal was put before them, and to draw up anew."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.enforcement.permissions import RULE
from tianping.enforcement.queries import before_judge, ruling_of
from tianping.kernel.clock import china_day
from tianping.law.enforcement_applications import filing_due


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """The refusals that wait for this judge, and those whose ruling was given up (作废), the oldest first."""
    if not RULE.allows(held_posts(user)):
        return None
    rows = before_judge(user).filter(status__in=("refusing", "refused")).exclude(case__status="closed").order_by("pk")
    waiting = [row for row in rows if row.status == "refusing" or ruling_of(row) is None]
    return Waiting([_task(row) for row in waiting[:SHOWN]], len(waiting))


def _task(row: Any) -> Task:
    day = china_day(row.received_at)
    due = filing_due(day, on=day).value
    what = "提请裁定不予受理执行申请" if row.status == "refusing" else "不予受理裁定书已经作废"
    label = f"{row.applicant.name}，{what}"
    return Task(label, reverse("enforcement_ruling", args=[row.pk]), row.number, due.legal or due.nominal)


TO_RULE = TodayList("执行申请不予受理待裁定", load, 9)
