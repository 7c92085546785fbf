"""A page's frame with nothing in it, for tests that ask who is let in and not how it looks."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from tianping.kernel.web.context import ShellFacts


def nothing_around(_request: HttpRequest) -> ShellFacts:
    """No court, no navigation, nobody's name: nothing is looked up."""
    return ShellFacts()


def refused(_request: HttpRequest, _template: str, context: Mapping[str, object], *, status: int) -> HttpResponse:
    """The sentence of a refusal with its status, as the page of a refusal says it."""
    return HttpResponse(str(context["sentence"]), status=status)
