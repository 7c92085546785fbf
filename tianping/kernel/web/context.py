"""What both shells show around a page: the court, the demonstration, who is signed in, and the ways from here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

ELDER_COOKIE = "elder"


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One way: its label, its address, whether the present page lies on it, and how many things wait there."""

    label: str
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Ways under one of the court's own words (立案, 审判, 执行…)."""

    title: str
    items: tuple[NavigationItem, ...]


@dataclass(frozen=True)
class ShellFacts:
    """What the storeys above know and the shells show; ``settings.SHELL_FACTS`` names the function that says it."""

    court_name: str = ""
    is_demonstration: bool = False
    person: str = ""
    for_staff: bool = False
    posts: tuple[str, ...] = ()
    navigation: tuple[NavigationGroup, ...] = field(default=())
    home_url: str = "/"
    search_url: str = ""
    logout_url: str = ""
    idle_seconds: int | None = None
    stay_url: str = "/"


class Shell:
    """The facts around one page, asked for when a template first shows one of them."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        # For whom whoever is signed in does what this page is for; empty where it is for themselves.
        self.acting_for = ""

    @cached_property
    def facts(self) -> ShellFacts:
        """What the storeys above say of this request."""
        source: Callable[[HttpRequest], ShellFacts] = import_string(settings.SHELL_FACTS)
        return source(self._request)

    @property
    def day(self) -> datetime.date | None:
        """The demonstration day; None on a court that works."""
        return settings.TODAY

    @property
    def elder(self) -> bool:
        """Whether this browser asked for the elder mode (长辈版)."""
        return self._request.COOKIES.get(ELDER_COOKIE) == "1"


def shell_of(request: HttpRequest) -> Shell:
    """The shell of a request, made once: what it knows is asked for once a page."""
    return request.__dict__.setdefault("shell", Shell(request))


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: ``shell`` in every template."""
    return {"shell": shell_of(request)}


def marked_active(groups: tuple[NavigationGroup, ...], path: str) -> tuple[NavigationGroup, ...]:
    """The groups with the one item active whose address is the longest beginning of ``path``."""
    addresses = [item.url for group in groups for item in group.items if path.startswith(item.url)]
    here = max(addresses, key=len, default=None)
    return tuple(
        NavigationGroup(
            group.title,
            tuple(
                NavigationItem(item.label, item.url, active=item.url == here, count=item.count) for item in group.items
            ),
        )
        for group in groups
    )
