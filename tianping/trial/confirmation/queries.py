"""Reads of applications about agreements: what a litigant may ask for, what waits for whom, who may be the judge."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post
from tianping.cases.models import Case, Clock, Litigant, Seat
from tianping.cases.queries import conflicts_in, seats_of
from tianping.intake.mediation.queries import agreement_in, referral_for
from tianping.kernel.refusals import Refused
from tianping.law import confirmation
from tianping.law.answers import Answer
from tianping.law.clauses_by_name import by_name, sides_of
from tianping.money.fees.queries import fee_of
from tianping.trial.confirmation.models import Applicant, Application
from tianping.trial.confirmation.permissions import ACCEPT_APPLICATION, visible_applications

MEDIATION = "诉前调"
UNTIL_DECIDED = ("CONF-ACCEPT-3", "CONF-DECIDE-15")
GROUPS = {
    "received": ("received",),
    "accepted": ("accepted", "decided"),
    "ended": ("effective", "refused", "withdrawn"),
    "asked": ("asked",),
}


@dataclass(frozen=True)
class Offer:
    """What may be asked of the court about an agreement, and until when; its terms name their people."""

    agreement: Any
    terms: list[str]
    confirmable: Answer[bool]
    last_day: datetime.date
    in_time: bool


def offer_for(case: Case, *, on: datetime.date) -> Offer | None:
    """What the litigants of a 诉前调 number may ask for; None while no agreement binds."""
    referral = referral_for(case)
    agreement = agreement_in(referral) if referral is not None and referral.kind == "before" else None
    if agreement is None or agreement.effective_on is None:
        return None
    due = confirmation.last_day_to_apply(agreement.effective_on, on=on).value
    last = due.legal or due.nominal
    sides = sides_of(case.matter.litigants.all())
    terms = [by_name(line, sides) for line in agreement.lines]
    return Offer(agreement, terms, confirmation.may_be_confirmed(case.matter.cause_name, on=on), last, on <= last)


def offer_at_counter(case: Case, *, on: datetime.date) -> Offer | None:
    """What litigants who come in person may still ask for under this 诉前调 number; None where there is nothing."""
    if case.type_code != MEDIATION or case.status != "closed":
        return None
    standing = application_of(case)
    if standing is not None and standing.status not in ("asked", "refused", "withdrawn"):
        return None
    return offer_for(case, on=on)


def kinds_of(offer: Offer | None, running: Application | None) -> list[Application.Kind]:
    """What may be asked for: what another has asked for already, else what the law allows."""
    if offer is None:
        return []
    if running is not None:
        return [Application.Kind(running.kind)]
    may_confirm = offer.confirmable.value and offer.in_time
    return [Application.Kind.CONFIRMATION, Application.Kind.PAPER] if may_confirm else [Application.Kind.PAPER]


def applications() -> QuerySet[Application]:
    """All applications, with what pages show of them."""
    joined = Applicant.objects.select_related("litigant").order_by("pk")
    return Application.objects.select_related(
        "agreement__referral__organisation", "outside__scan", "mediated_in__matter", "case__responsible", "paper"
    ).prefetch_related(Prefetch("applicants", queryset=joined, to_attr="joined"))


def with_decision_due(rows: QuerySet[Application]) -> QuerySet[Application]:
    """The same applications with the running period to accept or to decide them: its id, its days (受理、审查期限)."""
    running = Clock.objects.filter(
        matter=OuterRef("mediated_in__matter"), period_id__in=UNTIL_DECIDED, stopped_on__isnull=True
    ).order_by("-pk")
    return rows.annotate(
        binds_on=Coalesce("agreement__effective_on", "outside__agreed_on"),
        due_period=Subquery(running.values("period_id")[:1]),
        due_nominal=Subquery(running.values("nominal_due")[:1]),
        due_legal=Subquery(running.values("legal_due")[:1]),
    )


def applications_seen_by(user: Any) -> QuerySet[Application]:
    """The applications that a person may see."""
    return applications().filter(pk__in=visible_applications(user).values("pk"))


def application_of(case: Case) -> Application | None:
    """The newest application about the agreement of a matter, under whichever of its numbers one looks."""
    return applications().filter(mediated_in__matter=case.matter_id).order_by("-pk").first()


def fee_of_paper(case: Case, *, on: datetime.date) -> int | None:
    """What a mediation paper costs, halved (诉讼费用交纳办法第十五条); None where the sum is not known yet."""
    matter = case.matter
    try:
        fee = fee_of(matter.cause_name, matter.claim_fen, matter.elements, is_simple=True, on=on)
    except Refused:
        return None
    return fee.now.value


def has_joined(application: Application, litigant: Litigant) -> bool:
    """Whether a litigant has joined in the application."""
    return Applicant.objects.filter(application=application, litigant=litigant).exists()


def who_joined(application: Application) -> list[Litigant]:
    """Who has joined in the application."""
    rows = Applicant.objects.filter(application=application).select_related("litigant").order_by("pk")
    return [each.litigant for each in rows]


def still_to_join(application: Application) -> list[Litigant]:
    """Who has not joined in the application."""
    joined = Applicant.objects.filter(application=application).values("litigant")
    return list(Litigant.objects.filter(matter=application.mediated_in.matter_id).exclude(pk__in=joined))


def without_document(application: Application) -> list[Litigant]:
    """The people whose document nobody entered: a paper would not say who they are."""
    people = Litigant.objects.filter(matter=application.mediated_in.matter_id, kind=Litigant.Kind.NATURAL)
    return list(people.filter(identity_number="").order_by("position"))


def possible_judges(application: Application, *, on: datetime.date) -> list[User]:
    """Who may be named: judges without a known reason to withdraw from the matter."""
    barred = conflicts_in([application.mediated_in_id])[application.mediated_in_id]
    return [each for each in people_with_post(Post.JUDGE, on).order_by("pk") if each.pk not in barred]


def who_proofreads(application: Application) -> list[User]:
    """Those who serve the bench of the application and did not write its paper: one of them proof-reads it."""
    if application.case is None or application.paper is None:
        return []
    seated = seats_of([application.case.pk])[application.case.pk]
    helping = (Seat.Role.ASSISTANT, Seat.Role.CLERK)
    return [each.user for each in seated if each.role in helping and each.user_id != application.paper.drawn_by_id]


def first_group(user: Any, counts: Mapping[str, int]) -> str:
    """The group with which the list opens: where something waits for this person, else where there is anything."""
    waiting = set(waiting_for(user).values_list("status", flat=True))
    wanted = [group for group, states in GROUPS.items() if waiting & set(states)]
    return next(iter([*wanted, *(group for group in GROUPS if counts[group]), *GROUPS]))


def waiting_for(user: Any) -> QuerySet[Application]:
    """The applications that wait for a person: to be accepted by the filing division, to be decided by their judge."""
    own = Q(status="accepted", case__responsible=user)
    waits = own | Q(status="received") if ACCEPT_APPLICATION.allows(held_posts(user)) else own
    return visible_applications(user).filter(waits)
