"""A court is a schema: choosing it, making it, and nothing that assumes it is alone in the process."""

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any, cast

import procrastinate.schema
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import sql

SCHEMA_NAME = re.compile(r"court_[a-z0-9]{1,40}")
SHARED_SCHEMAS = ("ext", "queue")


class NoCourtChosen(RuntimeError):
    """Code reached for a court's data before a court was chosen."""


def use_court(schema: str) -> None:
    """Make ``schema`` the court of this connection; never inside a transaction, whose rollback would undo it.

    Raises ValueError for a name that is no court's schema name.
    """
    if not SCHEMA_NAME.fullmatch(schema):
        raise ValueError(f"not a court's schema: {schema!r}")
    current = connections["default"]
    if getattr(current, "tianping_court", None) == schema and current.connection is not None:
        return
    _set_path(current, (schema, *SHARED_SCHEMAS))
    cast(Any, current).tianping_court = schema


def leave_court() -> None:
    """Empty the search path, so that a slip fails instead of leaking another court's rows."""
    current = connections["default"]
    if current.connection is not None and not current.in_atomic_block:
        _set_path(current, ())
    cast(Any, current).tianping_court = None


def current_court() -> str:
    """The schema of the court that this connection serves. Raises NoCourtChosen if none is."""
    schema = getattr(connections["default"], "tianping_court", None)
    if schema is None:
        raise NoCourtChosen("choose a court with use_court() first")
    return schema


@contextlib.contextmanager
def court(schema: str) -> Iterator[None]:
    """Serve ``schema`` for the length of a ``with`` block."""
    use_court(schema)
    try:
        yield
    finally:
        leave_court()


def cache_key(key: str, prefix: str, version: int) -> str:
    """Cache keys carry the court, so that rate limits and lock-outs of one court never touch another."""
    return f"{getattr(connections['default'], 'tianping_court', None)}:{prefix}:{version}:{key}"


def court_schemas() -> list[str]:
    """Every court of this database, by schema name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^court_[a-z0-9]+$' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def prepare_database() -> None:
    """Create what all courts share: the extensions' schema and the job queue's."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS ext")
        for extension in ("pg_trgm", "btree_gist"):
            cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA ext").format(sql.Identifier(extension)))
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'queue'")
        if cursor.fetchone() is None:
            cursor.execute("CREATE SCHEMA queue")
            cursor.execute("SET search_path TO queue")
            cursor.connection.execute(procrastinate.schema.SchemaManager.get_schema())
            cursor.execute("SET search_path TO ''")


def migrate_court(schema: str) -> None:
    """Create the court's schema if it is new and bring its tables to the present form."""
    prepare_database()
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
    with court(schema):
        call_command("migrate", interactive=False, verbosity=0, stdout=io.StringIO())
        call_command("createcachetable", verbosity=0)


def _set_path(current: BaseDatabaseWrapper, schemas: tuple[str, ...]) -> None:
    names = sql.SQL(", ").join(sql.Identifier(name) for name in schemas) if schemas else sql.SQL("''")
    with current.cursor() as cursor:
        cursor.execute(sql.SQL("SET search_path TO {}").format(names))


def _forget_court(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    """A new connection starts without a court, or takes up the one that a lost connection served."""
    wanted = getattr(connection, "tianping_court", None)
    if wanted:
        _set_path(connection, (wanted, *SHARED_SCHEMAS))


connection_created.connect(_forget_court)
