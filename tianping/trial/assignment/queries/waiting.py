"""Cases that wait for a judge, or for a member of their panel."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.cases.models import Case, Seat
from tianping.law.benches import Bench
from tianping.trial.assignment.models import Entry, Pool
from tianping.trial.assignment.permissions import FIRST_INSTANCE

JUDGES = (Seat.Role.SOLE, Seat.Role.PRESIDING, Seat.Role.JUDGE)


def with_lack(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with how many judges and assessors sit in them now, and how many their last draw was to seat in all."""
    return cases.annotate(
        judges_held=_held(JUDGES),
        assessors_held=_held((Seat.Role.ASSESSOR,)),
        soles_held=_held((Seat.Role.SOLE,)),
        bench_judges=_last("bench_judges"),
        bench_assessors=_last("bench_assessors"),
    )


def waiting() -> QuerySet[Case]:
    """Open cases of first instance on whose bench somebody is missing, and that are not in a draw just now.

    A case that goes over to a panel (转由合议庭审理, 民事诉讼法第四十三条) keeps its judge and waits for the others.
    """
    nobody = Q(judges_held=0)
    somebody = Q(judges_held__lt=F("bench_judges")) | Q(assessors_held__lt=F("bench_assessors"))
    gone_over = Q(composition=Case.Composition.PANEL, soles_held__gt=0)
    in_a_draw = Entry.objects.filter(draw__status="fixed").values("case_id")
    return (
        with_lack(Case.objects.filter(type_code=FIRST_INSTANCE, status="open"))
        .filter(nobody | somebody | gone_over)
        .exclude(pk__in=in_a_draw)
        .select_related("matter", "responsible")
    )


def waiting_for(pool: Pool) -> QuerySet[Case]:
    """The waiting cases that a pool takes, as ``is_taken_by`` says."""
    cases = waiting()
    if pool.tracks:
        cases = cases.filter(track__in=pool.tracks)
    return cases.filter(matter__cause_name__in=pool.causes) if pool.causes else cases


def is_taken_by(pool: Pool, case: Case) -> bool:
    """Whether the pool takes cases of this procedure and cause."""
    return (not pool.tracks or case.track in pool.tracks) and (not pool.causes or case.matter.cause_name in pool.causes)


def lacks_of(cases: Sequence[Case], panel: Bench | None) -> dict[int, Bench | None]:
    """The whole bench that each of the cases (``waiting``) is to have: one judge, or the panel that was chosen.

    Where part of a panel sits already, the panel of its last draw; None where a panel is needed and none chosen.
    """
    return {case.pk: _whole(case, panel) for case in cases}


def _whole(case: Any, panel: Bench | None) -> Bench | None:
    if case.composition == Case.Composition.SOLE:
        return Bench(1)
    last = Bench(case.bench_judges, case.bench_assessors) if case.bench_judges is not None else None
    if last is not None and last.is_sole:
        return panel
    return last if last is not None and case.judges_held + case.assessors_held else panel or last


def _held(roles: Sequence[Seat.Role]) -> Coalesce:
    seats = Seat.objects.filter(case=OuterRef("pk"), until__isnull=True, role__in=roles).order_by()
    counted = seats.values("case").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _last(field: str) -> Subquery:
    drawn = Entry.objects.filter(case=OuterRef("pk"), draw__status="drawn").order_by("-pk")
    return Subquery(drawn.values(field)[:1])
