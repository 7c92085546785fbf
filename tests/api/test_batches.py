"""An institution's spreadsheet goes through the API from upload to numbered cases, once, or is refused whole."""

import io
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.api.caller import Caller
from tests.support.court import DAY, open_court
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.intake.filing.actions import file_queued_batch
from tianping.intake.filing.models import Batch
from tianping.kernel import clock
from tianping.kernel.models import StoredFile

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
RULING = {"court": "庆阳市中级人民法院", "number": "（2023）甘10民辖1号", "on": "2023-01-30"}


@pytest.fixture
def clerk(own_database: str, settings: Settings, tmp_path: Path) -> Generator[Caller]:
    settings.FILE_STORE, settings.CHECKPOINT_FOLDER = tmp_path / "files", tmp_path / "checkpoints"
    yield Caller(open_court().clerk)


def workbook(name: str) -> io.BytesIO:
    content = io.BytesIO((SAMPLES / name).read_bytes())
    content.name = name
    return content


def work_off(batch_id: int) -> None:
    """What the worker does with the queued job."""
    batch = Batch.objects.get(pk=batch_id)
    assert batch.status == "queued"
    by = acting(batch.uploaded_by, DAY)
    file_queued_batch(batch_id=batch.pk, by_id=by.pk, at=clock.now().isoformat())


def test_312_loans_go_from_upload_to_numbered_cases(clerk: Caller) -> None:
    uploaded = clerk.upload(workbook("bank_batch_312.xlsx"))
    assert uploaded.status_code == 201
    batch = uploaded.json()
    assert (batch["row_count"], batch["defect_count"], batch["status"]) == (312, 0, "checked")
    findings = clerk.get(f"/batches/{batch['id']}").json()["findings"]
    assert findings["summary"]["clean_rows"] == 312
    designated = clerk.send(f"/batches/{batch['id']}/designation", RULING, method="put")
    assert designated.json()["designation_number"] == RULING["number"]
    filed = clerk.send(f"/batches/{batch['id']}/file", {"fast_team": True})
    assert (filed.status_code, filed.json()["status"]) == (202, "queued")
    work_off(batch["id"])
    progress = clerk.get(f"/batches/{batch['id']}/progress").json()
    assert (progress["status"], progress["filed_count"], progress["done"]) == ("filed", 312, progress["total"])
    numbers = Case.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, 313))
    page = clerk.get("/cases", sort="number", page_size=100, page=4).json()
    assert (page["count"], len(page["results"])) == (312, 12)


def test_an_upload_that_is_repeated_makes_one_batch(clerk: Caller) -> None:
    key = "7b0a1f0e-5d8e-4c55-9a53-0c2f4f1d9a01"
    answers = [clerk.upload(workbook("bank_batch_312.xlsx"), key=key) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    other = clerk.upload(workbook("bank_batch_dirty.xlsx"), key=key)
    assert (other.status_code, Batch.objects.count()) == (409, 1)


def test_a_dirty_list_names_every_cell_and_cannot_be_filed_whole(clerk: Caller) -> None:
    batch = clerk.upload(workbook("bank_batch_dirty.xlsx")).json()
    findings = clerk.get(f"/batches/{batch['id']}").json()["findings"]
    assert batch["defect_count"] == len(findings["defects"]) > 0
    assert all(defect["cell"] and defect["what"] and defect["mend"] for defect in findings["defects"])
    refused = clerk.send(f"/batches/{batch['id']}/file", {})
    assert (refused.status_code, Case.objects.count()) == (422, 0)
    assert "问题" in refused.json()["sentence"]


def test_a_cell_that_is_mended_is_a_defect_less(clerk: Caller) -> None:
    batch = clerk.upload(workbook("bank_batch_dirty.xlsx")).json()
    findings = clerk.get(f"/batches/{batch['id']}").json()["findings"]
    mend = next(defect for defect in findings["defects"] if defect["suggestion"])
    mended = clerk.send(f"/batches/{batch['id']}/mends", {"cells": {mend["cell"]: mend["suggestion"]}}, method="put")
    assert mended.json()["defect_count"] < batch["defect_count"]


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken", b"\x00" * 2000])
def test_what_is_no_workbook_is_refused_and_nothing_of_it_is_kept(clerk: Caller, content: bytes) -> None:
    upload = io.BytesIO(content)
    upload.name = "bank.xlsx"
    refused = clerk.upload(upload)
    assert refused.status_code == 422
    assert refused.json()["sentence"]
    assert (Batch.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("ruling", "sentence"),
    [
        ({**RULING, "number": "（2023）甘10民初1号"}, "不是管辖案件的案号"),
        ({**RULING, "number": "随便写"}, "案号有误"),
        ({**RULING, "on": "2030-01-01"}, "晚于今天"),
        ({**RULING, "on": "yesterday"}, "on"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(clerk: Caller, ruling: dict[str, Any], sentence: str) -> None:
    batch = clerk.upload(workbook("bank_batch_dirty.xlsx")).json()
    refused = clerk.send(f"/batches/{batch['id']}/designation", ruling, method="put")
    assert refused.status_code == 422
    assert sentence in refused.json()["sentence"]
