"""Reads of draws: the lists, one draw's lots, and how a case's bench was drawn."""

from django.db.models import Count, QuerySet

from tianping.cases.models import Case
from tianping.trial.assignment.models import Draw, Lot


def draw_rows() -> QuerySet[Draw]:
    """All draws with their pool, who did what, and how many cases are in each."""
    return Draw.objects.select_related(
        "pool", "committed_by", "fixed_by", "drawn_by", "voided_by", "commitment_entry", "roster_entry"
    ).annotate(case_count=Count("entries"))


def published_draws() -> QuerySet[Draw]:
    """What the public page shows: every draw from its commitment on, the void ones too, newest first."""
    return draw_rows().order_by("-pk")


def lots_of(draw: Draw) -> QuerySet[Lot]:
    """What was drawn, in the order of the roster."""
    return Lot.objects.filter(entry__draw=draw).select_related("entry__case", "user").order_by("entry__position", "pk")


def how_drawn(case: Case) -> QuerySet[Draw]:
    """The draws in which a case was, newest first."""
    return Draw.objects.filter(entries__case=case, status="drawn").select_related("drawn_by").order_by("-pk")
