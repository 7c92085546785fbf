"""Reads of the register: lists, one measure with its renewals, what ends soon, what a litigant is told."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, F, Min, Q, QuerySet, Value, When

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.queries import matching
from tianping.law.measures import ALARM_DAYS
from tianping.measures.models import Measure, Renewal, RenewalRequest
from tianping.measures.permissions import KEEP_MEASURES, visible_measures

STANDING = ("waiting", "in_force")
RENEWAL = "PRES-RENEW-7"


def measures(user: Any) -> QuerySet[Measure]:
    """The measures that a person may see, with case, owner and applicant."""
    return visible_measures(user).select_related("case", "owner", "applicant", "enforced_in")


def search(rows: QuerySet[Measure], text: str) -> QuerySet[Measure]:
    """Measures by case number, by the owner's or the applicant's name, or by what stands of the property."""
    cases = matching(Case.objects.filter(measures__isnull=False), text).values("pk")
    word = text.strip()
    named = Q(owner__name__contains=word) | Q(applicant__name__contains=word) | Q(description__contains=word)
    return rows.filter(Q(case__in=cases) | named)


def over(on: datetime.date) -> Q:
    """Measures whose term was over before that day, though nobody wrote it down yet (期限届满, 规定第二十七条)."""
    return Q(status="in_force", until__lt=on)


def stands(row: Measure, on: datetime.date) -> str:
    """The state of a measure on a day: its effect ends with its term, whenever that is written down."""
    return "lapsed" if row.status == "in_force" and row.until is not None and row.until < on else row.status


def in_state(rows: QuerySet[Measure], status: str, on: datetime.date) -> QuerySet[Measure]:
    """The measures that stand so on a day."""
    so = Q(status=status)
    return rows.filter(so | over(on)) if status == "lapsed" else rows.filter(so).exclude(over(on))


def counts_by_status(user: Any, on: datetime.date) -> dict[str, int]:
    """How many of the measures that a person may see stand in each state on a day."""
    state = Choice(When(over(on), then=Value("lapsed")), default=F("status"))
    rows = visible_measures(user).order_by().annotate(state=state)
    return dict(rows.values_list("state").annotate(Count("pk")))


def ending_soon(user: Any, on: datetime.date) -> QuerySet[Measure]:
    """The measures of a person who keeps the register that end within the longest alarm, the nearest first."""
    if not KEEP_MEASURES.allows(held_posts(user)):
        return Measure.objects.none()
    last = on + datetime.timedelta(days=max(ALARM_DAYS))
    return measures(user).filter(status="in_force", until__lte=last).order_by("until", "pk")


def renewals_of(measure: Measure) -> QuerySet[Renewal]:
    """How a measure was renewed, oldest first."""
    return Renewal.objects.filter(measure=measure).select_related("by").order_by("pk")


def measures_of_matter(matter_id: int) -> QuerySet[Measure]:
    """Every measure of a dispute, whichever of its cases ordered it, the standing ones first."""
    rows = Measure.objects.filter(case__matter=matter_id).select_related("case", "owner", "applicant", "enforced_in")
    return rows.order_by("ended_on", "until", "pk")


def standing_of(case_ids: Iterable[int], *, on: datetime.date) -> list[Measure]:
    """The measures that these cases ordered and that stand on a day, oldest first."""
    rows = Measure.objects.filter(case__in=list(case_ids), status__in=STANDING).exclude(over(on))
    return list(rows.select_related("owner", "applicant", "case").order_by("pk"))


def taken_on(case_id: int, basis: str) -> list[Measure]:
    """The measures that were taken on one ruling of a case, those that ended since among them, oldest first."""
    rows = Measure.objects.filter(case=case_id, basis=basis, purpose=Measure.Purpose.PRESERVATION)
    return list(rows.select_related("owner").order_by("pk"))


def told_to(case: Case, litigant: Litigant) -> list[Measure]:
    """What a litigant is told: measures taken for them, and those on their own property once they were told."""
    told = Q(applicant=litigant) | Q(owner=litigant, owner_told_on__isnull=False)
    if litigant.role == Litigant.Role.PLAINTIFF:
        # A preservation before the suit is taken for all who applied together.
        told |= Q(case__type_code="财保", applicant__matter=litigant.matter_id)
    return list(measures_of_matter(case.matter_id).filter(told))


def owners_told(case_ids: Collection[int]) -> set[tuple[int, int]]:
    """(owner, case) of measures that these cases themselves ordered and of which the owner was told."""
    rows = Measure.objects.filter(case__in=list(case_ids), owner_told_on__isnull=False)
    return set(rows.values_list("owner", "case"))


def requests_of(measure: Measure) -> QuerySet[RenewalRequest]:
    """What was asked about a measure, the newest first."""
    return RenewalRequest.objects.filter(measure=measure).select_related("paper", "answered_by").order_by("-pk")


def requests_seen(user: Any) -> QuerySet[RenewalRequest]:
    """What was asked about the measures that a person may see."""
    rows = RenewalRequest.objects.filter(measure__in=visible_measures(user).order_by().values("pk"))
    return rows.select_related("paper", "measure__case", "measure__owner", "measure__applicant")


def requests_waiting(user: Any) -> QuerySet[RenewalRequest]:
    """What waits for a person who keeps the register, by the day on which the measure ends."""
    if not KEEP_MEASURES.allows(held_posts(user)):
        return RenewalRequest.objects.none()
    return requests_seen(user).filter(status="asked").order_by("measure__until", "pk")


def renewable(case: Case, litigant: Litigant, *, on: datetime.date) -> list[Measure]:
    """The measures in force for a litigant that they may ask to be renewed, the first to end first."""
    rows = in_state(measures_of_matter(case.matter_id).filter(applicant=litigant), "in_force", on)
    return list(rows.exclude(renewal_requests__status="asked").exclude(renewals__was_until__gte=on))


def asked_by(case: Case, litigant: Litigant) -> list[RenewalRequest]:
    """What a litigant asked for in a dispute, the newest first."""
    rows = RenewalRequest.objects.filter(measure__case__matter=case.matter_id, measure__applicant=litigant)
    return list(rows.select_related("measure__owner", "renewal").order_by("-pk"))


def first_end(matter_id: int, applicant_id: int, *, on: datetime.date) -> datetime.date | None:
    """When the first of the measures in force for this applicant ends whose renewal is not asked for."""
    rows = Measure.objects.filter(case__matter=matter_id, applicant=applicant_id, status="in_force", until__gte=on)
    rows = rows.exclude(renewal_requests__status="asked")
    return rows.aggregate(first=Min("until"))["first"]
