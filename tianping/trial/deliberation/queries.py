"""Reads of deliberation: what panels deliberated; supervised cases and the steps taken in them."""

import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from tianping.cases.models import Case, Seat
from tianping.cases.queries import ON_THE_BENCH, matching, seats_of
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.trial.deliberation.models import (
    Deliberation,
    DeliberationSignature,
    Opinion,
    Supervision,
    SupervisionStep,
)
from tianping.trial.deliberation.permissions import visible_deliberations, visible_supervisions


def supervisions(user: Any) -> QuerySet[Supervision]:
    """The supervised cases that a person may see, with how many steps were taken."""
    return (
        visible_supervisions(user)
        .select_related("case__matter", "case__responsible", "marked_by", "ended_by")
        .annotate(step_count=Count("steps"))
    )


def supervision_of(case: Case) -> Supervision | None:
    """The newest supervision of a case."""
    return Supervision.objects.filter(case=case).select_related("marked_by", "ended_by").order_by("-pk").first()


def steps_of(supervision: Supervision) -> QuerySet[SupervisionStep]:
    """What was done in a supervised case, oldest first, with who did it."""
    return SupervisionStep.objects.filter(supervision=supervision).select_related("by").order_by("pk")


def search(rows: QuerySet[Supervision], text: str) -> QuerySet[Supervision]:
    """Supervised cases by case number in any usual spelling or by a litigant's name."""
    return rows.filter(case__in=matching(Case.objects.filter(supervisions__isnull=False), text).values("pk"))


def supervised_now(user: Any) -> QuerySet[Supervision]:
    """The supervised cases that a person may see and that are not yet released."""
    return visible_supervisions(user).filter(status="marked")


def members_of(case: Case) -> list[Seat]:
    """Who sits in a case now, in the order in which they speak: the presiding judge last."""
    bench = [seat for seat in seats_of([case.pk])[case.pk] if seat.role in ON_THE_BENCH]
    return sorted(bench, key=lambda seat: seat.role == Seat.Role.PRESIDING)


def deliberations_of(case: Case) -> QuerySet[Deliberation]:
    """The deliberations in a case, oldest first, with everybody's words and signatures."""
    return _whole(Deliberation.objects.filter(case=case)).order_by("ordinal")


def deliberations(user: Any) -> QuerySet[Deliberation]:
    """The deliberations that a person may read."""
    return _whole(visible_deliberations(user).select_related("case__matter"))


def to_sign(user: Any) -> QuerySet[Deliberation]:
    """The deliberations that wait for this person's signature."""
    signed = DeliberationSignature.objects.filter(deliberation=OuterRef("pk"), by=user)
    took_part = Opinion.objects.filter(deliberation=OuterRef("pk"), user=user)
    rows = visible_deliberations(user).filter(Exists(took_part), ~Exists(signed), case__status="open")
    return rows.select_related("case").order_by("pk")


def unsigned(deliberation: Any) -> list[str]:
    """Who took part and has not signed; of a deliberation that was read with its words and signatures."""
    signed = {each.by_id for each in deliberation.signatures.all()}
    return [each.user.full_name for each in deliberation.opinions.all() if each.user_id not in signed]


def hindrance_to_judgment(case: Case, *, on: datetime.date) -> str:
    """Why a panel cannot judge yet: it has not deliberated, or a member has not signed (民事诉讼法第四十五条).

    Empty where a judge sits alone, or where everybody has signed the newest deliberation.
    """
    if case.composition != Case.Composition.PANEL:
        return ""
    rule = cite(CIVIL_PROCEDURE, 45, on).text
    last = deliberations_of(case).last()
    if last is None:
        return f"合议庭还没有评议：评议应当制作笔录，由合议庭成员签名（{rule}）。请先在案件页面记录评议，再拟写判决书。"
    waiting = unsigned(last)
    if waiting:
        who = "、".join(waiting)
        return f"{who}还没有在第{last.ordinal}次评议的笔录上签名（{rule}）；合议庭成员都签名后，再拟写判决书。"
    return ""


def _whole(rows: QuerySet[Deliberation]) -> QuerySet[Deliberation]:
    opinions = Prefetch("opinions", queryset=Opinion.objects.select_related("user").order_by("ordinal"))
    signatures = Prefetch("signatures", queryset=DeliberationSignature.objects.select_related("by").order_by("pk"))
    return rows.select_related("by").prefetch_related(opinions, signatures)
