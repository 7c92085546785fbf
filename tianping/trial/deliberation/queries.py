"""Reads of supervised cases and of the steps taken in them."""

from typing import Any

from django.db.models import Count, QuerySet

from tianping.cases.models import Case
from tianping.cases.queries import matching
from tianping.trial.deliberation.models import Supervision, SupervisionStep
from tianping.trial.deliberation.permissions import visible_supervisions


def supervisions(user: Any) -> QuerySet[Supervision]:
    """The supervised cases that a person may see, with how many steps were taken."""
    return (
        visible_supervisions(user)
        .select_related("case__matter", "case__responsible", "marked_by", "ended_by")
        .annotate(step_count=Count("steps"))
    )


def supervision_of(case: Case) -> Supervision | None:
    """The newest supervision of a case."""
    return Supervision.objects.filter(case=case).select_related("case", "marked_by", "ended_by").order_by("-pk").first()


def steps_of(supervision: Supervision) -> QuerySet[SupervisionStep]:
    """What was done in a supervised case, oldest first, with who did it."""
    return SupervisionStep.objects.filter(supervision=supervision).select_related("by").order_by("pk")


def search(rows: QuerySet[Supervision], text: str) -> QuerySet[Supervision]:
    """Supervised cases by case number in any usual spelling or by a litigant's name."""
    return rows.filter(case__in=matching(Case.objects.filter(supervisions__isnull=False), text).values("pk"))


def supervised_count(user: Any) -> int:
    """How many supervised cases a person may see that are not yet released."""
    return visible_supervisions(user).filter(status="marked").count()
