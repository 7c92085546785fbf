"""Reads of applications not to pay a fee, or less, or later (司法救助)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant, Matter
from tianping.kernel.clock import china_day
from tianping.law.wording import chinese_date
from tianping.money.fees.models import Relief
from tianping.money.fees.payments import item_of
from tianping.money.fees.permissions import DECIDE_RELIEF, PRESIDENTS


def reliefs() -> QuerySet[Relief]:
    """All applications, with what a list shows of them."""
    return Relief.objects.select_related("matter", "litigant", "decided_by")


def relief_of(matter: Matter | int) -> Relief | None:
    """The newest application in a matter."""
    return reliefs().filter(matter=matter).order_by("-pk").first()


def reliefs_waiting(user: Any) -> QuerySet[Relief]:
    """What this person has to decide on: the head of a division a deferral, a president all."""
    rows, posts = Relief.objects.filter(status="asked"), held_posts(user)
    if posts & PRESIDENTS:
        return rows
    return rows.filter(kind="defer") if DECIDE_RELIEF.allows(posts) else rows.none()


def granted_to(matters: Iterable[Matter | int]) -> dict[int, Relief]:
    """The newest grant of each of these matters that has one."""
    rows = Relief.objects.filter(matter__in=list(matters), status="granted").order_by("pk")
    return {row.matter_id: row for row in rows}


def not_due_yet(matters: Iterable[Matter | int]) -> set[int]:
    """The matters whose fee need not be paid in seven days: help that holds them is asked for, or was granted."""
    open_ones = Q(status="asked", stays=True) | Q(status="granted", kind__in=("waive", "defer"))
    return set(Relief.objects.filter(open_ones, matter__in=list(matters)).values_list("matter_id", flat=True))


def relief_words(relief: Relief | None) -> str:
    """What was decided in favour of whoever asked, as a record has it; empty where nothing was."""
    if relief is None or relief.status != "granted" or relief.decided_at is None or relief.kind == "reduce":
        return ""
    return f"{chinese_date(china_day(relief.decided_at))}准予{decision_words(relief)}。"


def decision_words(relief: Relief) -> str:
    """What a grant gives: 免交、减交30%、缓交至某日."""
    if relief.kind == "reduce":
        return f"减交案件受理费的{relief.percent}%"
    if relief.kind == "defer" and relief.until is not None:
        return f"缓交案件受理费至{chinese_date(relief.until)}"
    return "免交案件受理费"


def case_in(matter: Matter | int) -> Case | None:
    """The case of a matter that is sued on; None before it has a number."""
    rows = Case.objects.filter(matter=matter)
    return rows.filter(fee_items__kind="acceptance").order_by("pk").first() or rows.order_by("-pk").first()


def case_of(relief: Relief) -> Case | None:
    """The case in which help is asked for."""
    return case_in(relief.matter_id)


def refused_grounds(matter: Matter | int) -> list[str]:
    """On which grounds help was refused in a matter."""
    rows = Relief.objects.filter(matter=matter, status="refused").order_by("pk")
    return list(rows.values_list("ground", flat=True))


def may_ask_relief(case: Case, litigant: Litigant) -> bool:
    """Whether this litigant may still ask: they sue, the fee is not paid, nothing waits and nothing was granted."""
    return litigant.role == Litigant.Role.PLAINTIFF and any_may_ask_relief(case)


def any_may_ask_relief(case: Case) -> bool:
    """Whether those who sue may still ask."""
    if case.status != "open":
        return False
    if Relief.objects.filter(matter=case.matter_id).exclude(status="refused").exists():
        return False
    item = item_of(case)
    return item is not None and item.bill.status == "issued"


def deferred_among(case_ids: Collection[int]) -> set[int]:
    """Those of these cases whose fee was deferred."""
    rows = Relief.objects.filter(status="granted", kind="defer", matter__cases__in=case_ids)
    return set(rows.values_list("matter__cases", flat=True))
