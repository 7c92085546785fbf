"""What preservation tells of a person's day: rulings by the hour, rulings to carry out, thirty days without a suit."""

import datetime
from typing import Any

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.intake.preservation.permissions import DECIDE, LIST, SETTLE
from tianping.intake.preservation.queries import not_sued, unsettled, waiting_for
from tianping.intake.preservation.states import PRESERVATION
from tianping.intake.preservation.tables import WITH_DEADLINE
from tianping.kernel.clock import china_day


def load_waiting(user: Any, _on: datetime.date) -> Waiting | None:
    """The applications that wait for this person, the nearest deadline first."""
    if not LIST.allows(held_posts(user)):
        return None
    rows = waiting_for(user).select_related("case", "applicant").order_by("decide_by", "pk")
    tasks = [
        Task(
            f"{row.get_stage_display()}（{row.applicant.name}）",
            reverse("preservation", args=[row.pk]),
            f"{row.case.number if row.case else row.number}，{PRESERVATION.label(row.status)}",
            china_day(row.decide_by) if row.decide_by and row.status in WITH_DEADLINE else None,
        )
        for row in rows[:SHOWN]
    ]
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), reverse("preservation_list"))


def load_not_sued(user: Any, on: datetime.date) -> Waiting | None:
    """The judge's preservations whose thirty days are over without a suit."""
    if not DECIDE.allows(held_posts(user)):
        return None
    rows = not_sued(user, on)
    tasks = [
        Task(f"应当解除保全（{row.applicant.name}）", reverse("preservation", args=[row.pk]), str(row.case), row.sue_by)
        for row in rows[:SHOWN]
    ]
    everything = f"{reverse('preservation_list')}?group=executed"
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), everything)


def load_unsettled(user: Any, _on: datetime.date) -> Waiting | None:
    """Preservations that were carried out and whose fee is not settled by what was preserved."""
    if not SETTLE.allows(held_posts(user)):
        return None
    rows = unsettled(user)
    tasks = [
        Task(f"结算申请费（{row.applicant.name}）", reverse("preservation", args=[row.pk]), str(row.case), None)
        for row in rows[:SHOWN]
    ]
    everything = f"{reverse('preservation_list')}?group=executed"
    return Waiting(tasks, rows.count() if len(tasks) == SHOWN else len(tasks), everything)


WAITING = TodayList("财产保全待办理", load_waiting, 8)
NOT_SUED = TodayList("诉前保全三十日内没有起诉", load_not_sued, 13)
UNSETTLED = TodayList("保全申请费待结算", load_unsettled, 39)
