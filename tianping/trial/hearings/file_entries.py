"""What hearings put into the file of a case: unsigned records, scans of what was signed on paper, appraisals.

A signed record is a paper of its case, and stands in the file as such.
"""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet
from tianping.kernel.clock import china_day
from tianping.law.wording import chinese_date
from tianping.trial.hearings.models import Interruption, Record, Signature
from tianping.trial.hearings.queries import RecordPage, interruptions_of, record_page, records_of


def entries(case: Case) -> Iterable[FileEntry]:
    """庭审笔录, 调解笔录 of every closed record that is no paper yet, scans of what was signed on paper, 鉴定意见."""
    for record in records_of(case):
        if record.status != "open":
            yield from _record(record)
    for each in interruptions_of(case):
        if each.ground == Interruption.Ground.APPRAISAL and each.next_day is not None:
            yield _appraisal(each)


def _appraisal(each: Interruption) -> FileEntry:
    """鉴定意见 as it was registered: who examined what, by which papers."""
    rows = (("鉴定机构", each.institution), ("鉴定事项", each.what), ("委托", each.papers), ("意见", each.end_papers))
    return FileEntry(
        "appraisal", "鉴定意见", each.next_day, each.institution, sheet=Sheet("鉴定意见（登记内容）", rows)
    )


def _record(record: Record) -> Iterable[FileEntry]:
    page, day = record_page(record), china_day(record.opened_at)
    title = f"{record.get_kind_display()}笔录（第{record.ordinal}次）".replace("笔录笔录", "笔录")
    rows = (
        ("时间、地点", f"{chinese_date(day)}，{record.place}"),
        ("到庭人员", "；".join(f"{each.capacity}{each.name}" for each in page.present)),
        ("签名", _signed(page)),
    )
    lines = tuple(
        line for section in page.sections for line in (section.heading, *section.text.splitlines()) if line.strip()
    )
    corrections = tuple(f"补正：{each.text}" for each in page.corrections)
    if record.status == "closed":
        yield FileEntry("hearing", title, day, "本院", sheet=Sheet(title, rows, (*lines, *corrections)))
    scans = {each.image_id: each.image for each in page.signatures if each.way == Signature.Way.PAPER}
    for image in scans.values():
        if image is not None:
            yield FileEntry("hearing", f"{title}签名扫描件", day, "本院", file=image)


def _signed(page: RecordPage) -> str:
    names = {each.pk: each.name for each in page.attendances}
    ways = {each.attendance_id: each.get_way_display() for each in page.signatures}
    return "；".join(f"{names[pk]}（{way}）" for pk, way in ways.items()) or "未签名"
