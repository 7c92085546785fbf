"""Addresses to which forms are sent: whoever opens one, by a bookmark or after a log-in, is led back to its page."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

View = Callable[..., HttpResponse]


def post_only(page: Callable[..., str]) -> Callable[[View], View]:
    """Decorator of a view that takes forms; ``page`` makes the address of the page with the form of what is in its own.

    Nothing is done by opening it.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(page(*args, **kwargs))
            if request.method != "POST":
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            return view(request, *args, **kwargs)

        return wrapper

    return decorate
