"""A court on a database that keeps its promises: the tests' shared cluster does not, for speed."""

import contextlib
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.soak.serving import DurableCourt, Served, free_port, wait_until
from tests.support.database import TestCluster
from tests.support.django_database import pointed_at, serve_first_court
from tianping.config.backups import database
from tianping.config.postgres import Cluster


@contextlib.contextmanager
def _home() -> Generator[Path]:
    """A folder for a cluster; PostgreSQL's own user can enter it."""
    with tempfile.TemporaryDirectory(prefix="tianping-soak-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)
        patch.setenv("TIANPING_HOME", folder)
        patch.delenv("DATABASE_URL", raising=False)
        yield Path(folder)


@pytest.fixture(scope="session")
def stopped_court(database_cluster: TestCluster, staffed_courts_template: str) -> Generator[Path]:
    """The folder of a stopped cluster with a staffed court in it, to be copied."""
    with _home() as home:
        source = database_cluster.clone(staffed_courts_template)
        written = database.dump(database_cluster.url(source), home / "staffed")
        database_cluster.drop(source)
        cluster = Cluster("main")
        database.restore(cluster.ensure_running(), home / "staffed", written)
        cluster.stop()
        yield cluster.folders.base


@pytest.fixture
def durable_court(stopped_court: Path, django_db_blocker: DjangoDbBlocker) -> Generator[DurableCourt]:
    with _home() as home:
        # The data belong to PostgreSQL's own user and must go on doing so.
        subprocess.run(["cp", "--archive", str(stopped_court), str(home)], check=True)
        court = DurableCourt(Cluster("main"), home)
        store = override_settings(FILE_STORE=home / "files", CHECKPOINT_FOLDER=home / "checkpoints")
        try:
            with django_db_blocker.unblock(), store, pointed_at(court.cluster.ensure_running()):
                serve_first_court()
                yield court
        finally:
            court.cluster.stop()


@pytest.fixture
def served(durable_court: DurableCourt) -> Generator[Served]:
    durable_court.cluster.stop()
    port = free_port()
    served = Served(durable_court, port, durable_court.start("serve", "--port", str(port)))
    assert wait_until(lambda: "已启动" in durable_court.said(), 120), durable_court.said()
    yield served
    served.supervisor.kill()
    served.supervisor.wait()
