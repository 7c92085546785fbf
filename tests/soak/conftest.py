"""A court on a database that keeps its promises: the tests' shared cluster does not, for speed."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.support.database import TestCluster
from tests.support.django_database import pointed_at, serve_first_court
from tests.support.plugin import DEMONSTRATION_DAY
from tianping.config.backups import database
from tianping.config.postgres import Cluster


@dataclass(frozen=True)
class DurableCourt:
    """A staffed court without cases on a cluster of its own, which may be killed."""

    cluster: Cluster
    home: Path

    def environment(self) -> dict[str, str]:
        """For processes of the program that serve this court."""
        named = {
            "TIANPING_HOME": str(self.home),
            "TIANPING_COURT": "court_gan1027",
            "TIANPING_TODAY": DEMONSTRATION_DAY.isoformat(),
            "TIANPING_FILES": str(self.home / "files"),
            "TIANPING_CHECKPOINTS": str(self.home / "checkpoints"),
        }
        return {**os.environ, **named}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start `tianping …` in a session of its own."""
        command = [sys.executable, "-m", "tianping.config.cli", *words]
        log = (self.home / "log").open("ab")
        return subprocess.Popen(
            command, env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )

    def said(self) -> str:
        """What the processes wrote."""
        return (self.home / "log").read_text(errors="replace")


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
