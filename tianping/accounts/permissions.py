"""Who may: a permission is a name and the posts that have it; every URL carries one."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from tianping.accounts.posts import EVERYONE, Post
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden

FORBIDDEN_SENTENCE = "您的岗位不能办理此事项。如确需办理，请与本院系统管理员联系核对岗位。"


@dataclass(frozen=True)
class Permission:
    """A thing that may be done, and the posts whose holders may do it. ``public`` needs no log-in."""

    name: str
    title: str
    posts: frozenset[Post] = frozenset()
    public: bool = False

    def allows(self, held: frozenset[Post]) -> bool:
        """Whether somebody with these posts may."""
        return self.public or bool(self.posts & held)


PUBLIC = Permission("public", "公开", public=True)
SIGNED_IN = Permission("signed_in", "已登录", EVERYONE)


def held_posts(user: Any) -> frozenset[Post]:
    """The posts that a person holds today, as the request's middleware read them; none for a stranger."""
    return getattr(user, "posts", frozenset())


def check_may(user: Any, permission: Permission) -> None:
    """Raise Forbidden unless one of the person's posts has the permission."""
    if not permission.allows(held_posts(user)):
        raise Forbidden(FORBIDDEN_SENTENCE)


def permitted(permission: Permission) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Guard a view: a stranger goes to the log-in, a post without the permission is refused, and it is logged."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not permission.public and not request.user.is_authenticated:  # ty: ignore[unresolved-attribute]
                return redirect_to_login(request.get_full_path())
            try:
                check_may(request.user, permission)  # ty: ignore[unresolved-attribute]
            except Forbidden:
                audit.record(
                    "access.refused",
                    f"permission:{permission.name}",
                    by=request.user,  # ty: ignore[unresolved-attribute]
                    at=clock.now(),
                    route=request.resolver_match.route if request.resolver_match else "",
                )
                raise
            return view(request, *args, **kwargs)

        guarded.permission = permission  # ty: ignore[unresolved-attribute]
        return guarded

    return decorate
