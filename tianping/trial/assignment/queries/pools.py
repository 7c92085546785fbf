"""Reads of the pools as their pages show them."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.trial.assignment.models import Member, Pause, Pool
from tianping.trial.assignment.queries.eligible import loads, members_on, open_pools, paused_on


@dataclass(frozen=True)
class MemberRow:
    """A member as the page of the pool shows it; the load of judges alone."""

    member: Member
    load: int | None
    paused: bool


@dataclass(frozen=True)
class PoolRow:
    """A pool with its judges and with what it takes, in words."""

    pool: Pool
    judges: list[User]
    takes: str


def pool_rows(on: datetime.date) -> list[PoolRow]:
    """The open pools, each with its judges of a day."""
    judges: dict[int, list[User]] = defaultdict(list)
    for member in members_on(on).filter(role=Member.Role.JUDGE).order_by("user__sort_key", "pk"):
        judges[member.pool_id].append(member.user)
    return [PoolRow(pool, judges[pool.pk], _takes(pool)) for pool in open_pools()]


def members_with_loads(pool: Pool, on: datetime.date) -> list[MemberRow]:
    """Everybody in a pool on a day: judges first, with their open cases."""
    members = list(members_on(on).filter(pool=pool).order_by("serves__sort_key", "user__sort_key", "pk"))
    held = loads([each.user_id for each in members if each.role == Member.Role.JUDGE])
    paused = paused_on(on)
    rows = [MemberRow(each, held.get(each.user_id), each.user_id in paused) for each in members]
    return sorted(rows, key=lambda row: row.member.role != Member.Role.JUDGE)


def pauses_from(on: datetime.date) -> QuerySet[Pause]:
    """Who takes no new cases on a day or later."""
    return (
        Pause.objects.filter(Q(until__isnull=True) | Q(until__gt=on))
        .select_related("user", "noted_by")
        .order_by("since", "pk")
    )


def _takes(pool: Pool) -> str:
    tracks = dict(Case.Track.choices)
    words = ["、".join(str(tracks[each]) for each in pool.tracks), "、".join(pool.causes)]
    return "；".join(word for word in words if word) or "不限"
