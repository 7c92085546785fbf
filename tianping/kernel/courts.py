"""A court is a schema: choosing it, making it, and nothing that assumes it is alone in the process."""

import contextlib
import io
import re
from collections.abc import Generator
from typing import Any, cast

import procrastinate.schema
from django.core.management import call_command
from django.db import Error, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from tianping.kernel.first_migration import migrate_new_court

SCHEMA_NAME = re.compile(r"court_[a-z0-9]{1,40}")
SHARED_SCHEMAS = ("ext", "queue")


class NoCourtChosen(RuntimeError):
    """Code reached for a court's data before a court was chosen."""


class CourtChangedInside(RuntimeError):
    """Code tried to change the court within a transaction."""


def use_court(schema: str) -> None:
    """Make ``schema`` the court of this connection, before any transaction begins.

    Raises ValueError for a name that is no court's schema name; CourtChangedInside within a transaction that
    began in another court, since its rollback would silently go back to that one.
    """
    if not SCHEMA_NAME.fullmatch(schema):
        raise ValueError(f"not a court's schema: {schema!r}")
    current = connections["default"]
    if chosen_court() == schema and current.connection is not None:
        return
    if current.in_atomic_block:
        raise CourtChangedInside(f"choose {schema} before the transaction begins")
    _serve(current, schema)


def leave_court() -> None:
    """Empty the search path, so that a slip fails instead of leaking another court's rows.

    Raises CourtChangedInside within a transaction.
    """
    current = connections["default"]
    if current.in_atomic_block:
        raise CourtChangedInside("end the transaction before leaving its court")
    _serve(current, None)


def chosen_court() -> str | None:
    """The schema of the court that this connection serves; None if no court is chosen."""
    return getattr(connections["default"], "tianping_court", None)


def current_court() -> str:
    """The schema of the court that this connection serves. Raises NoCourtChosen if none is."""
    schema = chosen_court()
    if schema is None:
        raise NoCourtChosen("choose a court with use_court() first")
    return schema


@contextlib.contextmanager
def court(schema: str) -> Generator[None]:
    """Serve ``schema`` for the length of a ``with`` block, then whatever was served before (most often none)."""
    before = chosen_court()
    use_court(schema)
    try:
        yield
    finally:
        if before != schema:
            _serve(connections["default"], before)


def cache_key(key: str, prefix: str, version: int) -> str:
    """Cache keys carry the court, so that rate limits and lock-outs of one court never touch another."""
    return f"{chosen_court()}:{prefix}:{version}:{key}"


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
        if _is_behind():
            migrate_new_court()
            call_command("migrate", interactive=False, verbosity=0, stdout=io.StringIO())
        call_command("createcachetable", verbosity=0)


def _is_behind() -> bool:
    """Whether a migration is still to be applied; asking takes a tenth of the time of applying none."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _serve(current: BaseDatabaseWrapper, schema: str | None) -> None:
    """Note the court on the connection and set its path; one that fails at this is closed, never left half set."""
    cast(Any, current).tianping_court = schema
    if current.connection is None:
        return
    try:
        _set_path(current, (schema, *SHARED_SCHEMAS) if schema else ())
    except Error:
        current.close()


def _set_path(current: BaseDatabaseWrapper, schemas: tuple[str, ...]) -> None:
    names = sql.SQL(", ").join(sql.Identifier(name) for name in schemas) if schemas else sql.SQL("''")
    with current.cursor() as cursor:
        cursor.execute(sql.SQL("SET search_path TO {}").format(names))


def _take_up_court(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    """A new connection begins with an empty path, or takes up the court that a lost connection served."""
    wanted = getattr(connection, "tianping_court", None)
    if not wanted:
        return
    try:
        _set_path(connection, (wanted, *SHARED_SCHEMAS))
    except Error:
        connection.close()
        raise


connection_created.connect(_take_up_court)
