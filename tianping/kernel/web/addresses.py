"""Addresses that are written on every page or row; asking Django for each anew takes a tenth of a page's time."""

import functools
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import is_valid_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

# Any number does: its digits are where the number of the row goes.
SAMPLE = 9_753_108_642


def address(url_name: str) -> str:
    """The address of that name."""
    return _address(url_name, settings.ROOT_URLCONF)


def address_of(url_name: str) -> Callable[[int], str]:
    """What makes the address of one row, for addresses whose only part is the number of the row."""
    return _address_of(url_name, settings.ROOT_URLCONF)


def is_address(path: str) -> bool:
    """Whether the house has a page under that path."""
    return _is_address(path, settings.ROOT_URLCONF)


def is_of_this_court(request: HttpRequest, address: str) -> bool:
    """Whether a whole address that a browser names (Referer, Origin) is one of the court that is asked."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def page_before(request: HttpRequest) -> str:
    """The page of this court on which the button stands that was pressed; empty where that is not known."""
    referrer = request.headers.get("Referer", "")
    parts = urlsplit(referrer)
    if not parts.path.startswith("/") or not is_of_this_court(request, referrer):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@functools.cache
def _address(url_name: str, addresses: str) -> str:
    return reverse(url_name, addresses)


@functools.cache
def _address_of(url_name: str, addresses: str) -> Callable[[int], str]:
    before, after = reverse(url_name, addresses, args=[SAMPLE]).split(str(SAMPLE))
    return lambda number: f"{before}{number}{after}"


@functools.cache
def _is_address(path: str, addresses: str) -> bool:
    return bool(is_valid_path(path, addresses))
