"""Pointing Django at one database of the tests' cluster and back."""

import contextlib
from collections.abc import Generator

from django.db import connection, connections

from tests.support.database import COURTS
from tianping.config.postgres import django_settings
from tianping.kernel.courts import leave_court, use_court

NOWHERE = "postgresql://nobody@/tests_ask_for_a_database_fixture?host=/nonexistent"


def point_at(url: str) -> None:
    """Let every connection that Django opens from now on go to `url`."""
    connections.close_all()
    leave_court()
    connections.settings["default"].update(django_settings(url))


def serve_first_court() -> None:
    """Choose the first court afresh; a test before may have chosen another or rolled the choice back."""
    connection.tianping_court = None
    use_court(COURTS[0])


@contextlib.contextmanager
def pointed_at(url: str) -> Generator[None]:
    """Point Django at `url` for the length of a ``with`` block, then back."""
    before = {**connections.settings["default"]}
    point_at(url)
    try:
        yield
    finally:
        connections.close_all()
        leave_court()
        connections.settings["default"].update(before)
