"""Reads of mediation: referrals with their litigants and their term, and what was done."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Clock, Counsel, Litigant
from tianping.cases.queries import matching
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.permissions import MEDIATORS, visible_referrals
from tianping.kernel.models import Step

TERM = "MED-PRE-30"
# After filing fifteen days in ordinary procedure, seven in simple procedure (特邀调解规定第二十七条).
TERMS_AFTER = {"ordinary": "MED-POST", "simple": "MED-POST-7", "small_claims": "MED-POST-7"}
# 接受、征询对方 (在线调解规则第十二条、第十五条).
ACCEPT, NOTIFY = "MED-ACCEPT-3", "MED-NOTIFY-3"
TERMS = (TERM, "MED-POST", "MED-POST-7")
WAITING = ("referred", "declined")
OPEN = ("referred", "declined", "accepted")
OVER = "调解已经结束，不需要再办理。"


def referrals(user: Any) -> QuerySet[Referral]:
    """The referrals that a person may see, with case, litigants and the clock of the thirty days.

    ``due`` orders by its end.
    """
    clocks = Clock.objects.filter(period_id__in=(*TERMS, ACCEPT)).order_by("-pk")
    ends = clocks.filter(case=OuterRef("case")).annotate(last_day=Coalesce("legal_due", "nominal_due"))
    return (
        visible_referrals(user)
        .select_related("case__matter", "organisation")
        .prefetch_related(
            Prefetch("case__matter__litigants", queryset=Litigant.objects.order_by("matter_id", "position")),
            Prefetch("case__clocks", queryset=clocks, to_attr="mediation_clocks"),
        )
        .annotate(due=Coalesce("extended_until", Subquery(ends.values("last_day")[:1])))
    )


def clock_of(referral: Any) -> Clock | None:
    """The clock that counts now, as ``referrals`` read it: of the term once accepted, before it of accepting."""
    clocks: list[Clock] = referral.case.mediation_clocks
    if referral.accepted_on is None:
        return next((each for each in clocks if each.period_id == ACCEPT), None)
    return next((each for each in clocks if each.period_id in TERMS and each.started_on == referral.accepted_on), None)


def clock_of_term(referral: Referral) -> Clock:
    """The clock of the term of a mediation that was accepted (调解期限)."""
    rows = Clock.objects.filter(case=referral.case_id, period_id__in=TERMS, started_on=referral.accepted_on)
    return rows.order_by("-pk")[0]


def last_day_of(referral: Referral) -> datetime.date:
    """The last day of the term of a mediation that was accepted, with what both sides agreed on beyond it."""
    term = clock_of_term(referral)
    return referral.extended_until or term.legal_due or term.nominal_due


def past_term(ids: Collection[int], on: datetime.date) -> list[tuple[str, datetime.date]]:
    """Mediations under way before filing whose term has passed (特邀调解规定第二十七条): number and its last day.

    After filing the bench reviews what is agreed, whenever that is.
    """
    rows = Referral.objects.filter(pk__in=list(ids), kind=Referral.Kind.BEFORE, status="accepted")
    running = {row.case_id: row for row in rows.select_related("case").order_by("pk")}
    ends = {}
    for term in Clock.objects.filter(case__in=running, period_id=TERM).order_by("pk"):
        row = running[term.case_id]
        if term.started_on == row.accepted_on:
            ends[row.case.number] = row.extended_until or term.legal_due or term.nominal_due
    return [(number, last) for number, last in ends.items() if last < on]


def search(rows: QuerySet[Referral], text: str) -> QuerySet[Referral]:
    """Referrals by case number in any usual spelling, by a litigant's name, or by the mediators'."""
    cases = matching(Case.objects.filter(referral__isnull=False), text)
    return rows.filter(Q(case__in=cases.values("pk")) | Q(organisation__name__contains=text.strip()))


def counts_by_status(user: Any) -> dict[str, int]:
    """How many of the referrals that a person may see stand in each state."""
    return dict(visible_referrals(user).order_by().values_list("status").annotate(Count("pk")))


def waiting_for(user: Any) -> QuerySet[Referral]:
    """The referrals that wait for a person: mediators accept them, the court names others for what was declined."""
    waits = ("referred",) if held_posts(user) & MEDIATORS else WAITING
    return visible_referrals(user).filter(status__in=waits)


def steps_of(referral: Referral) -> QuerySet[Step]:
    """What was done with a referral, oldest first, with who did it."""
    done = Step.objects.filter(machine=Referral.machine.name, record_id=referral.pk)
    return done.select_related("by").order_by("pk")


def accepted_at(referral: Referral) -> datetime.datetime | None:
    """Since when its mediators mediate; None while nobody has accepted it."""
    if referral.accepted_on is None:
        return None
    return steps_of(referral).filter(verb="accept").latest("pk").at


def litigant_of(user: Any, referral_id: int, litigant_id: int) -> Litigant | None:
    """A litigant of a mediation that a person may see and that has not ended."""
    open_referrals = visible_referrals(user).filter(pk=referral_id, status__in=OPEN)
    return Litigant.objects.filter(pk=litigant_id, matter__cases__referral__in=open_referrals).first()


def counsel_in(referral: Referral) -> list[Counsel]:
    """Who acts for the litigants of a mediation now (委托诉讼代理人)."""
    rows = Counsel.objects.filter(litigant__matter=referral.case.matter_id, until__isnull=True)
    return list(rows.order_by("litigant__position", "pk"))


def referrals_of(case: Case) -> list[Referral]:
    """The referrals of the dispute that a case is about, the newest first, whichever of its numbers the case bears."""
    rows = Referral.objects.filter(case__matter=case.matter_id).select_related("case", "organisation")
    return list(rows.order_by("-pk"))


def running_referral_of(case: Case) -> Referral | None:
    """The referral of a case that has not ended."""
    return Referral.objects.filter(case=case, status__in=OPEN).select_related("case", "organisation").first()


def running_in(case_ids: Collection[int]) -> list[Referral]:
    """The referrals of these cases that have not ended, oldest first."""
    rows = Referral.objects.filter(case__in=list(case_ids), status__in=OPEN).select_related("case__matter")
    return list(rows.order_by("pk"))


def before_filing_of(case_ids: Collection[int]) -> dict[int, Referral]:
    """The referral before filing of each of these cases, by case: who mediates, where it stands or how it ended."""
    rows = Referral.objects.filter(case__in=list(case_ids), kind=Referral.Kind.BEFORE).select_related("organisation")
    return {row.case_id: row for row in rows.order_by("pk")}


def entrusted(referral_id: int) -> Referral:
    """A referral after filing, with its case. Raises Referral.DoesNotExist for any other."""
    return Referral.objects.select_related("case", "organisation").get(pk=referral_id, kind=Referral.Kind.AFTER)


def referral_for(case: Case) -> Referral | None:
    """The newest referral under a case number, as its litigants see it."""
    rows = Referral.objects.filter(case=case).select_related("case__matter", "organisation")
    return rows.order_by("-pk").first()
