"""Pools: open, close, take people in and out, and let somebody take no new cases for a time."""

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.accounts.queries import posts_on
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.trial.assignment.models import Draw, Member, Pause, Pool
from tianping.trial.assignment.permissions import MANAGE_POOLS

POSTS = {
    Member.Role.JUDGE: (Post.JUDGE, "法官"),
    Member.Role.ASSISTANT: (Post.JUDGE_ASSISTANT, "法官助理"),
    Member.Role.CLERK: (Post.COURT_CLERK, "书记员"),
}


@transaction.atomic
def open_pool(
    name: str, *, tracks: Sequence[str] = (), causes: Sequence[str] = (), by: User, at: datetime.datetime
) -> Pool:
    """Set up a pool (设立分案团队); without tracks or causes it takes all."""
    check_may(by, MANAGE_POOLS)
    name = name.strip()
    if not name:
        raise Refused("请填写团队名称。")
    if Pool.objects.filter(name=name, closed_at__isnull=True).exists():
        raise Refused(f"已有名为“{name}”的团队，请换一个名称。")
    pool = Pool.objects.create(name=name, tracks=list(tracks), causes=list(causes), opened_at=at, opened_by=by)
    audit.record("pool.open", f"pool:{pool.pk}", by=by, at=at)
    return pool


@transaction.atomic
def close_pool(pool: Pool, *, by: User, at: datetime.datetime) -> None:
    """Close a pool (撤销团队); its cases stay with their judges."""
    check_may(by, MANAGE_POOLS)
    if Draw.objects.filter(pool=pool, status__in=["committed", "fixed"]).exists():
        raise Refused("该团队还有未完成的抽取，请先完成抽取或者作废。")
    if not Pool.objects.filter(pk=pool.pk, closed_at__isnull=True).update(closed_at=at, closed_by=by):
        raise Overtaken
    audit.record("pool.close", f"pool:{pool.pk}", by=by, at=at)


@transaction.atomic
def add_member(
    pool: Pool,
    user: User,
    role: Member.Role,
    *,
    by: User,
    at: datetime.datetime,
    serves: User | None = None,
    weight: int = 100,
) -> Member:
    """Take somebody into a pool from this day on: a judge with a weight (1–100), or who serves one of its judges."""
    check_may(by, MANAGE_POOLS)
    day = china_day(at)
    if pool.closed_at is not None:
        raise Refused("该团队已经撤销，不能再增加成员。")
    post, word = POSTS[role]
    if post not in posts_on(user, day):
        raise Refused(f"{user.full_name}没有担任{word}，请核对岗位。")
    if not 1 <= weight <= 100:
        raise Refused("分案权数应当是1到100的整数，100表示满额分案。")
    in_pool = Member.objects.filter(pool=pool, role=Member.Role.JUDGE, until__isnull=True)
    if role != Member.Role.JUDGE and (serves is None or not in_pool.filter(user=serves).exists()):
        raise Refused(f"请选择{word}所配合的法官，该法官应当已在本团队中。")
    try:
        with transaction.atomic():
            member = Member.objects.create(
                pool=pool, user=user, role=role, serves=serves, weight=weight, since=day, added_by=by
            )
    except IntegrityError:
        raise Refused(f"{user.full_name}已在本团队中，或者该法官已配有书记员，请先移出原成员。") from None
    audit.record("pool.add", f"pool:{pool.pk}", by=by, at=at, person=user.pk, role=str(role), weight=weight)
    return member


@transaction.atomic
def end_member(member: Member, *, by: User, at: datetime.datetime) -> None:
    """Take somebody out of a pool from this day on; whoever serves a judge leaves with the judge."""
    check_may(by, MANAGE_POOLS)
    day = china_day(at)
    if not Member.objects.filter(pk=member.pk, until__isnull=True).update(until=day, ended_by=by):
        raise Overtaken
    Member.objects.filter(pool=member.pool_id, serves=member.user_id, until__isnull=True).update(until=day, ended_by=by)
    audit.record("pool.end", f"pool:{member.pool_id}", by=by, at=at, person=member.user_id)


@transaction.atomic
def pause(
    user: User,
    reason: str,
    *,
    since: datetime.date,
    by: User,
    at: datetime.datetime,
    until: datetime.date | None = None,
) -> Pause:
    """Somebody takes no new cases from ``since`` to the day before ``until`` (暂停分案)."""
    check_may(by, MANAGE_POOLS)
    if not reason.strip():
        raise Refused("请写明暂停分案的原因。")
    if until is not None and until <= since:
        raise Refused("恢复分案的日期应当晚于暂停的日期，请核对。")
    made = Pause.objects.create(user=user, since=since, until=until, reason=reason.strip(), noted_at=at, noted_by=by)
    audit.record("pool.pause", f"person:{user.pk}", by=by, at=at)
    return made


@transaction.atomic
def end_pause(made: Pause, *, by: User, at: datetime.datetime) -> None:
    """Somebody takes new cases again from this day on (恢复分案)."""
    check_may(by, MANAGE_POOLS)
    day = max(china_day(at), made.since)
    Pause.objects.filter(pk=made.pk).update(until=day, ended_by=by)
    audit.record("pool.resume", f"person:{made.user_id}", by=by, at=at)
