"""Writes of the court's own register: the court, people, posts, local figures."""

import datetime

from django.db import transaction
from pypinyin import lazy_pinyin

from tianping.accounts.models import Court, Division, LocalFigure, PostHolding, User
from tianping.accounts.posts import Post
from tianping.kernel import audit


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
def add_person(username: str, full_name: str, password: str, *, by: User | None, at: datetime.datetime) -> User:
    """Add a person who can sign in."""
    user = User(username=username, full_name=full_name, sort_key=" ".join(lazy_pinyin(full_name)))
    user.set_password(password)
    user.save()
    audit.record("person.add", f"person:{user.pk}", by=by, at=at)
    return user


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
    """Give a person a post from a day on. The database refuses a second administrator's post."""
    holding = PostHolding.objects.create(user=user, post=post, division=division, since=since)
    audit.record("post.appoint", f"person:{user.pk}", by=by, at=at, post=post)
    return holding


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
    """Enter a figure that the province or the court decided, with its source."""
    figure = LocalFigure.objects.create(
        name=name,
        value=value,
        valid_from=valid_from,
        source=source,
        is_demonstration=is_demonstration,
        entered_by=by,
        entered_at=at,
    )
    audit.record("local_figure.enter", f"local_figure:{figure.pk}", by=by, at=at, name=name, value=value)
    return figure
