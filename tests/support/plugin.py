"""Fixtures and hooks for all tests; loaded by the conftest at the root."""

import contextlib
import datetime
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import TransactionTestCase, override_settings
from django.utils.module_loading import import_string
from pytest_django import DjangoDbBlocker

from tests.support.database import TestCluster, all_sources, people_sources, table_sources
from tests.support.django_database import NOWHERE, point_at, pointed_at, serve_first_court

pytest_plugins = ["tests.support.browser", "tests.support.clients"]

FILES = Path(tempfile.mkdtemp(prefix="tianping-tests-"))
DEMONSTRATION_DAY = datetime.date(2023, 2, 6)
LONG_RUN_SECONDS = 3600
LONG_ONES = ("journeys", "soak")

# Plain file names instead of hashed ones, straight from the rooms: tests need no collected static files.
TEST_SETTINGS = override_settings(
    TODAY=DEMONSTRATION_DAY,
    FILE_STORE=FILES / "files",
    CHECKPOINT_FOLDER=FILES / "checkpoints",
    SEAL_FOLDER=FILES / "seals",
    PARCEL_FOLDER=FILES / "parcels",
    # A password of a test needs no protection, and a second of hashing for each person is a long wait.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    WHITENOISE_AUTOREFRESH=True,
    WHITENOISE_USE_FINDERS=True,
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """No test touches the court that this machine may be serving, and all live on the demonstration day.

    The law and other pure parts are also tested without Django (`-p no:django`).
    """
    if config.pluginmanager.has_plugin("django"):
        # Playwright keeps an event loop in the test's thread; look-ups of the test beside it are meant.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        point_at(NOWHERE)
        TEST_SETTINGS.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long run has the time it takes, also on a machine that has other work.

    Journeys and kills come first: the process that ends early takes over short tests of the other, never a part of
    a long one.
    """
    items.sort(key=lambda item: item.path.parent.name not in LONG_ONES)
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.timeout(LONG_RUN_SECONDS))


def pytest_collection_finish() -> None:
    """What was loaded stays, and needs no looking through."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """Remove the files that the tests stored."""
    shutil.rmtree(FILES, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """The court is chosen before the test's transaction begins, as the search path must be."""
    if fixturedef.argname == "_django_db_helper":
        with request.getfixturevalue("django_db_blocker").unblock():
            serve_first_court()


@pytest.fixture(scope="session")
def database_cluster() -> Generator[TestCluster]:
    """The tests' PostgreSQL cluster, running."""
    cluster = TestCluster()
    yield cluster
    cluster.leave()


@pytest.fixture(scope="session")
def empty_courts_template(database_cluster: TestCluster, django_db_blocker: DjangoDbBlocker) -> str:
    """The template database with two migrated courts in it."""
    with django_db_blocker.unblock():
        return database_cluster.template("courts", table_sources(), _builder("empty_courts"))


@pytest.fixture(scope="session")
def staffed_courts_template(
    database_cluster: TestCluster, empty_courts_template: str, django_db_blocker: DjangoDbBlocker
) -> str:
    """The template database with two founded courts and their people in it."""
    build = _builder("staffed_courts")
    with django_db_blocker.unblock():
        return database_cluster.template("staffed", people_sources(), build, base=empty_courts_template)


@pytest.fixture(scope="session")
def demonstration_template(
    database_cluster: TestCluster, empty_courts_template: str, django_db_blocker: DjangoDbBlocker
) -> str:
    """The template database with the demonstration court in it."""
    build = _builder("demonstration")
    with django_db_blocker.unblock():
        return database_cluster.template("demonstration", all_sources(), build, base=empty_courts_template)


@pytest.fixture(scope="session")
def django_db_setup(database_cluster: TestCluster, empty_courts_template: str) -> Generator[None]:
    """Give this test process a clone of its own; a test that commits gets the next one a fresh clone."""
    clones: list[str] = []

    def fresh_clone(_case: TransactionTestCase | None = None) -> None:
        connections.close_all()
        for used in clones:
            database_cluster.drop(used)
        clones[:] = [database_cluster.clone(empty_courts_template)]
        point_at(database_cluster.url(clones[0]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", fresh_clone)
        fresh_clone()
        yield
        point_at(NOWHERE)
        database_cluster.drop(clones[0])


@pytest.fixture
def own_database(
    database_cluster: TestCluster, empty_courts_template: str, django_db_blocker: DjangoDbBlocker
) -> Generator[str]:
    """A database with two empty courts for this test alone; yields its address."""
    with _own_clone(database_cluster, empty_courts_template, django_db_blocker) as address:
        yield address


@pytest.fixture
def staffed_database(
    database_cluster: TestCluster, staffed_courts_template: str, django_db_blocker: DjangoDbBlocker
) -> Generator[str]:
    """A database with two founded courts and their people for this test alone; yields its address."""
    with _own_clone(database_cluster, staffed_courts_template, django_db_blocker) as address:
        yield address


@pytest.fixture
def demonstration_database(
    database_cluster: TestCluster, demonstration_template: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Generator[str]:
    """A database with the demonstration court, and its stored files, for this test alone; yields its address."""
    shutil.copytree(database_cluster.files_of(demonstration_template), tmp_path, dirs_exist_ok=True)
    store = override_settings(FILE_STORE=tmp_path / "files", CHECKPOINT_FOLDER=tmp_path / "checkpoints")
    with store, _own_clone(database_cluster, demonstration_template, django_db_blocker) as address:
        yield address


def _builder(name: str) -> Callable[[str, Path], None]:
    """What fills a template; it needs the rooms, which tests without Django must not load."""
    return import_string(f"tests.support.templates.{name}")


@contextlib.contextmanager
def _own_clone(cluster: TestCluster, template: str, blocker: DjangoDbBlocker) -> Generator[str]:
    """A clone that threads and other processes see too, with Django pointed at it."""
    name = cluster.clone(template)
    with blocker.unblock(), pointed_at(cluster.url(name)):
        serve_first_court()
        yield cluster.url(name)
    cluster.drop(name)
