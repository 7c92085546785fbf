"""Reads of the court's own register."""

import datetime

from django.db.models import Q

from tianping.accounts.models import Court, LocalFigure, PostHolding, User
from tianping.accounts.posts import Post


def this_court() -> Court:
    """The court that the current schema is. Raises Court.DoesNotExist before it is set up."""
    return Court.objects.get()


def posts_on(user: User, day: datetime.date) -> frozenset[Post]:
    """The posts that a person holds on a day."""
    held = PostHolding.objects.filter(Q(until__isnull=True) | Q(until__gte=day), user=user, since__lte=day)
    return frozenset(Post(value) for value in held.values_list("post", flat=True))


def local_figure(name: str, on: datetime.date) -> LocalFigure | None:
    """The court's own figure in force on a day; None if the court has entered none."""
    return LocalFigure.objects.filter(name=name, valid_from__lte=on).order_by("-valid_from").first()


def acting(user: User, day: datetime.date) -> User:
    """The person with the posts of that day on them, for work that comes without a request (worker, command)."""
    user.posts = posts_on(user, day)  # ty: ignore[unresolved-attribute]
    return user
