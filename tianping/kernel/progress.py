"""Progress of long work, visible to others while the work's own transaction is still open."""

import contextlib
from collections.abc import Generator

import psycopg
from django.db import connection

from tianping.kernel.courts import current_court


class Reporter:
    """Writes how far a piece of work has come, on a connection of its own that commits at once."""

    def __init__(self, key: str, outside: psycopg.Connection) -> None:
        self.key = key
        self.outside = outside

    def report(self, done: int, total: int, doing: str) -> None:
        """``done`` of ``total`` steps are behind us; ``doing`` is what happens now, in the court's words."""
        self.outside.execute(
            "INSERT INTO kernel_progress (key, done, total, doing) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (key) DO UPDATE SET done = EXCLUDED.done, total = EXCLUDED.total, doing = EXCLUDED.doing",
            [self.key, done, total, doing],
        )


@contextlib.contextmanager
def reporting(key: str) -> Generator[Reporter]:
    """A reporter for the work called ``key``, in the current court."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    # The last setting of a name counts.
    parameters["options"] = f"{parameters.get('options', '')} -c search_path={current_court()}"
    with psycopg.connect(**parameters, autocommit=True) as outside:
        yield Reporter(key, outside)
