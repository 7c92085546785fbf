"""Reads of filing: what a spreadsheet says today, and which contracts stand in open cases already."""

import datetime

from django.db.models.fields.json import KeyTextTransform

from tianping.cases.models import Matter
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.findings import BatchFindings, check_workbook
from tianping.kernel import files
from tianping.kernel.refusals import Refused


def findings_of(batch: Batch, *, on: datetime.date) -> BatchFindings:
    """Check the batch's file as it came, with the clerk's mapping and mends on top, against the open cases."""
    if batch.file is None:
        raise Refused("该批次已退回，文件不再保留，请重新上传。")
    content = files.read(batch.file)
    first = check_workbook(
        content, filename=batch.file_name, on=on, mapping=batch.mapping or None, mends=batch.mends or None
    )
    existing = existing_contracts([row.contract_number for row in first.rows])
    if not existing:
        return first
    return check_workbook(
        content,
        filename=batch.file_name,
        on=on,
        mapping=batch.mapping or None,
        mends=batch.mends or None,
        existing_contracts=existing,
    )


def existing_contracts(contract_numbers: list[str]) -> dict[str, str]:
    """Which of these contracts stand in a numbered open case, by its number (重复立案提示)."""
    matters = Matter.objects.annotate(contract=KeyTextTransform("contract_number", "elements")).filter(
        contract__in=contract_numbers, cases__status="open"
    )
    return dict(matters.values_list("contract", "cases__number"))
