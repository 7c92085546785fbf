"""The database's part: a dump of one moment with fingerprints of that moment, and bringing it back."""

import os
import subprocess
import time
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tianping.config.backups.fingerprint import fingerprints
from tianping.config.backups.trouble import BackupTrouble
from tianping.config.postgres.binaries import candidates

JOBS = "2"
LEAVING_ATTEMPTS = 20


def dump(url: str, target: Path) -> dict[str, list[str]]:
    """Dump into a file; return the fingerprints of exactly what was dumped."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        found = fingerprints(connection)
        snapshot = f"--snapshot={row[0] if row else ''}"
        _run(_program("pg_dump", url), "--format=custom", "--no-owner", snapshot, f"--file={target}", url)
    return found


def restore(url: str, source: Path, expected: dict[str, list[str]]) -> None:
    """Bring a dump back beside the present database, compare it, and only then put it in its place.

    Raises BackupTrouble, with the present database untouched, if anything is not as it was.
    """
    name = str(conninfo_to_dict(url)["dbname"])
    beside = f"{name}_restoring_{os.getpid()}"
    _maintain(url, "CREATE DATABASE {} TEMPLATE template0", beside)
    try:
        beside_url = make_conninfo(url, dbname=beside)
        program = _program("pg_restore", url)
        _run(program, "--no-owner", "--exit-on-error", f"--jobs={JOBS}", f"--dbname={beside_url}", str(source))
        _compare(beside_url, expected)
        _maintain(url, "DROP DATABASE {}", name)
        _maintain(url, "ALTER DATABASE {} RENAME TO {}", beside, name)
    finally:
        _maintain(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", beside)


def check_target(url: str, *, replace: bool) -> None:
    """Refuse a database that holds a court already (unless it is to be replaced) or that is in use."""
    with psycopg.connect(url) as connection:
        courts = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'court\\_%' LIMIT 1").fetchone()
        if courts and not replace:
            raise BackupTrouble("数据库中已有法院数据。确实要用备份替换它，请加 --replace。")
        if _is_in_use(connection):
            raise BackupTrouble("数据库正在被使用。请先执行 make stop 停止系统，再启动恢复。")


def _compare(url: str, expected: dict[str, list[str]]) -> None:
    with psycopg.connect(url) as connection:
        found = fingerprints(connection)
    if found != expected:
        tables = sorted(set(found) | set(expected))
        differing = next(table for table in tables if found.get(table) != expected.get(table))
        raise BackupTrouble(f"恢复后的表 {differing} 与备份时不一致，已放弃恢复，原数据未动。请改用另一份备份。")


def _is_in_use(connection: psycopg.Connection) -> bool:
    """Whether anybody else uses the database; the database's own cleaning does not count, nor who is just leaving."""
    for _attempt in range(LEAVING_ATTEMPTS):
        row = connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        ).fetchone()
        connection.rollback()
        if row is None:
            return False
        time.sleep(0.1)
    return True


def _maintain(url: str, statement: LiteralString, *names: str) -> None:
    with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _program(name: str, url: str) -> str:
    """The client program of the server's major version, or of the next later one."""
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10000
    fitting = sorted((each for each in candidates() if each.major >= major), key=lambda each: each.major)
    if not fitting:
        raise BackupTrouble(f"没有 PostgreSQL {major} 的 {name}。请安装 postgresql-client-{major} 后重试。")
    return fitting[0].program(name)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupTrouble(f"{Path(command[0]).name} 没有完成：{done.stderr.strip()[-800:]}")
