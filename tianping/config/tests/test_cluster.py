"""The embedded database: made once, adopted, killed, stopped, and never trusted when it is unsafe."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from tianping.config.postgres import Cluster, DatabaseTrouble, check, ensure_database, processes
from tianping.config.postgres.binaries import candidates


@pytest.fixture(scope="module")
def home() -> Generator[Path]:
    """A folder that PostgreSQL's own user can enter, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="tianping-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)
        patch.setenv("TIANPING_HOME", folder)
        patch.delenv("DATABASE_URL", raising=False)
        yield Path(folder)


@pytest.fixture(scope="module")
def cluster(home: Path) -> Generator[Cluster]:
    cluster = Cluster("main")
    yield cluster
    cluster.stop()


def answer(url: str, question: LiteralString) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        assert row
        return row[0]


def edit_settings(cluster: Cluster, line: str) -> None:
    """Write one setting where an administrator would: after everything else."""
    path = cluster.folders.data / "postgresql.conf"
    path.write_text(f"{path.read_text()}{line}\n")


def test_a_new_cluster_speaks_chinese_lives_in_china_time_and_listens_to_no_network(cluster: Cluster) -> None:
    url = cluster.ensure_running()
    assert answer(url, "SHOW server_encoding") == "UTF8"
    assert answer(url, "SHOW timezone") == "Asia/Shanghai"
    assert answer(url, "SHOW listen_addresses") == ""
    assert answer(url, "SELECT cardinality(ext.show_trgm('民间借贷'))") == 5


def test_the_program_is_no_superuser_and_needs_its_password(cluster: Cluster) -> None:
    url = cluster.ensure_running()
    assert answer(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    without_password = url.replace("tianping.passfile", "missing.passfile")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(without_password)


def test_what_was_committed_is_there_after_the_server_was_killed(cluster: Cluster) -> None:
    url = cluster.ensure_running()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS receipt (number int)")
        connection.execute("INSERT INTO receipt VALUES (1)")
    server = processes.postmaster(cluster.folders.data)
    assert server
    os.kill(server, signal.SIGKILL)
    cluster.ensure_running()
    assert answer(url, "SELECT count(*) FROM receipt") == 1


def test_a_leftover_process_number_that_now_belongs_to_another_program_does_not_prevent_the_start(
    cluster: Cluster,
) -> None:
    cluster.ensure_running()
    pid_file = cluster.folders.data / "postmaster.pid"
    leftover = pid_file.read_text()
    cluster.stop()
    pid_file.write_text("\n".join([str(os.getpid()), *leftover.splitlines()[1:]]))
    assert answer(cluster.ensure_running(), "SELECT 1") == 1


def test_a_running_server_is_adopted_not_started_twice(cluster: Cluster) -> None:
    cluster.ensure_running()
    server = processes.postmaster(cluster.folders.data)
    Cluster("main").ensure_running()
    assert processes.postmaster(cluster.folders.data) == server


def test_four_programs_that_start_it_at_once_get_one_server(cluster: Cluster) -> None:
    cluster.stop()
    code = "from tianping.config.postgres import Cluster; Cluster('main').ensure_running()"
    programs = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]
    assert answer(cluster.url, "SELECT 1") == 1


def test_stopping_twice_says_that_nothing_ran(cluster: Cluster) -> None:
    cluster.ensure_running()
    assert cluster.stop() is True
    assert cluster.stop() is False
    assert cluster.is_running() is False


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_it_refuses_to_serve_on_a_setting_that_could_lose_acknowledged_records(cluster: Cluster, setting: str) -> None:
    cluster.ensure_running()
    cluster.stop()
    configuration = cluster.folders.data / "postgresql.conf"
    before = configuration.read_text()
    edit_settings(cluster, f"{setting} = off")
    try:
        with pytest.raises(DatabaseTrouble, match=f"{setting} 为 off"):
            cluster.ensure_running()
        with pytest.raises(DatabaseTrouble, match=f"{setting} is off"):
            check(cluster.url)
    finally:
        configuration.write_text(before)
        cluster.stop()


def test_the_folder_keeps_to_the_major_version_that_made_it(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.ensure_running()
    cluster.stop()
    version = cluster.folders.data / "PG_VERSION"
    made_by = version.read_text()
    version.write_text("14\n")
    try:
        with pytest.raises(DatabaseTrouble, match="PostgreSQL 14 建立"):
            cluster.ensure_running()
    finally:
        version.write_text(made_by)


def test_an_unknown_kind_of_postgresql_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIANPING_POSTGRES", "oracle")
    with pytest.raises(DatabaseTrouble, match="oracle"):
        candidates()


def test_a_path_too_long_for_a_socket_gets_a_short_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIANPING_HOME", str(home / ("很长的文件夹" * 6)))
    socket_file = Cluster("main").folders.socket / ".s.PGSQL.5432"
    assert len(os.fsencode(socket_file)) < 107
    assert answer(Cluster("main").ensure_running(), "SELECT 1") == 1
    Cluster("main").stop()


def test_a_database_that_cannot_be_reached_is_named_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@/none?host=/nonexistent")
    with pytest.raises(DatabaseTrouble, match="连不上 DATABASE_URL 指定的数据库"):
        ensure_database("main")
