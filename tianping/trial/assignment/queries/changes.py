"""Reads of reassignments and recusals."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tianping.accounts.models import PostHolding
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.cases.models import Case, Seat
from tianping.cases.permissions import visible_cases
from tianping.kernel.models import Step
from tianping.trial.assignment.models import Reassignment, Recusal
from tianping.trial.assignment.permissions import DECIDE_REASSIGNMENT, DECIDE_RECUSAL, HELPERS


def reassignment_rows(user: Any) -> QuerySet[Reassignment]:
    """The requests of cases that a person may see, and those a person made."""
    return Reassignment.objects.filter(Q(case__in=visible_cases(user)) | Q(requested_by=user)).select_related(
        "case__matter", "from_user", "to_user", "requested_by", "decided_by"
    )


def reassignments_to_approve(user: Any) -> QuerySet[Reassignment]:
    """The requests that wait for this person's decision: nobody decides on their own request or succession."""
    rows = Reassignment.objects.filter(status="requested").select_related(
        "case", "from_user", "to_user", "requested_by"
    )
    if not DECIDE_REASSIGNMENT.allows(held_posts(user)):
        return rows.none()
    return rows.exclude(requested_by=user).exclude(to_user=user).order_by("pk")


def recusal_rows() -> QuerySet[Recusal]:
    """Recusals with what their pages show."""
    return Recusal.objects.select_related(
        "case__matter", "person", "applicant", "raised_by", "decided_by", "reviewed_by"
    )


def visible_recusals(user: Any) -> QuerySet[Recusal]:
    """The recusals of cases that a person may see, and those about this person."""
    return recusal_rows().filter(Q(case__in=visible_cases(user)) | Q(person=user))


def recusals_of(case: Case) -> QuerySet[Recusal]:
    """The recusals raised in a case, newest first."""
    return Recusal.objects.filter(case=case).select_related("person").order_by("-pk")


def recusals_to_decide(user: Any) -> QuerySet[Recusal]:
    """The recusals that wait for this person: the president's, the vice-president's for the committee, the bench's."""
    if not DECIDE_RECUSAL.allows(held_posts(user)):
        return Recusal.objects.none()
    posts, held = held_posts(user), Seat.objects.filter(case=OuterRef("case"), until__isnull=True)
    helper = Exists(held.filter(user=OuterRef("person"), role__in=HELPERS))
    own_bench = Exists(held.filter(user=user.pk, role__in=[Seat.Role.SOLE, Seat.Role.PRESIDING]))
    on_president = Exists(PostHolding.objects.filter(user=OuterRef("person"), post=Post.PRESIDENT, until__isnull=True))
    mine = Q(helper, own_bench)
    if Post.PRESIDENT in posts:
        mine |= ~Q(helper)
    if Post.VICE_PRESIDENT in posts:
        mine |= Q(on_president) & ~Q(helper)
    waiting = recusal_rows().filter(status__in=["requested", "reviewing"]).exclude(person=user)
    return waiting.filter(mine).order_by("pk")


def asked_at(recusal: Recusal) -> datetime.datetime:
    """When the litigant asked for what now waits: the recusal, or its review."""
    steps = Step.objects.filter(machine=Recusal.machine.name, record_id=recusal.pk, verb="ask_review")
    return steps.order_by("-pk").values_list("at", flat=True).first() or recusal.raised_at
