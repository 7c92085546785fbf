"""The posts of whoever signed in are read at every request, so that a revoked post is gone at the next one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tianping.accounts.queries import posts_on
from tianping.kernel import clock


class PostMiddleware:
    """Puts ``posts`` (a frozenset of Post) on ``request.user``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the posts once, for everybody who is signed in."""
        user = request.user  # ty: ignore[unresolved-attribute]
        if user.is_authenticated:
            user.posts = posts_on(user, clock.today())
        return self.get_response(request)
