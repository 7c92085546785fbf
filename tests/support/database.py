"""The tests' own cluster: a template once per form of the tables, a clone of it per test process.

Cloning costs some tens of milliseconds, migrating two courts some seconds; so migrations run once and every
test begins with a fresh or rolled-back copy. The cluster keeps nothing across a power cut and is stopped by the
last test process that used it.

It lies in memory where there is room: a copy is some thousand small files, which a disk takes seconds to make.
"""

import fcntl
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from tianping.config.postgres import Cluster
from tianping.config.postgres.binaries import choose
from tianping.config.postgres.folders import Folders, home

ROOT = Path(__file__).resolve().parents[2]
# Read before any test sets a home of its own for the servers that it starts and kills.
HOME = home()
MEMORY = Path("/dev") / "shm"
MEMORY_WANTED = 4 * 1024**3
VACUUM_PATIENCE = 100
COURTS = ("court_gan1027", "court_wan1522")


class TestCluster:
    """The cluster that all test processes of this machine share, one per major version of PostgreSQL."""

    __test__ = False

    def __init__(self) -> None:
        self.cluster = Cluster(f"test{choose(None).major}", durable=False)
        self.cluster.folders = Folders(self.cluster.name, _root())
        self._used: set[str] = set()
        self._users = self._open_lock("users.lock")
        alone = self._try_alone()
        if not alone:
            fcntl.flock(self._users, fcntl.LOCK_SH)
        self.cluster.ensure_running()
        if alone:
            self._drop_leftovers()
            fcntl.flock(self._users, fcntl.LOCK_SH)

    def url(self, database: str) -> str:
        """The connection address of one database of the cluster."""
        return self.cluster.folders.url(database)

    def template(
        self, kind: str, sources: Iterable[Path], build: Callable[[str, Path], None], *, base: str = "template1"
    ) -> str:
        """The name of the template made from these source files.

        `build(address, folder)` fills the database at the address, a copy of `base`, and the folder with its stored
        files, when the template is new.
        """
        name = f"template_{kind}_{_digest(sources)}"
        with self._open_lock(f"{kind}.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if name not in self._databases():
                self._make_template(name, build, base)
        self._used.add(name)
        return name

    def files_of(self, template: str) -> Path:
        """The folder of the files that the rows of a template name."""
        return self.cluster.folders.base / "files" / template

    def _make_template(self, name: str, build: Callable[[str, Path], None], base: str) -> None:
        half = f"half_{uuid.uuid4().hex[:12]}"
        shutil.rmtree(self.files_of(name), ignore_errors=True)
        self.files_of(name).mkdir(parents=True)
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", half, base)
        try:
            build(self.url(half), self.files_of(name))
            self._run("ALTER DATABASE {} RENAME TO {}", half, name)
        finally:
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", half)

    def clone(self, template: str) -> str:
        """Make a database of one's own from a template; return its name."""
        name = f"clone_{os.getpid()}_{uuid.uuid4().hex[:8]}"
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        for _attempt in range(VACUUM_PATIENCE):
            try:
                self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            except psycopg.errors.InsufficientPrivilege:
                # The cluster is just cleaning that database by itself, which only a superuser could stop.
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"{name} is still being vacuumed")

    def leave(self) -> None:
        """Say that this process is done; the last one stops the cluster."""
        fcntl.flock(self._users, fcntl.LOCK_UN)
        if self._try_alone():
            self._drop_outdated_templates()
            self.cluster.stop()
        self._users.close()

    def _open_lock(self, name: str):
        folder = self.cluster.folders.base
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / name).open("w")

    def _try_alone(self) -> bool:
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _drop_leftovers(self) -> None:
        """Remove what killed test processes left; only when no other process uses the cluster."""
        for name in self._databases():
            if name.startswith(("clone_", "half_")):
                self.drop(name)

    def _drop_outdated_templates(self) -> None:
        """Remove templates of a kind that was used now in a newer form."""
        kinds = {name.rsplit("_", 1)[0] for name in self._used}
        for name in self._databases():
            if name.rsplit("_", 1)[0] in kinds and name not in self._used:
                self.drop(name)
                shutil.rmtree(self.files_of(name), ignore_errors=True)

    def _databases(self) -> list[str]:
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            return [name for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()]

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _root() -> Path:
    """The folder above the cluster's: in memory, one for each home; on a machine with little memory the home itself."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_WANTED:
        return HOME
    folder = MEMORY / f"tianping-tests-{os.geteuid()}-{hashlib.sha256(os.fsencode(HOME)).hexdigest()[:8]}"
    folder.mkdir(exist_ok=True)
    return folder


def table_sources() -> list[Path]:
    """The files that decide what a freshly migrated court looks like."""
    migrations = sorted(ROOT.glob("tianping/**/migrations/*.py"))
    others = ["tianping/kernel/courts.py", "tianping/config/settings.py", "requirements/run.txt"]
    return [*migrations, *(ROOT / other for other in others)]


def people_sources() -> list[Path]:
    """The files that decide who works in a founded court."""
    rooms = [ROOT / "tianping" / "kernel", ROOT / "tianping" / "accounts"]
    return [
        *table_sources(),
        ROOT / "tianping" / "config" / "demo" / "people.py",
        *sorted(path for room in rooms for path in room.rglob("*.py") if "tests" not in path.parts),
    ]


def all_sources() -> list[Path]:
    """Every file of the program: what a built demonstration court depends on."""
    files = sorted(ROOT.glob("tianping/**/*.py"))
    return [ROOT / "requirements" / "run.txt", *(path for path in files if "tests" not in path.parts)]


def _digest(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sources:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
