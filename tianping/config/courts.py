"""Which courts this server serves: bringing their tables to the present form, and the demonstration court."""

import argparse
import importlib

from django.conf import settings
from django.db import connection
from psycopg import sql

from tianping.accounts.queries import court_if_founded
from tianping.config.demonstration import is_demonstration
from tianping.kernel.courts import court, court_schemas, leave_court, migrate_court

BUILDING, BUILT = "demonstration: building", "demonstration: built"


def served_courts() -> list[str]:
    """The schemas of all courts that are there or that the settings name."""
    named = {*settings.COURT_HOSTS.values(), *([settings.DEFAULT_COURT] if settings.DEFAULT_COURT else [])}
    return sorted(named | set(court_schemas()))


def migrate(words: list[str]) -> int:
    """Create what is missing and update every court's tables; safe to repeat."""
    parser = argparse.ArgumentParser(prog="tianping migrate")
    parser.add_argument("courts", nargs="*", metavar="SCHEMA", help="只更新这些法院，默认全部")
    for schema in parser.parse_args(words).courts or served_courts():
        migrate_court(schema)
    return 0


def ensure_demonstration(words: list[str]) -> int:
    """Build the demonstration court once; one whose building was cut short is made anew."""
    argparse.ArgumentParser(prog="tianping demo ensure").parse_args(words)
    schema = settings.DEFAULT_COURT
    if not is_demonstration() or schema is None:
        return 0
    if _remark(schema) == BUILDING:
        _discard(schema)
        migrate_court(schema)
    with court(schema):
        if court_if_founded() is not None:
            return 0
    _set_remark(schema, BUILDING)
    code = importlib.import_module("tianping.config.demo.command").build([])
    if code == 0:
        leave_court()
        _set_remark(schema, BUILT)
    return code


def _remark(schema: str) -> str | None:
    """What the database notes about a schema: how far the demonstration was built."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace WHERE nspname = %s", [schema]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _set_remark(schema: str, remark: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(schema), sql.Literal(remark)))


def _discard(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
