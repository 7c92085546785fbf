"""One PostgreSQL cluster of our own: made, started, adopted if it runs already, stopped."""

import contextlib
import fcntl
import secrets
import shutil
import time
from collections.abc import Generator
from pathlib import Path

import psycopg
from psycopg import sql

from tianping.config.postgres import binaries, checks, processes, system_user
from tianping.config.postgres.binaries import Binaries
from tianping.config.postgres.folders import DATABASE, KEEPER, ROLE, Folders, home
from tianping.config.trouble import DatabaseTrouble

START_SECONDS = 120
STOP_SECONDS = 60

# Statements and values in error messages would carry names and ID numbers into the log: leave them out.
SETTINGS = """# Written at each start. Settings of your own belong in postgresql.conf, below the include.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = 5432
max_connections = {connections}
shared_buffers = '{memory}'
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_line_prefix = '%m [%p] '
log_min_error_statement = panic
log_error_verbosity = terse
fsync = {durable}
full_page_writes = {durable}
synchronous_commit = {durable}
"""


class Cluster:
    """A cluster by its name ("main", or one for tests, which may trade safety for speed: `durable=False`)."""

    def __init__(self, name: str, *, durable: bool = True) -> None:
        self.name = name
        self.durable = durable
        self.folders = Folders(name)

    @property
    def url(self) -> str:
        """The connection address of the cluster's own database; nothing is started."""
        return self.folders.url()

    def ensure_running(self) -> str:
        """Make and start what is missing, check it, return the connection address.

        Safe to call from many processes at once and again after any crash. Raises DatabaseTrouble.
        """
        with self._lock():
            if not self._is_running():
                self._start()
            self._prepare()
        checks.check(self.url, durable=self.durable)
        return self.url

    def stop(self) -> bool:
        """Stop the server after its running transactions are rolled back; False if none was running."""
        with self._lock():
            if processes.postmaster(self.folders.data) is None:
                return False
            self._pg_ctl("stop", "-m", "fast", "-t", str(STOP_SECONDS))
            return True

    def is_running(self) -> bool:
        """Whether a server of this cluster is there; reads only."""
        return processes.postmaster(self.folders.data) is not None

    @contextlib.contextmanager
    def _lock(self) -> Generator[None]:
        system_user.make_folder(self.folders.base)
        with self.folders.lock.open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _is_running(self) -> bool:
        return processes.postmaster(self.folders.data) is not None and self._wait_for_answer()

    def _wait_for_answer(self) -> bool:
        """Wait while a server that is there recovers; False if it went away meanwhile."""
        deadline = time.monotonic() + START_SECONDS
        while processes.postmaster(self.folders.data) is not None:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.folders.url("postgres", KEEPER), connect_timeout=5).close()
                return True
            if time.monotonic() > deadline:
                raise self._trouble("数据库在运行，但不应答", "The database runs but does not answer")
            time.sleep(0.1)
        return False

    def _start(self) -> None:
        self._discard_unsafe_leftover()
        chosen = binaries.enterable(binaries.choose(self._major()))
        self._make_folders()
        if self._major() is None:
            self._initialise(chosen)
        processes.clear_after_crash(self.folders.data, self.folders.socket)
        self._write_settings()
        self._pg_ctl("start", "-l", str(self.folders.log), "-t", str(START_SECONDS))

    def _major(self) -> int | None:
        """The major version that made the data folder, None before there is one."""
        try:
            return int((self.folders.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    def _discard_unsafe_leftover(self) -> None:
        """A test cluster that was not stopped properly has no promise to keep: begin again."""
        if not self.durable and (self.folders.data / "postmaster.pid").exists():
            processes.clear_after_crash(self.folders.data, self.folders.socket)
            shutil.rmtree(self.folders.data)

    def _make_folders(self) -> None:
        system_user.make_folder(home())
        system_user.make_folder(self.folders.base)
        for folder in (self.folders.socket, self.folders.log.parent):
            system_user.make_folder(folder, owned=True, mode=0o700)
        system_user.check_enterable(self.folders.socket)

    def _initialise(self, chosen: Binaries) -> None:
        """Run initdb in a folder aside and move it into place, so that half a cluster never stands there."""
        half = self.folders.base / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        system_user.make_folder(half, owned=True, mode=0o700)
        password_file = half.with_name("log") / "first-password"
        password_file.write_text(self._new_password(KEEPER))
        shutil.chown(password_file, half.stat().st_uid)
        password_file.chmod(0o600)
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--auth=scram-sha-256"]
        options += [f"--username={KEEPER}", f"--pwfile={password_file}"]
        options += [] if self.durable else ["--no-sync"]
        done = system_user.run([chosen.program("initdb"), "-D", str(half), *options])
        password_file.unlink()
        if done.returncode:
            raise DatabaseTrouble("数据库建立失败。", "initdb failed.", done.stderr[-1500:])
        half.rename(self.folders.data)

    def _new_password(self, role: str) -> str:
        """Make a password and lay it down where only the person who runs the program can read it."""
        password = secrets.token_hex(24)
        path = self.folders.passfile(role)
        path.unlink(missing_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(f"*:*:*:{role}:{password}\n")
        return password

    def _write_settings(self) -> None:
        text = SETTINGS.format(
            socket=self.folders.socket,
            durable="on" if self.durable else "off",
            connections=100 if self.durable else 200,
            memory="128MB" if self.durable else "64MB",
        )
        own = self.folders.data / "tianping.conf"
        self._write_as_owner(own, text)
        main = self.folders.data / "postgresql.conf"
        include = "include 'tianping.conf'\n"
        if include not in main.read_text():
            self._write_as_owner(main, main.read_text() + include)

    def _write_as_owner(self, path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o600)
        shutil.chown(path, self.folders.data.stat().st_uid, self.folders.data.stat().st_gid)

    def _pg_ctl(self, verb: str, *options: str) -> None:
        chosen = binaries.enterable(binaries.choose(self._major()))
        command = [chosen.program("pg_ctl"), verb, "-s", "-w", "-D", str(self.folders.data), *options]
        if system_user.run(command).returncode:
            raise self._trouble(f"数据库 {verb} 失败", f"pg_ctl {verb} failed")

    def _trouble(self, chinese: str, english: str) -> DatabaseTrouble:
        try:
            last = self.folders.log.read_text(errors="replace")[-1500:]
        except OSError:
            last = ""
        return DatabaseTrouble(f"{chinese}。日志：{self.folders.log}", f"{english}; see {self.folders.log}.", last)

    def _prepare(self) -> None:
        """Make the program's role (no superuser), its database and the extensions, where missing."""
        with psycopg.connect(self.folders.url("postgres", KEEPER), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                password = sql.Literal(self._new_password(ROLE))
                statement = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
                connection.execute(statement.format(sql.Identifier(ROLE), password))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
        checks.prepare_extensions(self.url)
