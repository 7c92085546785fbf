"""Backup and restore: what comes back is what was kept, and a damaged file brings nothing back."""

from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connections

from tests.support.database import TestCluster
from tianping.config.backups import command
from tianping.kernel import files
from tianping.kernel.models import StoredFile

CONTENT = "起诉状：𬱖某".encode()


@pytest.fixture
def kept_file(own_database: str, monkeypatch: pytest.MonkeyPatch) -> StoredFile:
    """A court with one stored file, and the commands pointed at its database."""
    monkeypatch.setenv("DATABASE_URL", own_database)
    return files.keep(CONTENT, "text/plain")


@pytest.fixture
def other_database(database_cluster: TestCluster, monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    """Another, empty database, as on a new machine; the commands are pointed at it when it is asked for."""
    name = database_cluster.clone("template0")
    yield database_cluster.url(name)
    database_cluster.drop(name)


@pytest.fixture
def backup(kept_file: StoredFile, tmp_path: Path) -> Path:
    path = tmp_path / "court.backup"
    assert command.backup([str(path)]) == 0
    connections.close_all()
    return path


def test_rows_and_files_come_back_on_a_new_machine(
    backup: Path, kept_file: StoredFile, other_database: str, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    monkeypatch.setenv("DATABASE_URL", other_database)
    settings.FILE_STORE = backup.parent / "new store"
    assert command.restore([str(backup)]) == 0
    with psycopg.connect(other_database) as connection:
        row = connection.execute("SELECT sha256 FROM court_gan1027.kernel_storedfile").fetchone()
    assert row == (kept_file.sha256,)
    restored = backup.parent / "new store" / "court_gan1027" / kept_file.sha256[:2] / kept_file.sha256
    assert restored.read_bytes() == CONTENT


def test_a_machine_with_another_signing_key_is_told_that_printed_look_up_codes_need_the_old_one(
    backup: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.restore([str(backup), "--replace"]) == 0
    assert capsys.readouterr().err == ""
    connections.close_all()
    settings.SECRET_KEY = "another key"
    assert command.restore([str(backup), "--replace"]) == 0
    assert "已经印发的查询码在这里查不到案件" in capsys.readouterr().err


def test_one_flipped_bit_is_found_and_nothing_is_restored(
    backup: Path, other_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(backup.read_bytes())
    content[content.index(CONTENT)] ^= 1
    backup.write_bytes(content)
    monkeypatch.setenv("DATABASE_URL", other_database)
    assert command.restore([str(backup)]) == 1
    assert "与清单中的校验值不符" in capsys.readouterr().err
    with psycopg.connect(other_database) as connection:
        assert connection.execute("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'court%'").fetchone() is None


def test_a_backup_cut_short_is_refused(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup.write_bytes(backup.read_bytes()[:20_000])
    assert command.restore([str(backup), "--replace"]) == 1
    assert "没有写完" in capsys.readouterr().err


def test_a_court_is_replaced_only_when_that_is_asked(
    backup: Path, kept_file: StoredFile, own_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(own_database, autocommit=True) as connection:
        connection.execute("DELETE FROM court_gan1027.kernel_storedfile")
    assert command.restore([str(backup)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert command.restore([str(backup), "--replace"]) == 0
    with psycopg.connect(own_database) as connection:
        row = connection.execute("SELECT sha256 FROM court_gan1027.kernel_storedfile").fetchone()
    assert row == (kept_file.sha256,)


def test_a_database_in_use_is_not_replaced(backup: Path, own_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with psycopg.connect(own_database):
        assert command.restore([str(backup), "--replace"]) == 1
    assert "make stop" in capsys.readouterr().err


def test_an_existing_file_is_not_overwritten(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.backup([str(backup)]) == 1
    assert "已存在" in capsys.readouterr().err
