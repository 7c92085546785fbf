"""What filing tells of a judge's day: suits that a clerk proposes to refuse, within the seven days of the review."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.intake.filing.permissions import RULE
from tianping.intake.filing.queries import filings


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """The refusals that wait for this judge, the nearest end of the review first."""
    if not RULE.allows(held_posts(user)):
        return None
    rows = filings().filter(status="refusing", refusal_judge=user).order_by("review_due", "pk")
    tasks = [_task(row) for row in rows[:SHOWN]]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks))


def _task(row: Any) -> Task:
    label, url = f"{row.matter.cause_name}，提请裁定不予受理", reverse("filing_ruling", args=[row.pk])
    return Task(label, url, row.receipt_number, row.review_legal_due or row.review_due)


TO_RULE = TodayList("不予受理待裁定", load, 9)
