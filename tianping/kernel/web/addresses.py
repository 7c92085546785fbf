"""Addresses that are written on every page or row; asking Django for each anew takes a tenth of a page's time."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.urls import is_valid_path, reverse

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
