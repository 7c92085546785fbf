"""The JSON API of batches: upload, look at the findings, map, mend, designate, file, watch."""

import functools
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Query, Router
from ninja.files import UploadedFile

from tianping.accounts.permissions import check_request, signed_in
from tianping.intake.filing import actions, queries
from tianping.intake.filing.api import override_of
from tianping.intake.filing.api_shapes import (
    BatchChoicesIn,
    BatchOut,
    BatchRow,
    DesignationIn,
    LeftOutIn,
    MappingIn,
    MendsIn,
    ProgressOut,
)
from tianping.intake.filing.models import Batch
from tianping.intake.filing.permissions import FILE_BATCH
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.spreadsheets.safety import MAXIMUM_FILE
from tianping.kernel.web.api import REFUSALS, Guard, Id, Page, Paging, page_of, repeatable

router = Router(tags=["batches"])
may = functools.partial(Guard, check=check_request)


@router.get("/batches", response={200: Page[BatchRow], **REFUSALS}, auth=may(FILE_BATCH), summary="批量立案")
def list_batches(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Every batch, newest first."""
    return page_of(queries.batches().order_by("-pk"), paging, _row)


@router.post("/batches", response={201: BatchRow, **REFUSALS}, auth=may(FILE_BATCH), summary="上传清单")
@repeatable
def upload(request: HttpRequest, workbook: File[UploadedFile]) -> tuple[int, Any]:
    """Take a spreadsheet (.xlsx) for checking; one that cannot be read is refused whole and nothing is kept."""
    if (workbook.size or 0) > MAXIMUM_FILE:
        raise Refused("文件超过20 MB，没有保存。请拆分为几个文件分别上传。")
    batch = actions.upload_batch(workbook.read(), workbook.name or "", by=signed_in(request), at=clock.now())
    return 201, _row(batch)


@router.get("/batches/{batch_id}", response={200: BatchOut, **REFUSALS}, auth=may(FILE_BATCH), summary="One batch")
def one_batch(request: HttpRequest, batch_id: Id) -> dict[str, Any]:
    """A batch with its findings: rows as understood, defects and notes by cell. The look is recorded."""
    batch = get_object_or_404(queries.batches(), pk=batch_id)
    audit.record_look("batch.view", f"batch:{batch.pk}", by=signed_in(request), at=clock.now(), by_api=True)
    findings = queries.findings_of(batch, on=clock.today()).to_json() if batch.file is not None else None
    return {**_row(batch), "findings": findings}


@router.put("/batches/{batch_id}/mapping", response={200: BatchRow, **REFUSALS}, auth=may(FILE_BATCH), summary="列对应")
@repeatable
def map_columns(request: HttpRequest, batch_id: Id, mapping: MappingIn) -> tuple[int, Any]:
    """Say which column holds which field, and which sheet is meant."""
    batch = get_object_or_404(Batch, pk=batch_id)
    columns = {**mapping.columns, **({queries.SHEET: mapping.sheet} if mapping.sheet else {})}
    actions.map_columns(batch, columns, by=signed_in(request), at=clock.now())
    return 200, _fresh(batch)


@router.put("/batches/{batch_id}/mends", response={200: BatchRow, **REFUSALS}, auth=may(FILE_BATCH), summary="就地更正")
@repeatable
def mend_cells(request: HttpRequest, batch_id: Id, mends: MendsIn) -> tuple[int, Any]:
    """Mend cells: what is sent is added to what was mended before; the file stays as it came."""
    batch = get_object_or_404(Batch, pk=batch_id)
    actions.mend_cells(batch, mends.cells, by=signed_in(request), at=clock.now())
    return 200, _fresh(batch)


@router.put(
    "/batches/{batch_id}/left-out", response={200: BatchRow, **REFUSALS}, auth=may(FILE_BATCH), summary="不立案的行"
)
@repeatable
def leave_out(request: HttpRequest, batch_id: Id, rows: LeftOutIn) -> tuple[int, Any]:
    """Say which rows are not filed, and why; a row left out before and not named now is taken up again."""
    batch = get_object_or_404(Batch, pk=batch_id)
    by, at = signed_in(request), clock.now()
    actions.put_back_rows(batch, [int(row) for row in batch.left_out if int(row) not in rows.rows], by=by, at=at)
    batch.refresh_from_db()
    actions.leave_out_rows(batch, rows.rows, by=by, at=at)
    return 200, _fresh(batch)


@router.put(
    "/batches/{batch_id}/designation", response={200: BatchRow, **REFUSALS}, auth=may(FILE_BATCH), summary="指定管辖"
)
@repeatable
def designate(request: HttpRequest, batch_id: Id, ruling: DesignationIn) -> tuple[int, Any]:
    """Record the ruling that designates this court."""
    batch = get_object_or_404(Batch, pk=batch_id)
    by, at = signed_in(request), clock.now()
    actions.set_designation(batch, court=ruling.court, number=ruling.number, on=ruling.on, by=by, at=at)
    return 200, _fresh(batch)


@router.post("/batches/{batch_id}/file", response={202: BatchRow, **REFUSALS}, auth=may(FILE_BATCH), summary="确认立案")
@repeatable
def file_batch(request: HttpRequest, batch_id: Id, choices: BatchChoicesIn) -> tuple[int, Any]:
    """Order the batch to be filed; the worker does it in one transaction, and the progress tells when it is done."""
    batch = get_object_or_404(Batch, pk=batch_id)
    given = choices.model_dump(exclude={"override"})
    chosen = actions.BatchChoices(**given, override=override_of(choices.override))
    actions.queue_batch(batch, chosen, by=signed_in(request), at=clock.now())
    return 202, _fresh(batch)


@router.get(
    "/batches/{batch_id}/progress", response={200: ProgressOut, **REFUSALS}, auth=may(FILE_BATCH), summary="进度"
)
def progress(request: HttpRequest, batch_id: Id) -> dict[str, Any]:
    """How far the worker has come."""
    batch = get_object_or_404(Batch, pk=batch_id)
    reported = queries.progress_of(batch)
    return {
        "status": batch.status,
        "done": reported.done if reported else 0,
        "total": reported.total if reported else 0,
        "doing": reported.doing if reported else "",
        "filed_count": batch.filed_count,
        "failure": batch.failure,
    }


def _fresh(batch: Batch) -> dict[str, Any]:
    batch.refresh_from_db()
    return _row(batch)


def _row(batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.pk,
        "file_name": batch.file_name,
        "file_sha256": batch.file_sha256,
        "status": batch.status,
        "status_label": batch.machine.label(batch.status),
        "uploaded_at": batch.uploaded_at,
        "row_count": batch.row_count,
        "defect_count": batch.defect_count,
        "filed_count": batch.filed_count,
        "failure": batch.failure,
        "designated_by": batch.designated_by,
        "designation_number": batch.designation_number,
        "designated_on": batch.designated_on,
    }
