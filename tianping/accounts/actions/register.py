"""Writes of the court's own register: the court, people, posts, local figures."""

import datetime
import re

import psycopg
from django.db import IntegrityError, transaction

from tianping.accounts.models import USERNAME_PATTERN, Court, Division, LocalFigure, PostHolding, User
from tianping.accounts.permissions import check_not_oneself
from tianping.accounts.posts import ADMINISTRATORS, Post
from tianping.accounts.queries import connection_facts, is_last_holder, posts_on
from tianping.kernel import audit, clock, names
from tianping.kernel.audit import sealing, verifier
from tianping.kernel.courts import current_court
from tianping.kernel.refusals import Overtaken, Refused


@transaction.atomic
def found_court(*, code: str, name: str, province: str, is_demonstration: bool, at: datetime.datetime) -> Court:
    """Write down which court this schema is (once)."""
    court = Court.objects.create(code=code, name=name, province=province, is_demonstration=is_demonstration)
    audit.record("court.found", "court", by=None, at=at, code=code)
    return court


@transaction.atomic
def add_division(name: str, order: int, *, by: User | None, at: datetime.datetime) -> Division:
    """Add a division (庭室)."""
    division = Division.objects.create(name=name, order=order)
    audit.record("division.add", f"division:{division.pk}", by=by, at=at)
    return division


@transaction.atomic
def add_person(
    username: str,
    full_name: str,
    password: str,
    *,
    by: User | None,
    at: datetime.datetime,
    must_change_password: bool = False,
) -> User:
    """Add a person who can sign in (新增人员). Posts are given by somebody else, the security administrator.

    Raises Refused for a log-in name that is taken or not plain.
    """
    if re.fullmatch(USERNAME_PATTERN, username) is None:
        raise Refused("登录名须为2至40位小写字母、数字、点、横线或下划线，并以字母或数字开头，例如 li.ming。")
    if User.objects.filter(username=username).exists():
        raise Refused("该登录名已有人使用，请换一个，例如加上数字。")
    user = User(
        username=username,
        full_name=full_name,
        sort_key=names.sort_key(full_name),
        must_change_password=must_change_password,
    )
    user.set_password(password)
    user.save()
    audit.record("person.add", f"person:{user.pk}", by=by, at=at)
    return user


@transaction.atomic
def deactivate_person(user: User, *, by: User | None, at: datetime.datetime) -> None:
    """Let a person sign in no more (停用); sessions under way end at their next request."""
    check_not_oneself(by, user, "不能停用本人账号，请由另一名系统管理员办理。")
    for post in sorted(posts_on(user, clock.china_day(at)) & ADMINISTRATORS):
        _check_not_last(user, post, clock.china_day(at))
    _change_activity(user, active=False)
    audit.record("person.deactivate", f"person:{user.pk}", by=by, at=at)


@transaction.atomic
def reactivate_person(user: User, *, by: User | None, at: datetime.datetime) -> None:
    """Let a person sign in again (恢复)."""
    check_not_oneself(by, user, "不能恢复本人账号，请由另一名系统管理员办理。")
    _change_activity(user, active=True)
    audit.record("person.reactivate", f"person:{user.pk}", by=by, at=at)


@transaction.atomic
def reset_password(user: User, password: str, *, by: User | None, at: datetime.datetime) -> None:
    """Give a person a password that opens nothing but the page that changes it (重置密码).

    All sessions of the person end at their next request.
    """
    check_not_oneself(by, user, "不能重置本人密码；修改本人密码请到“我的账号”办理。")
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    audit.record("person.reset_password", f"person:{user.pk}", by=by, at=at)


@transaction.atomic
def change_own_password(user: User, password: str, *, at: datetime.datetime) -> None:
    """A person chooses a password (修改密码); the one-time password is done with."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record("person.change_password", f"person:{user.pk}", by=user, at=at)


@transaction.atomic
def appoint(
    user: User,
    post: Post,
    *,
    since: datetime.date,
    division: Division | None = None,
    by: User | None,
    at: datetime.datetime,
) -> PostHolding:
    """Give a person a post from a day on (任命).

    Raises Forbidden for one's own posts; Refused if the person holds the post already or holds another of the
    three administrators' posts (the database says so, whoever asks).
    """
    check_not_oneself(by, user, "不能为本人任命岗位，请由另一名安全管理员办理。")
    try:
        with transaction.atomic():
            holding = PostHolding.objects.create(user=user, post=post, division=division, since=since, appointed_by=by)
    except IntegrityError as error:
        raise Refused(_why_not_appointed(error)) from error
    audit.record("post.appoint", f"person:{user.pk}", by=by, at=at, post=post)
    return holding


@transaction.atomic
def end_post(holding: PostHolding, *, on: datetime.date, by: User | None, at: datetime.datetime) -> None:
    """Remove a person from a post (免职): from that day on, and for sessions under way at their next request.

    Raises Forbidden for one's own posts; Refused if the post has ended already, begins later than that day, or
    is the last of one of the three administrators.
    """
    check_not_oneself(by, holding.user, "不能免去本人岗位，请由另一名安全管理员办理。")
    if on < holding.since:
        raise Refused("免职日期早于任职日期，请核对日期。")
    if holding.post in ADMINISTRATORS:
        _check_not_last(holding.user, Post(holding.post), on)
    ended = PostHolding.objects.filter(pk=holding.pk, until__isnull=True).update(until=on, ended_by=by)
    if not ended:
        raise Overtaken
    audit.record("post.end", f"person:{holding.user_id}", by=by, at=at, post=holding.post)


@transaction.atomic
def enter_local_figure(
    name: str,
    value: str,
    *,
    valid_from: datetime.date,
    source: str,
    is_demonstration: bool,
    by: User | None,
    at: datetime.datetime,
) -> LocalFigure:
    """Enter a figure that the province or the court decided, with its source (登记本院数据).

    Raises Refused if a value from the same day stands already: what was entered is never overwritten.
    """
    try:
        with transaction.atomic():
            figure = LocalFigure.objects.create(
                name=name,
                value=value,
                valid_from=valid_from,
                source=source,
                is_demonstration=is_demonstration,
                entered_by=by,
                entered_at=at,
            )
    except IntegrityError as error:
        raise Refused("该项数据自同一日起已有登记值，不能覆盖；如有变化，请登记新的起始日期。") from error
    audit.record("local_figure.enter", f"local_figure:{figure.pk}", by=by, at=at, name=name, value=value)
    return figure


def verify_audit_log(*, by: User | None, at: datetime.datetime) -> list[str]:
    """Seal what is not sealed yet and let the stand-alone verifier read everything (核验审计记录).

    Returns every disagreement with the checkpoints as a sentence; none if all agrees. The verifier reads what is
    committed over a connection of its own, so this must not run inside a transaction.
    """
    sealing.seal()
    with psycopg.connect(**connection_facts()) as own_connection:
        findings = verifier.verify(own_connection, current_court(), sealing.checkpoint_file())
    audit.record("audit.verify", "audit_log", by=by, at=at, findings=len(findings))
    return findings


def _change_activity(user: User, *, active: bool) -> None:
    changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    if not changed:
        raise Overtaken
    user.refresh_from_db(fields=["is_active"])


def _check_not_last(user: User, post: Post, day: datetime.date) -> None:
    # One at a time: two removals at once would each see the other person still in the post.
    list(PostHolding.objects.select_for_update().filter(post=post).order_by("pk"))
    if is_last_holder(user, post, day):
        raise Refused(f"此人是本院唯一的{post.label}，请先任命接任人员再办理。")


def _why_not_appointed(error: IntegrityError) -> str:
    if "three_administrators_three_people" in str(error):
        return "系统管理员、安全管理员、审计管理员须由三个人分别担任，此人已担任其中之一，请另选人员。"
    return "此人在该期间已担任这一岗位，无需重复任命。"
