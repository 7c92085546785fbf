"""The audit log is only ever added to, and every minute it is sealed into a chain that is also kept outside."""

import dataclasses
import datetime
import json
from collections.abc import Generator
from pathlib import Path

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from tianping.kernel import audit
from tianping.kernel.audit.sealing import checkpoint_file, proof_of, publish_checkpoints, seal
from tianping.kernel.clock import CHINA
from tianping.kernel.courts import court
from tianping.kernel.models import AuditEntry, Checkpoint, Seal
from tianping.kernel.tests.lamps import make_person
from tianping.kernel.tests.together import at_once
from tianping.kernel.tidying import tidy

pytestmark = pytest.mark.usefixtures("committed", "outside")
AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
APPEND_ONLY = ("kernel_auditentry", "kernel_checkpoint", "kernel_seal", "kernel_step", "kernel_event")


@pytest.fixture
def outside(settings: Settings, tmp_path: Path) -> Generator[Path]:
    settings.CHECKPOINT_FOLDER, settings.FILE_STORE = tmp_path, tmp_path / "files"
    yield tmp_path


def write(how_many: int = 1) -> list[AuditEntry]:
    return audit.record_many([audit.Fact("case.view", f"case:{n}") for n in range(how_many)], by=None, at=AT)


def lines() -> list[dict[str, object]]:
    return [json.loads(line) for line in checkpoint_file().read_text().splitlines()]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_rows_are_never_changed_or_removed(table: str, change: str) -> None:
    write()
    seal()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_step (machine, record_id, verb, source, target, at, reason)"
            " VALUES ('case', 1, 'open', '', 'open', now(), '');"
            "INSERT INTO kernel_event (name, payload, at) VALUES ('case.opened', '{}', now())"
        )
        statement = change.format(table).replace(
            "SET id = id", "SET position = 5" if "seal" in table else "SET id = id"
        )
        with pytest.raises(DatabaseError, match="only ever added|Cannot update or delete"):
            cursor.execute(statement)


def test_an_entry_exists_only_if_the_work_it_tells_of_does() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_two_equal_facts_have_different_leaves() -> None:
    first, second = write(2)
    assert bytes(first.leaf) != bytes(second.leaf)


@pytest.mark.parametrize("detail", [{"share": 0.5}, {"on": AT}, {"nested": [{"share": 1e22}]}, {"table": {1: "a"}}])
def test_a_detail_that_would_come_back_written_another_way_is_refused(detail: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="audit detail"):
        audit.record("case.view", "case:1", by=None, at=AT, **detail)


def test_a_look_does_not_wait_for_the_disk_and_the_work_after_it_does() -> None:
    clerk = make_person("clerk")
    audit.record_look("case.view", "case:1", by=clerk, at=AT, field="phone")
    assert AuditEntry.objects.get().by_id == clerk.pk
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        before = cursor.fetchone()
        with transaction.atomic():
            audit.record_look("case.view", "case:2", by=clerk, at=AT)
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == before


def test_what_is_written_is_sealed_in_order_and_its_root_stands_outside() -> None:
    entries = write(5)
    checkpoint = seal()
    assert checkpoint is not None
    assert list(Seal.objects.order_by("position").values_list("entry_id", flat=True)) == [row.pk for row in entries]
    assert [line["root"] for line in lines()] == [bytes(checkpoint.root).hex()]


def test_nothing_new_makes_no_checkpoint() -> None:
    assert seal() is None
    write()
    seal()
    assert seal() is None
    assert len(lines()) == 1


def test_every_sealed_entry_has_a_proof_that_holds_and_an_unsealed_one_has_none() -> None:
    entries = write(7)
    assert proof_of(entries[0]) is None
    seal()
    for entry in entries:
        proof = proof_of(entry)
        assert proof is not None
        assert proof.holds()
        assert not dataclasses.replace(proof, entry=proof.entry + 1).holds()
        assert not dataclasses.replace(proof, recorded_at=AT).holds()


def test_eight_sealers_at_once_seal_everything_once_in_one_chain() -> None:
    write(50)
    answers = at_once(*[seal] * 8)
    assert sum(isinstance(answer, Checkpoint) for answer in answers) == 1
    assert (Seal.objects.count(), len(lines())) == (50, 1)


def test_sealers_and_writers_at_once_leave_one_unbroken_chain() -> None:
    at_once(*[lambda: [write(3) for _ in range(10)]] * 4, *[lambda: [seal() for _ in range(10)]] * 4)
    seal()
    chain = lines()
    assert Seal.objects.count() == AuditEntry.objects.count() == 120
    assert [line["previous"] for line in chain[1:]] == [line["chain"] for line in chain[:-1]]
    assert [line["checkpoint"] for line in chain] == list(
        Checkpoint.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_a_crash_before_the_file_was_written_is_made_good_by_the_next_sealing() -> None:
    write()
    seal()
    checkpoint_file().unlink()
    write()
    seal()
    assert len(lines()) == 2


def test_a_line_cut_off_by_a_power_cut_is_written_anew() -> None:
    for _ in range(2):
        write()
        seal()
    whole = checkpoint_file().read_bytes()
    checkpoint_file().write_bytes(whole[:-40])
    publish_checkpoints()
    assert checkpoint_file().read_bytes() == whole


def test_sealing_within_work_that_is_rolled_back_writes_nothing_outside() -> None:
    with transaction.atomic():
        write()
        seal()
        transaction.set_rollback(True)
    assert not checkpoint_file().exists()


def test_an_entry_that_committed_after_more_than_an_hour_is_sealed_by_the_hourly_round() -> None:
    late = write()
    with transaction.atomic(), pgtrigger.ignore():
        # As if it had been written long before and committed now: sealed entries stand on both sides of it.
        write(3)
        seal()
        Seal.objects.filter(entry=late[0]).delete()
        Checkpoint.objects.update(sealed_at=timezone.now() - datetime.timedelta(hours=2))
    assert seal() is None
    tidy()
    assert not AuditEntry.objects.filter(seal__isnull=True).exists()


def test_each_court_has_a_chain_of_its_own() -> None:
    write()
    seal()
    with court("court_wan1522"):
        assert seal() is None
        write(2)
        seal()
        assert [line["size"] for line in lines()] == [2]
    assert [line["size"] for line in lines()] == [1]
