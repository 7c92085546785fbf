"""A page's frame with nothing in it, for tests that ask who is let in and not how it looks."""

from django.http import HttpRequest

from tianping.kernel.web.context import ShellFacts


def nothing_around(_request: HttpRequest) -> ShellFacts:
    """No court, no navigation, nobody's name: nothing is looked up."""
    return ShellFacts()
