"""Signing a closed record: on the pad, on paper and scanned, or refused with a note; corrections stand beside it."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.db import IntegrityError, transaction

from tianping.accounts.models import User
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Overtaken, Refused
from tianping.trial.hearings.actions.papers import file_records
from tianping.trial.hearings.models import Attendance, Correction, Record, Section, Signature
from tianping.trial.hearings.permissions import check_can_keep

PDF, PDF_BEGINS = "application/pdf", b"%PDF-"


class _Sign(NamedTuple):
    way: Signature.Way
    image: StoredFile | None = None
    note: str = ""


@transaction.atomic
def sign(attendance: Attendance, content: bytes, way: Signature.Way, *, by: User, at: datetime.datetime) -> Signature:
    """Somebody who was there signs (签名): ``content`` is the picture from the pad, or the scan of the signed paper.

    Raises Refused for a pad on which nothing was drawn, for a scan that ``uploads.check`` does not take, or too large.
    """
    _check_closed(attendance.record_id, by=by)
    return _signed(attendance, _Sign(way, _image(content, way)), by=by, at=at)


@transaction.atomic
def refuse_to_sign(attendance: Attendance, reason: str, *, by: User, at: datetime.datetime) -> Signature:
    """Somebody who was there will not sign; the file says so (拒绝签名的，记明情况附卷, 第一百五十条第三款)."""
    _check_closed(attendance.record_id, by=by)
    if not reason.strip():
        raise Refused("拒绝签名的，请记明情况。")
    if attendance.side == Attendance.Side.COURT:
        raise Refused("审判人员和书记员应当在笔录上签名。")
    return _signed(attendance, _Sign(Signature.Way.REFUSED, note=reason.strip()), by=by, at=at)


@transaction.atomic
def correct(
    attendance: Attendance,
    section: Section,
    text: str,
    *,
    refused_because: str = "",
    by: User,
    at: datetime.datetime,
) -> Correction:
    """A litigant asks for a correction of what they said (申请补正, 第一百五十条第二款): noted beside the record.

    With ``refused_because`` the correction is not made, and the application stays on record.
    """
    record = _check_closed(attendance.record_id, by=by)
    if section.record_id != record.pk:
        raise Refused("该部分不在本笔录中，请重新选择。")
    if not attendance.appeared:
        raise Refused("没有到庭的人不能申请补正本次庭审笔录。")
    if not text.strip():
        raise Refused("请写明补正的内容。")
    made = Correction.objects.create(
        record=record,
        attendance=attendance,
        section=section,
        text=text.strip(),
        granted=not refused_because.strip(),
        refused_because=refused_because.strip(),
        at=at,
        by=by,
    )
    audit.record("hearing.correct", f"hearing_record:{record.pk}", by=by, at=at, granted=made.granted)
    return made


@transaction.atomic
def finish(record: Record, *, by: User, at: datetime.datetime) -> None:
    """Everybody who was there has signed or refused: the record is complete (签名完毕) and a paper of the case."""
    _check_closed(record.pk, by=by)
    missing = list(
        Attendance.objects.filter(record=record, appeared=True, signatures__isnull=True).values_list("name", flat=True)
    )
    if missing:
        raise Refused(f"{'、'.join(missing[:5])}尚未签名；拒绝签名的，请记明情况。")
    moves.move(record, "sign", by=by, at=at, signed_at=at, signed_by=by)
    file_records([record], by=by, at=at)


@transaction.atomic
def sign_on_paper_many(
    scans: Mapping[int, bytes], *, names: Mapping[int, str] | None = None, by: User, at: datetime.datetime
) -> None:
    """Records (by id) that everybody present signed on paper, each with its scan (纸质签名扫描), in bulk.

    Raises Refused for a scan that is no PDF, or that ``uploads.check`` does not take, by its name where ``names`` has
    one.
    """
    read = Record.objects.filter(pk__in=list(scans)).select_related("case").order_by("pk")
    check_can_keep(by, [record.case for record in read])
    # Opened in a process apart, which takes its time: before the records are locked.
    called = {each.pk: f"“{(names or {}).get(each.pk, f'{each.case.number}的扫描件')}”" for each in read}
    taken = _pdfs({each.pk: scans[each.pk] for each in read}, called)
    records = list(
        Record.objects.select_for_update(of=("self",)).filter(pk__in=list(scans)).select_related("case").order_by("pk")
    )
    kept = files.keep_many([taken[record.pk] for record in records], PDF)
    stored = dict(zip([record.pk for record in records], kept, strict=True))
    present = Attendance.objects.filter(record__in=records, appeared=True, signatures__isnull=True).order_by("pk")
    Signature.objects.bulk_create(
        [
            Signature(
                record_id=each.record_id,
                attendance=each,
                way=Signature.Way.PAPER,
                image=stored[each.record_id],
                at=at,
                by=by,
            )
            for each in present
        ]
    )
    moves.move_many(Record, [record.pk for record in records], "sign", by=by, at=at, signed_at=at, signed_by=by)
    file_records(records, by=by, at=at)


def _check_closed(record_id: int, *, by: User) -> Record:
    record = Record.objects.select_for_update(of=("self",)).select_related("case").get(pk=record_id)
    check_can_keep(by, [record.case])
    moves.require_state(record, "closed", sentence="笔录尚未记录完毕或者已经签名完毕，不能签名、补正，请刷新页面。")
    return record


def _signed(attendance: Attendance, sign: _Sign, *, by: User, at: datetime.datetime) -> Signature:
    if not attendance.appeared:
        raise Refused(f"{attendance.name}没有到庭，不在笔录上签名。")
    try:
        with transaction.atomic():
            made = Signature.objects.create(
                record_id=attendance.record_id,
                attendance=attendance,
                way=sign.way,
                image=sign.image,
                note=sign.note,
                at=at,
                by=by,
            )
    except IntegrityError:
        raise Overtaken(f"{attendance.name}已经签名或者已记明拒绝签名。") from None
    audit.record(
        "hearing.sign", f"hearing_record:{attendance.record_id}", by=by, at=at, row=attendance.pk, way=str(sign.way)
    )
    return made


def _pdfs(scans: Mapping[int, bytes], called: Mapping[int, str]) -> dict[int, bytes]:
    """The scans of records, as they are kept."""
    for pk, scan in scans.items():
        if not scan.startswith(PDF_BEGINS):
            raise Refused(f"{called[pk]}不是PDF文件，请把该份笔录扫描为PDF后重新上传。")
    taken = {}
    for pk, found in zip(scans, uploads.check_many(list(scans.values())), strict=True):
        if isinstance(found, Refused):
            raise Refused(f"{called[pk]}没有收下：{found}")
        taken[pk] = found.content
    return taken


def _image(content: bytes, way: Signature.Way) -> StoredFile:
    """The picture from the pad, or the scan as it is taken from outside, kept."""
    if way == Signature.Way.PAPER:
        accepted = uploads.check(content)
        return files.keep(accepted.content, accepted.media_type)
    if not content:
        raise Refused("没有收到签名，请在签字板上签名，或者上传签了名的扫描件。")
    drawn = uploads.signature(content)
    return files.keep(drawn.content, drawn.media_type)
