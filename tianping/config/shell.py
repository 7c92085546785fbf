"""What the shells show around every page: the court, the person, and the ways that the person's posts open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from tianping.accounts.models import Court
from tianping.accounts.permissions import Permission, held_posts
from tianping.kernel.web.context import NavigationGroup, NavigationItem, ShellFacts, marked_active


@dataclass(frozen=True)
class Way:
    """One entry of the navigation: its word, the name of its address, and who may go there."""

    label: str
    url_name: str
    permission: Permission


NAVIGATION: tuple[tuple[str, tuple[Way, ...]], ...] = ()


def shell_facts(request: HttpRequest) -> ShellFacts:
    """The facts around one page; a stranger sees the court's name and nothing else."""
    court = Court.objects.first()
    name, is_demonstration = (court.name, court.is_demonstration) if court else ("", False)
    user = request.user  # ty: ignore[unresolved-attribute]
    if not user.is_authenticated:
        return ShellFacts(court_name=name, is_demonstration=is_demonstration)
    groups = marked_active(_open_ways(user), request.path)
    return ShellFacts(
        court_name=name,
        is_demonstration=is_demonstration,
        person=user.full_name,
        posts=tuple(sorted(post.label for post in held_posts(user))),
        navigation=groups,
        home_url=next((item.url for group in groups for item in group.items), "/"),
        search_url="/cases/",
        logout_url="/accounts/logout/",
    )


def _open_ways(user: object) -> tuple[NavigationGroup, ...]:
    held = held_posts(user)
    groups = (
        NavigationGroup(
            title,
            tuple(NavigationItem(way.label, reverse(way.url_name)) for way in ways if way.permission.allows(held)),
        )
        for title, ways in NAVIGATION
    )
    return tuple(group for group in groups if group.items)
