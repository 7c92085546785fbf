"""Whoever changes the audit log by raw SQL, with every guard off, is found from a checkpoint file kept elsewhere."""

import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.test import override_settings
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.support.database import TestCluster
from tests.support.django_database import pointed_at, serve_first_court
from tianping.kernel import audit
from tianping.kernel.audit import verifier
from tianping.kernel.audit.sealing import checkpoint_file, seal
from tianping.kernel.clock import CHINA
from tianping.kernel.tests.forgeries import RAW_SQL
from tianping.kernel.tests.lamps import make_person

COURT = "court_gan1027"
AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
# In the order in which they can be emptied and filled again.
TABLES = ("kernel_seal", "kernel_checkpoint", "kernel_auditentry")


@dataclass(frozen=True)
class Log:
    """An audit log without its guards, and its checkpoints as they were taken away."""

    address: str
    kept: Path

    def verify(self, file: Path | None = None, *, is_earlier_copy: bool = False) -> list[str]:
        with psycopg.connect(self.address) as connection:
            return verifier.verify(connection, COURT, file or self.kept, is_earlier_copy=is_earlier_copy)

    def run(self, statements: str) -> None:
        with psycopg.connect(self.address, options=f"-c search_path={COURT}") as connection:
            connection.execute(statements.encode())

    def remember(self) -> None:
        self.run(";".join(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}" for table in TABLES))

    def restore(self) -> None:
        self.run(
            "".join(f"DELETE FROM {table};" for table in TABLES)
            + "".join(f"INSERT INTO {table} SELECT * FROM kept_{table};" for table in reversed(TABLES))
        )


@pytest.fixture(scope="module")
def untouched(
    database_cluster: TestCluster,
    empty_courts_template: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[Log]:
    name, folder = database_cluster.clone(empty_courts_template), tmp_path_factory.mktemp("checkpoints")
    address = database_cluster.url(name)
    with django_db_blocker.unblock(), pointed_at(address), override_settings(CHECKPOINT_FOLDER=folder):
        serve_first_court()
        write_three_checkpoints()
        log = Log(address, Path(shutil.copy(checkpoint_file(), folder / "kept-elsewhere.jsonl")))
    take_guards_away(log)
    log.remember()
    yield log
    database_cluster.drop(name)


@pytest.fixture
def log(untouched: Log) -> Generator[Log]:
    yield untouched
    untouched.restore()


def write_three_checkpoints() -> None:
    clerk, _other = make_person("clerk"), make_person("other")
    for size in (10, 10, 10, 3):
        facts = [audit.Fact("case.view", f"case:{n}", {"field": "phone", "rows": n}) for n in range(size)]
        for second, fact in enumerate(facts):
            audit.record_many([fact], by=clerk, at=AT + datetime.timedelta(seconds=second))
        if size > 3:
            seal()


def take_guards_away(log: Log) -> None:
    """Triggers and foreign keys off: what the owner of the tables, or a superuser, can always do."""
    with psycopg.connect(log.address, options=f"-c search_path={COURT}") as connection:
        keys = connection.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'"
            " AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))",
            {"tables": list(TABLES)},
        ).fetchall()
        for table, key in keys:
            drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
            connection.execute(drop.format(sql.Identifier(table), sql.Identifier(key)))
        for table in TABLES:
            connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))


def test_a_log_that_nobody_touched_agrees_with_its_checkpoints(log: Log) -> None:
    assert log.verify() == []


def test_there_are_at_least_fifty_forgeries_by_raw_sql() -> None:
    assert len(RAW_SQL) >= 50


@pytest.mark.parametrize("forgery", RAW_SQL.values(), ids=RAW_SQL)
def test_a_forgery_by_raw_sql_is_found(log: Log, forgery: str) -> None:
    log.run(forgery)
    findings = log.verify()
    assert findings
    assert all(finding.endswith("。") for finding in findings)


def without_last(lines: list[str]) -> list[str]:
    return lines[:-1]


def with_first_two_swapped(lines: list[str]) -> list[str]:
    return [lines[1], lines[0], *lines[2:]]


def with_last_twice(lines: list[str]) -> list[str]:
    return [*lines, lines[-1]]


def cut_off(lines: list[str]) -> list[str]:
    return [*lines[:-1], lines[-1][:-30]]


def emptied(_lines: list[str]) -> list[str]:
    return []


def edited(name: str, value: object) -> Callable[[list[str]], list[str]]:
    return lambda lines: [lines[0], json.dumps({**json.loads(lines[1]), name: value}), *lines[2:]]


FILE_FORGERIES = {
    "the last line dropped": without_last,
    "two lines swapped": with_first_two_swapped,
    "a line twice": with_last_twice,
    "a line cut off": cut_off,
    "every line dropped": emptied,
    "a root": edited("root", "ab" * 32),
    "a chain": edited("chain", "ab" * 32),
    "a predecessor": edited("previous", "ab" * 32),
    "a size": edited("size", 9),
    "a number": edited("checkpoint", 77),
    "a moment": edited("sealed_at", "2023-02-06T01:30:00.000000+00:00"),
    "a size that is no number": edited("size", "ten"),
    "a root that is no hash": edited("root", "no hash"),
    "a field more": edited("remark", "nothing to see"),
}


@pytest.mark.parametrize("forgery", FILE_FORGERIES.values(), ids=FILE_FORGERIES)
def test_a_forged_checkpoint_file_is_found(log: Log, tmp_path: Path, forgery: Callable[[list[str]], list[str]]) -> None:
    forged = tmp_path / "forged.jsonl"
    forged.write_text("\n".join(forgery(log.kept.read_text().splitlines())) + "\n")
    assert log.verify(forged)


def test_a_checkpoint_file_that_is_gone_or_unreadable_is_said_to_be_so(log: Log, tmp_path: Path) -> None:
    assert "无法读取" in log.verify(tmp_path / "gone.jsonl")[0]
    garbage = tmp_path / "garbage.jsonl"
    garbage.write_bytes(b"\xff\xfe\x00")
    assert "无法读取" in log.verify(garbage)[0]


def test_a_copy_taken_earlier_proves_what_it_holds_and_leaves_the_rest_to_the_chain(log: Log, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.jsonl"
    earlier.write_text(log.kept.read_text().splitlines()[0] + "\n")
    assert log.verify(earlier)
    assert log.verify(earlier, is_earlier_copy=True) == []
    last_sealed_edited = (
        "UPDATE kernel_auditentry SET subject = 'case:0' WHERE id = (SELECT max(entry_id) FROM kernel_seal)"
    )
    for forgery in (RAW_SQL["the middle removed"], last_sealed_edited):
        log.run(forgery)
        assert log.verify(earlier, is_earlier_copy=True)
        log.restore()


def test_the_verifier_needs_nothing_of_the_program_but_its_own_file(log: Log, tmp_path: Path) -> None:
    alone = shutil.copy(verifier.__file__, tmp_path / "verifier.py")
    command = [sys.executable, "-I", alone, "--checkpoints", log.kept, "--database", log.address, "--schema", COURT]
    agreed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (agreed.returncode, agreed.stdout) == (0, "审计记录与检查点全部一致。\n")
    log.run(RAW_SQL["the subject"])
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert found.returncode == 1
    assert "内容与其摘要不符" in found.stdout
