"""Reads of mediation before filing: referrals with their litigants and their thirty days, and what was done."""

from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.queries import matching
from tianping.intake.mediation.models import Referral
from tianping.kernel.models import Step

TERM = "MED-PRE-30"
OPEN = ("referred", "accepted")


def referrals() -> QuerySet[Referral]:
    """All referrals with case, matter, litigants and the clock of the thirty days; ``due`` orders by its end."""
    clocks = Clock.objects.filter(period_id=TERM).order_by("-pk")
    ends = clocks.filter(case=OuterRef("case")).annotate(last_day=Coalesce("legal_due", "nominal_due"))
    return (
        Referral.objects.select_related("case__matter")
        .prefetch_related(
            Prefetch("case__matter__litigants", queryset=Litigant.objects.order_by("matter_id", "position")),
            Prefetch("case__clocks", queryset=clocks, to_attr="mediation_clocks"),
        )
        .annotate(due=Subquery(ends.values("last_day")[:1]))
    )


def clock_of(referral: Any) -> Clock | None:
    """The clock of the thirty days as ``referrals`` read it; None before the mediator has accepted."""
    clocks: list[Clock] = referral.case.mediation_clocks
    return clocks[0] if clocks else None


def search(rows: QuerySet[Referral], text: str) -> QuerySet[Referral]:
    """Referrals by case number in any usual spelling, by a litigant's name, or by the mediators'."""
    cases = matching(Case.objects.filter(referral__isnull=False), text)
    return rows.filter(Q(case__in=cases.values("pk")) | Q(mediator_name__contains=text.strip()))


def counts_by_status() -> dict[str, int]:
    """How many referrals stand in each state."""
    return dict(Referral.objects.order_by().values_list("status").annotate(Count("pk")))


def waiting_count(_user: Any) -> int:
    """How many referrals wait for a mediator to accept them."""
    return Referral.objects.filter(status=Referral.machine.initial).count()


def steps_of(referral: Referral) -> QuerySet[Step]:
    """What was done with a referral, oldest first, with who did it."""
    done = Step.objects.filter(machine=Referral.machine.name, record_id=referral.pk)
    return done.select_related("by").order_by("pk")


def litigant_of(referral_id: int, litigant_id: int) -> Litigant | None:
    """A litigant of a mediation that has not ended."""
    open_referrals = Referral.objects.filter(pk=referral_id, status__in=OPEN)
    return Litigant.objects.filter(pk=litigant_id, matter__cases__referral__in=open_referrals).first()


def referral_of(case: Case) -> Referral | None:
    """The newest referral of the dispute that a case is about, whichever of its numbers the case bears."""
    return Referral.objects.filter(case__matter=case.matter_id).select_related("case").order_by("-pk").first()
