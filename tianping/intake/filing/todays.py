"""What filing tells of a judge's day: refusals to rule on, and to draw up anew, within the seven days of the review."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.intake.filing.permissions import RULE
from tianping.intake.filing.queries import filings
from tianping.papers.documents.queries import matters_with_filing_ruling


def load(user: Any, _on: datetime.date) -> Waiting | None:
    """The refusals that wait for this judge, the nearest end of the review first."""
    if not RULE.allows(held_posts(user)):
        return None
    rows = filings().filter(status="refusing", refusal_judge=user).order_by("review_due", "pk")
    tasks = [_task(row, "提请裁定不予受理") for row in rows[:SHOWN]]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks))


def load_given_up(user: Any, _on: datetime.date) -> Waiting | None:
    """The refusals of this judge whose ruling was given up (作废) before it was issued, and is not drawn up anew."""
    if not RULE.allows(held_posts(user)):
        return None
    ruled = filings().filter(status="refused", refusal_judge=user, review_due__isnull=False)
    rows = list(ruled.order_by("review_due", "pk"))
    drawn_up = matters_with_filing_ruling([row.matter_id for row in rows]) if rows else set()
    waiting = [row for row in rows if row.matter_id not in drawn_up]
    return Waiting([_task(row, "不予受理裁定书已经作废") for row in waiting[:SHOWN]], len(waiting))


def _task(row: Any, what: str) -> Task:
    label, url = f"{row.matter.cause_name}，{what}", reverse("filing_ruling", args=[row.pk])
    return Task(label, url, row.case_number or row.receipt_number, row.review_legal_due or row.review_due)


TO_RULE = TodayList("不予受理待裁定", load, 9)
TO_DRAW_UP = TodayList("不予受理裁定书待重新拟制", load_given_up, 9)
