"""What the register tells of a person's day: renewals asked for, measures that end soon."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.law.measures import alarm
from tianping.measures.permissions import KEEP_MEASURES
from tianping.measures.queries import ending_soon, requests_waiting


def load(user: Any, on: datetime.date) -> Waiting | None:
    """The measures of a person that end soon, with the alarm that rings, so that none lapses unseen."""
    if not KEEP_MEASURES.allows(held_posts(user)):
        return None
    rows = ending_soon(user, on)
    tasks = [
        Task(
            f"{row.get_way_display()}{row.owner.name}的{row.get_property_kind_display()}",
            reverse("measure", args=[row.pk]),
            f"{row.case.number}，{_rings(row.until, on)}",
            row.until,
        )
        for row in rows[:SHOWN]
    ]
    everything = f"{reverse('measure_list')}?status=in_force&within=30"
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), everything)


def load_requests(user: Any, on: datetime.date) -> Waiting | None:
    """What applicants ask to be renewed, the first to end first; ``on`` does not matter, all of it waits."""
    if not KEEP_MEASURES.allows(held_posts(user)):
        return None
    rows = requests_waiting(user)
    tasks = [
        Task(
            f"续行{each.measure.get_way_display()}{each.measure.owner.name}的{each.measure.get_property_kind_display()}",
            reverse("measure", args=[each.measure_id]),
            f"{each.measure.case.number}，届满前决定",
            each.measure.until,
        )
        for each in rows[:SHOWN]
    ]
    everything = f"{reverse('measure_list')}?status=in_force&asked=waiting"
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), everything)


def _rings(until: Any, on: datetime.date) -> str:
    reached = alarm(until, on=on)
    return "期限已经届满" if not reached else f"{reached}天以内到期"


ENDING = TodayList("查封、扣押、冻结即将到期", load, 12)
REQUESTS = TodayList("申请续行的查封、扣押、冻结", load_requests, 11)
