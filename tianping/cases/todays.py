"""What the spine tells of a person's day: periods that are near their end, extensions that wait for a decision."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.permissions import DECIDE_EXTENSION, WORK_LIST
from tianping.cases.queries import due_clocks, due_soon, extension_requests
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.kernel.web.addresses import address_of


def load_clocks(user: Any, on: datetime.date) -> Waiting | None:
    """The clocks of a person that are overdue or end within three days."""
    if not WORK_LIST.allows(held_posts(user)):
        return None
    near = due_soon(due_clocks(user), on)
    tasks = [
        Task(
            clock.title,
            address_of("case")(clock.case_id) if clock.case_id else address_of("matter")(clock.matter_id),
            clock.case.number if clock.case else "尚未编立案号",
            clock.legal_due or clock.nominal_due,
        )
        for clock in near.order_by("nominal_due", "pk")[:SHOWN]
    ]
    return Waiting(tasks, near.count() if len(tasks) == SHOWN else len(tasks), reverse("due_list"))


def load_extensions(user: Any, on: datetime.date) -> Waiting | None:
    """Requests to extend a trial limit that this person may decide."""
    if not DECIDE_EXTENSION.allows(held_posts(user)):
        return None
    waiting = extension_requests(user).filter(status="requested").exclude(requested_by=user).order_by("pk")
    tasks = [
        Task(
            f"延长{row.length}{row.unit}",
            reverse("extension_decide", args=[row.pk]),
            f"{row.clock.case.number}，{row.requested_by.full_name}申请",
            row.clock.legal_due or row.clock.nominal_due,
        )
        for row in waiting[:SHOWN]
    ]
    return Waiting(tasks, waiting.count() if len(tasks) == SHOWN else len(tasks), reverse("extension_list"))


CLOCKS = TodayList("期限临近或者逾期", load_clocks, 10)
EXTENSIONS = TodayList("延长审限待批准", load_extensions, 30)
