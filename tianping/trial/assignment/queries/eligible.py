"""Who may be drawn for which case: pools, loads, and every reason against somebody, in words without personal data."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from tianping.accounts.models import LocalFigure, User
from tianping.accounts.posts import Post
from tianping.accounts.queries import local_figure, people_with_post
from tianping.cases.models import Seat
from tianping.cases.queries import ON_THE_BENCH, conflicts_in, seats_of
from tianping.law.benches import assessor_cap
from tianping.trial.assignment.models import Member, Pause, Pool, Reassignment, Recusal


class Excluded(StrEnum):
    """Why somebody is not drawn, as the published roster says it."""

    RECUSAL = "申请或者决定回避"
    CONFLICT = "有应当回避的情形"
    REPLACED = "已变更的原审判人员"
    SEATED = "已在本案审判组织中"
    PAUSED = "暂停分案"
    CAPPED = "已达年度参审件数上限"


def open_pools() -> QuerySet[Pool]:
    """The pools into which cases can go, by name."""
    return Pool.objects.filter(closed_at__isnull=True).order_by("name", "pk")


def members_on(day: datetime.date) -> QuerySet[Member]:
    """Everybody who belongs to a pool on a day and may still sign in."""
    held = Q(until__isnull=True) | Q(until__gt=day)
    return Member.objects.filter(held, since__lte=day, user__is_active=True).select_related("user", "serves")


def team_of(judges: Collection[int], on: datetime.date, *, pool: Pool | None = None) -> dict[int, list[Member]]:
    """The assistants and clerks who serve each of these judges on a day, of one pool or of all."""
    members = members_on(on).filter(serves__in=judges).exclude(role=Member.Role.JUDGE).order_by("pk")
    teams: dict[int, list[Member]] = defaultdict(list)
    for member in members.filter(pool=pool) if pool is not None else members.filter(pool__closed_at__isnull=True):
        if member.serves_id is not None:
            teams[member.serves_id].append(member)
    return teams


def loads(people: Collection[int]) -> dict[int, int]:
    """In how many open cases each of these people sits on the bench."""
    counted = (
        Seat.objects.filter(user_id__in=people, until__isnull=True, role__in=ON_THE_BENCH, case__status="open")
        .order_by()
        .values_list("user_id")
        .annotate(Count("pk"))
    )
    return dict.fromkeys(people, 0) | dict(counted)


def capped(people: Collection[int], on: datetime.date) -> set[int]:
    """Who of these assessors sat in as many cases this year as an assessor may (人民陪审员法第二十四条)."""
    figure = local_figure(LocalFigure.Name.ASSESSOR_CAP, on)
    most = assessor_cap(int(figure.value) if figure is not None and figure.value.isdecimal() else None).value
    sat = Seat.objects.filter(user_id__in=people, role=Seat.Role.ASSESSOR, since__year=on.year).order_by()
    counted = sat.values_list("user_id").annotate(Count("case", distinct=True))
    return {user_id for user_id, count in counted if count >= most}


def paused_on(day: datetime.date) -> set[int]:
    """Who takes no new cases on a day."""
    running = Q(until__isnull=True) | Q(until__gt=day)
    return set(Pause.objects.filter(running, since__lte=day).values_list("user_id", flat=True))


def exclusions(case_ids: Sequence[int], on: datetime.date) -> dict[int, dict[int, Excluded]]:
    """Who must not be drawn for which case: case id → user id → the weightiest reason."""
    paused = dict.fromkeys(paused_on(on), Excluded.PAUSED)
    found: dict[int, dict[int, Excluded]] = {pk: dict(paused) for pk in case_ids}
    for pk, seats in seats_of(case_ids).items():
        found[pk] |= {seat.user_id: Excluded.SEATED for seat in seats}
    replaced = Reassignment.objects.filter(case_id__in=case_ids, status="approved")
    for case_id, user_id in replaced.values_list("case_id", "from_user_id"):
        found[case_id][user_id] = Excluded.REPLACED
    for case_id, reasons in conflicts_in(case_ids).items():
        found[case_id] |= dict.fromkeys(reasons, Excluded.CONFLICT)
    recused = Recusal.objects.filter(case_id__in=case_ids, status__in=["requested", "granted"])
    for case_id, user_id in recused.values_list("case_id", "person_id"):
        found[case_id][user_id] = Excluded.RECUSAL
    return found


def judges_of(pool: Pool, on: datetime.date) -> dict[User, int]:
    """The judges of a pool who hold their post on a day, with their weights."""
    in_post = people_with_post(Post.JUDGE, on).order_by().values("pk")
    judges = members_on(on).filter(pool=pool, role=Member.Role.JUDGE, user__in=in_post).order_by("user_id")
    return {member.user: member.weight for member in judges}
