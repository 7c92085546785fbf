"""One database for the kernel's committing tests: emptied before each, which is much faster than a clone for each."""

from collections.abc import Generator

import pgtrigger
import pytest
from django.db import connection, transaction
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.support.database import TestCluster
from tests.support.django_database import pointed_at, serve_first_court
from tianping.kernel.courts import court_schemas

KEPT = ("django_migrations", "django_content_type", "procrastinate_version")


@pytest.fixture(scope="session")
def kernel_clone(database_cluster: TestCluster, empty_courts_template: str) -> Generator[str]:
    name = database_cluster.clone(empty_courts_template)
    yield database_cluster.url(name)
    database_cluster.drop(name)


@pytest.fixture
def committed(kernel_clone: str, django_db_blocker: DjangoDbBlocker) -> Generator[str]:
    """Two empty courts in a database that threads and other processes see, too; yields its address."""
    with django_db_blocker.unblock(), pointed_at(kernel_clone):
        _empty()
        serve_first_court()
        yield kernel_clone


def _empty() -> None:
    # Rows of the append-only tables are otherwise never removed.
    with pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s) AND NOT tablename = ANY(%s)",
            [[*court_schemas(), "queue"], list(KEPT)],
        )
        tables = [sql.Identifier(*names) for names in cursor.fetchall()]
        full = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(place, table)
            for place, table in enumerate(tables)
        )
        cursor.execute(full)
        filled = sql.SQL(", ").join(tables[place] for (place,) in cursor.fetchall())
        if filled.as_string():
            cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(filled))
