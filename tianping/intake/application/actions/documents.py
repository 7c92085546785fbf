"""Pieces of a pleading (材料): photos and PDFs, turned and cut on the server; each is checked before it is kept."""

import datetime
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Max, Sum

from tianping.accounts.models import User
from tianping.intake.application.actions.writing import held_for_writing
from tianping.intake.application.models import Application, Document, Sheet
from tianping.intake.application.queries import identity_before
from tianping.kernel import files, uploads
from tianping.kernel.refusals import Refused

MOST_DOCUMENTS, MOST_SHEETS, MOST_PAGES = 60, 40, 500


@transaction.atomic
def put_document(
    application: Application,
    kind: str,
    name: str,
    purpose: str = "",
    document: Document | None = None,
    *,
    by: User,
    at: datetime.datetime,
) -> Document:
    """Name a piece and what it proves, or change that."""
    held = held_for_writing(application, by=by, at=at)
    if document is None and held.documents.count() >= MOST_DOCUMENTS:
        raise Refused(f"材料最多{MOST_DOCUMENTS}件，请合并以后再加，或者到诉讼服务大厅提交。")
    row = document or Document(application=held)
    row.kind, row.name, row.purpose = kind, name, purpose
    row.save()
    return row


@transaction.atomic
def take_identity_along(application: Application, *, by: User, at: datetime.datetime) -> Document:
    """The proof of identity of an earlier pleading goes along into this one (沿用身份证明); both keep their own."""
    held = held_for_writing(application, by=by, at=at)
    before = identity_before(held)
    if before is None:
        raise Refused("没有可以沿用的身份证明，或者这份起诉状里已经有了，请核对材料清单。")
    made = put_document(held, before.kind, before.name, before.purpose, by=by, at=at)
    Sheet.objects.bulk_create(
        Sheet(document=made, position=each.position, file_id=each.file_id, pages=each.pages)
        for each in before.sheets.all()
    )
    return made


@transaction.atomic
def remove_document(application: Application, document: Document, *, by: User, at: datetime.datetime) -> None:
    """Take a piece out again."""
    held_for_writing(application, by=by, at=at)
    document.delete()


def add_sheet(document: Document, content: bytes, name: str = "", *, by: User, at: datetime.datetime) -> Sheet:
    """Add a photo or a PDF to a piece. Raises Refused for whatever cannot go on file, in a sentence of its own."""
    return add_sheets(document, [uploads.check(content, name)], by=by, at=at)[0]


@transaction.atomic
def add_sheets(
    document: Document, taken: Sequence[uploads.Accepted], *, by: User, at: datetime.datetime
) -> list[Sheet]:
    """Add photos or PDFs that were looked into, in their order: all of them, or none where they are too many."""
    held = held_for_writing(document.application, by=by, at=at)
    there = Sheet.objects.filter(document=document)
    if there.count() + len(taken) > MOST_SHEETS:
        raise Refused(f"一件材料最多{MOST_SHEETS}张照片，请另外添加一件材料。")
    pages = Sheet.objects.filter(document__application=held).aggregate(total=Sum("pages"))["total"] or 0
    if pages + sum(each.pages for each in taken) > MOST_PAGES:
        raise Refused(f"全部材料超过{MOST_PAGES}页，请到诉讼服务大厅提交，或者只上传最重要的。")
    last = there.aggregate(last=Max("position"))["last"] or 0
    return [
        Sheet.objects.create(
            document=document,
            position=position,
            file=files.keep(each.content, each.media_type),
            pages=each.pages,
        )
        for position, each in enumerate(taken, start=last + 1)
    ]


def turn(sheet: Sheet, quarters: int, *, by: User, at: datetime.datetime) -> None:
    """Turn a photo by quarters to the right; negative ones turn it to the left."""
    _change(sheet, lambda content: uploads.rotated(content, quarters), by=by, at=at)


def cut(sheet: Sheet, box: uploads.Box, *, by: User, at: datetime.datetime) -> None:
    """Cut a photo to a box."""
    _change(sheet, lambda content: uploads.cropped(content, box), by=by, at=at)


@transaction.atomic
def remove_sheet(sheet: Sheet, *, by: User, at: datetime.datetime) -> None:
    """Take a photo out again."""
    held_for_writing(sheet.document.application, by=by, at=at)
    sheet.delete()


@transaction.atomic
def _change(sheet: Sheet, how: Callable[[bytes], bytes], *, by: User, at: datetime.datetime) -> None:
    held_for_writing(sheet.document.application, by=by, at=at)
    if not sheet.file.media_type.startswith("image/"):
        raise Refused("PDF文件不能旋转、裁剪，请重新扫描或者拍照。")
    sheet.file = files.keep(how(files.read(sheet.file)), sheet.file.media_type)
    sheet.save(update_fields=["file"])
