"""Reads of endings and of the appeals against them."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.permissions import visible_cases
from tianping.trial.closing.models import Appeal, Ending, SecondInstance


def endings() -> QuerySet[Ending]:
    """All endings with what lists show of them."""
    litigants = Litigant.objects.order_by("matter_id", "position")
    return (
        Ending.objects.select_related("case__matter", "case__responsible", "paper")
        .prefetch_related(Prefetch("case__matter__litigants", queryset=litigants))
        .annotate(appeal_count=Count("appeals", distinct=True))
    )


def visible_endings(user: Any) -> QuerySet[Ending]:
    """The endings of the cases that a person may see."""
    return endings().filter(case__in=visible_cases(user).values("pk"))


def ending_of(case: Case) -> Ending | None:
    """How a case ended; None while it is open."""
    return endings().filter(case=case).first()


def appeals_of(ending: Ending) -> list[Appeal]:
    """The appeals against an ending, oldest first."""
    return list(
        Appeal.objects.filter(ending=ending).select_related("appellant", "counsel", "entered_by").order_by("pk")
    )


def second_instance_of(ending: Ending) -> SecondInstance | None:
    """How far an appealed case is on its way to the court above."""
    return SecondInstance.objects.filter(ending=ending).select_related("copies_by", "sent_by", "decided_by").first()


def not_binding() -> QuerySet[Ending]:
    """The endings that wait for the end of a period, for service or for signatures; no appeal was handed in."""
    return endings().filter(status="awaiting").order_by("pk")


def to_handle(user: Any) -> QuerySet[Ending]:
    """The appealed cases of a person whose file has not gone to the court above."""
    seats = Seat.objects.filter(user=user, until__isnull=True).values("case")
    mine = Q(case__responsible=user) | Q(case__in=seats)
    return endings().filter(mine, status="appealed").order_by("pk")
