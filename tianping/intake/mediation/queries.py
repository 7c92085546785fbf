"""Reads of mediation before filing: referrals with their matter, their term and what became of them."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from tianping.cases.models import Case, Clock, Litigant
from tianping.intake.mediation.models import Referral

TERM = "MED-PRE-30"


def referrals() -> QuerySet[Referral]:
    """Referrals with number, litigants, claim and the running term's due day at hand."""
    running = Clock.objects.filter(case=OuterRef("case"), period_id=TERM, stopped_on__isnull=True).order_by("-pk")
    return (
        Referral.objects.select_related("case", "case__matter")
        .prefetch_related("case__matter__litigants")
        .annotate(
            number=F("case__number"),
            claim_fen=F("case__matter__claim_fen"),
            term_due=Subquery(running.values("nominal_due")[:1]),
            term_legal_due=Subquery(running.values("legal_due")[:1]),
        )
    )


def counts_by_status() -> dict[str, int]:
    """How many referrals stand in each state."""
    return dict(Referral.objects.values_list("status").annotate(Count("pk")))


def search(rows: QuerySet[Referral], text: str) -> QuerySet[Referral]:
    """Referrals by number, by the mediator's name, or by a litigant's name."""
    named = Litigant.objects.filter(name__contains=text).values("matter")
    return rows.filter(Q(case__number__icontains=text) | Q(mediator_name__contains=text) | Q(case__matter__in=named))


def waiting_count() -> int:
    """How many referrals wait for the mediator to accept them."""
    return Referral.objects.filter(status="referred").count()


def referral_of(case: Case) -> Referral | None:
    """The referral of a case's matter, whatever number of the matter the case bears."""
    return Referral.objects.filter(case__matter=case.matter_id).select_related("case").order_by("-pk").first()
