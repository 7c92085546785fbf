"""Who may go where: every address with the permission it carries, and every permission with the posts that have it."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation, PathView

from tianping.accounts.permissions import PUBLIC, Permission
from tianping.accounts.posts import Post

# Addresses whose views stand below the permissions in the house, with the permission they count as and the reason.
WITHOUT_GUARD: dict[str, tuple[Permission, str]] = {
    "design/": (PUBLIC, "the components on invented facts; the kernel knows no posts"),
    "api/v1/openapi.json": (PUBLIC, "the description of the API, the same for everybody"),
    "api/v1/": (PUBLIC, "the root of the API, where nothing stands"),
}
EVERY_METHOD = "every"


@dataclass(frozen=True)
class Route:
    """One address: its pattern and name, the methods that the permission covers, the permission if it has one."""

    address: str
    name: str
    methods: str
    permission: Permission | None
    reason: str = ""


def routes() -> list[Route]:
    """Every address of the court, in order; of an address of the API each operation once."""
    found = dict.fromkeys(_walk(get_resolver(), ""))
    return sorted(found, key=lambda route: (route.address, route.methods))


def render_permissions() -> dict[str, str]:
    """The page of the matrix: permission × post, then address × permission."""
    known = {route.permission.name: route.permission for route in routes() if route.permission}
    lines = [
        "# Who may go where",
        "",
        "A permission covers every method of its address, unless a method is named. A stranger is sent to the log-in;",
        "a post without the permission reads a sentence, and the refused access stands in the audit log.",
        "",
        "## Permission × post",
        "",
        "| permission | 事项 | posts |",
        "|---|---|---|",
        *(f"| `{name}` | {known[name].title} | {_who(known[name])} |" for name in sorted(known)),
        "",
        "## Post × permission",
        "",
        "| post | 岗位 | permissions |",
        "|---|---|---|",
        *(f"| `{post.value}` | {post.label} | {_what(post, known)} |" for post in Post),
        "",
        "## Address × permission",
        "",
        "| address | name | methods | permission |",
        "|---|---|---|---|",
        *(f"| `/{route.address}` | `{route.name}` | {route.methods} | {_of(route)} |" for route in routes()),
    ]
    return {"permissions.md": "\n".join(lines)}


def _who(permission: Permission) -> str:
    if permission.public:
        return "everybody, also without log-in"
    if permission.without_post:
        return "everybody who is signed in"
    return "、".join(str(post.label) for post in Post if post in permission.posts)


def _what(post: Post, known: dict[str, Permission]) -> str:
    return ", ".join(
        f"`{name}`" for name in sorted(known) if post in known[name].posts and not known[name].without_post
    )


def _of(route: Route) -> str:
    if route.permission is None:
        return "none"
    return f"`{route.permission.name}`" + (f" ({route.reason})" if route.reason else "")


def _walk(resolver: URLResolver, before: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, address)
        else:
            yield from _routes_of(entry, address)


def _name_of(operation: Operation) -> str:
    return getattr(operation.view_func, "__name__", "")


def _routes_of(entry: URLPattern, address: str) -> Iterator[Route]:
    operations = _operations_of(entry)
    if operations:
        yield from (
            Route(address, _name_of(operation), ", ".join(sorted(operation.methods)), _guard_of(operation))
            for operation in operations
        )
        return
    permission, reason = getattr(entry.callback, "permission", None), ""
    if permission is None:
        declared = [facts for prefix, facts in WITHOUT_GUARD.items() if address.startswith(prefix)]
        permission, reason = declared[0] if declared else (None, "")
    yield Route(address, entry.name or "", EVERY_METHOD, permission, reason)


def _operations_of(entry: URLPattern) -> list[Operation]:
    """The operations behind an address of the API, which its view closes over; none for a page."""
    view: Any = entry.callback
    owner = inspect.getclosurevars(view).nonlocals.get("self") if inspect.isfunction(view) else None
    return owner.operations if isinstance(owner, PathView) else []


def _guard_of(operation: Operation) -> Permission | None:
    guards: Any = operation.auth_callbacks
    return getattr(guards[0], "permission", None) if len(guards) == 1 else None
