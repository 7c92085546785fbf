"""A stored file is its content: kept once, found out when a bit is flipped, gone when nothing names it."""

import os
import random
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from tianping.kernel import files
from tianping.kernel.courts import court
from tianping.kernel.files import FileDamaged, forget, keep, path_of, read, sm3, sweep
from tianping.kernel.models import StoredFile
from tianping.kernel.tests.together import at_once

pytestmark = pytest.mark.usefixtures("committed", "store")
PDF = "application/pdf"
CONTENT = "民事起诉状".encode() * 100


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Generator[Path]:
    settings.FILE_STORE = tmp_path
    yield tmp_path


def bytes_on_disk(store: Path) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def test_sm3_gives_the_values_of_the_standard() -> None:
    # GB/T 32905-2016, appendix A.
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_what_is_kept_is_read_back_with_both_hashes_and_its_size() -> None:
    row = keep(CONTENT, PDF)
    assert read(row) == CONTENT
    assert (row.size, row.media_type, row.sm3) == (len(CONTENT), PDF, sm3(CONTENT))


def test_the_same_content_is_kept_once(store: Path) -> None:
    assert keep(CONTENT, PDF).pk == keep(CONTENT, PDF).pk
    assert bytes_on_disk(store) == [path_of(keep(CONTENT, PDF).sha256).name]


def test_eight_who_keep_the_same_content_at_once_get_one_file(store: Path) -> None:
    rows = at_once(*[lambda: keep(CONTENT, PDF).pk] * 8)
    assert len(set(rows)) == 1
    assert len(bytes_on_disk(store)) == 1


def test_each_of_fifty_flipped_bits_is_found() -> None:
    row, chance = keep(CONTENT, PDF), random.Random(50)
    path = path_of(row.sha256)
    for bit in chance.sample(range(len(CONTENT) * 8), 50):
        flipped = bytearray(CONTENT)
        flipped[bit // 8] ^= 1 << (bit % 8)
        path.write_bytes(flipped)
        with pytest.raises(FileDamaged):
            read(row)


def test_bytes_that_are_gone_are_found_and_come_back_when_the_content_comes_again() -> None:
    row = keep(CONTENT, PDF)
    path_of(row.sha256).unlink()
    with pytest.raises(FileDamaged, match="gone"):
        read(row)
    keep(CONTENT, PDF)
    assert read(row) == CONTENT


def test_bytes_that_were_tampered_with_are_replaced_when_the_content_comes_again() -> None:
    row = keep(CONTENT, PDF)
    path_of(row.sha256).write_bytes(b"something else")
    keep(CONTENT, PDF)
    assert read(row) == CONTENT


def test_a_forgotten_file_leaves_neither_row_nor_bytes(store: Path) -> None:
    forget(keep(CONTENT, PDF))
    assert (StoredFile.objects.count(), bytes_on_disk(store)) == (0, [])


def test_forgetting_that_is_rolled_back_loses_nothing() -> None:
    row = keep(CONTENT, PDF)
    with transaction.atomic():
        forget(StoredFile.objects.get(pk=row.pk))
        transaction.set_rollback(True)
    assert read(StoredFile.objects.get()) == CONTENT


def test_a_row_is_never_without_its_bytes_while_some_keep_and_others_forget() -> None:
    def forget_if_there() -> None:
        with transaction.atomic():
            row = StoredFile.objects.first()
            if row is not None:
                forget(row)

    for _round in range(8):
        at_once(lambda: keep(CONTENT, PDF), forget_if_there, lambda: keep(CONTENT, PDF), forget_if_there)
        for row in StoredFile.objects.all():
            assert read(row) == CONTENT


def test_bytes_that_a_rollback_left_behind_are_swept_after_an_hour_and_not_before(store: Path) -> None:
    named = keep(b"named", PDF)
    with transaction.atomic():
        left = path_of(keep(CONTENT, PDF).sha256)
        transaction.set_rollback(True)
    sweep()
    assert left.exists()
    an_hour_ago = time.time() - files.LEFT_BEHIND_AFTER_SECONDS - 1
    for path in (left, path_of(named.sha256)):
        os.utime(path, (an_hour_ago, an_hour_ago))
    sweep()
    assert bytes_on_disk(store) == [named.sha256]


def test_one_courts_files_lie_apart_from_anothers() -> None:
    here = path_of(keep(CONTENT, PDF).sha256)
    with court("court_wan1522"):
        assert not StoredFile.objects.exists()
        there = path_of(keep(CONTENT, PDF).sha256)
        forget(StoredFile.objects.get())
        assert not there.exists()
    assert here.exists()
    assert here != there
