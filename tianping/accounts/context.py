"""What the shells show around every page: the court, the person, and the ways that the person's posts open."""

import datetime
import functools
import itertools
from typing import Any, cast

from django.http import HttpRequest

from tianping.accounts.models import User
from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import COURT_STAFF, OUTSIDERS, Post, idle_minutes
from tianping.accounts.queries import court_if_founded, first_page_of, navigation
from tianping.kernel import clock
from tianping.kernel.together import Counts
from tianping.kernel.web.addresses import address, is_address
from tianping.kernel.web.context import NavigationGroup, NavigationItem, ShellFacts, marked_active

SEARCH_URL = "/cases/"
PEOPLE_REMEMBERED = 1000


def shell_facts(request: HttpRequest) -> ShellFacts:
    """The facts around one page; a stranger sees the court's name and nothing else."""
    court = court_if_founded()
    name, is_demonstration = (court.name, court.is_demonstration) if court else ("", False)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ShellFacts(court_name=name, is_demonstration=is_demonstration)
    held = held_posts(user)
    return ShellFacts(
        court_name=name,
        is_demonstration=is_demonstration,
        person=user.full_name,
        for_staff=not held <= OUTSIDERS,
        posts=tuple(str(post.label) for post in Post if post in held),
        navigation=marked_active(groups_for(user), request.path),
        home_url=first_page_of(held),
        search_url=SEARCH_URL if held & COURT_STAFF and is_address(SEARCH_URL) else "",
        logout_url=address("account_logout"),
        stay_url=address("stay"),
        idle_seconds=idle_minutes(held) * 60,
    )


def groups_for(user: User) -> tuple[NavigationGroup, ...]:
    """The navigation of one person, group by group; nothing at all until a one-time password is changed."""
    if user.must_change_password:
        return ()
    ways = navigation(user)
    waiting, counts = _what_waits(user.pk, held_posts(user), clock.today())
    numbers = dict(zip(waiting, counts.now(), strict=True))
    return tuple(
        NavigationGroup(
            title,
            tuple(NavigationItem(entry.label, address(entry.url_name), count=numbers.get(entry)) for entry in entries),
        )
        for title, entries in itertools.groupby(ways, key=lambda entry: entry.group)
    )


@functools.lru_cache(maxsize=PEOPLE_REMEMBERED)
def _what_waits(pk: int, held: frozenset[Post], day: datetime.date) -> tuple[tuple[Entry, ...], Counts]:
    """Where something may wait for a person, and the one question how much; put together once for a person's day."""
    person = User(pk=pk)
    cast(Any, person).posts = held
    waiting = [(entry, entry.waiting(person)) for entry in navigation(person) if entry.waiting is not None]
    return tuple(entry for entry, _ in waiting), Counts([rows for _, rows in waiting])
