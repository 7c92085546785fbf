"""Keeping a record while it is open: sections as they are typed, who came, rights told, exhibits and opinions."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.kernel import audit
from tianping.kernel.refusals import Overtaken, Refused
from tianping.trial.hearings.models import Attendance, Exhibit, Opinion, Record, Section
from tianping.trial.hearings.permissions import check_can_keep

CLOSED = "笔录已经记录完毕，不能再修改；当事人认为有遗漏或者差错的，请办理“补正”。"
LONGEST_SECTION = 100_000


@dataclass(frozen=True)
class Came:
    """Whether somebody came; if not, why, whether that is a good reason, and how they were summoned."""

    appeared: bool
    reason: str = ""
    excused: bool = False
    summoned: str = ""


def open_record_locked(record_id: int, *, by: User, urgent: bool = False) -> Record:
    """The record, locked, if this person may write in it now; closing waits until they have written."""
    record = Record.objects.select_for_update(of=("self",)).select_related("case").get(pk=record_id)
    check_can_keep(by, [record.case], urgent=urgent)
    if record.status != "open":
        raise Refused(CLOSED)
    return record


@transaction.atomic
def save_section(section: Section, text: str, *, version: int, by: User, at: datetime.datetime) -> int:
    """Save what was typed in a section (保存笔录) over the version that was read; gives the new version.

    Raises Overtaken if somebody else saved in between: their text stands, and the typist still has their own.
    """
    open_record_locked(section.record_id, by=by)
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST_SECTION:
        raise Refused("这一部分超过10万字，请把其余内容记入下一部分。")
    found = Section.objects.get(pk=section.pk)
    if found.text == text:
        return found.version
    if found.version != version:
        raise Overtaken("这一部分刚才由他人保存过。您的文字还在本页，请复制后刷新页面，再补入。")
    Section.objects.filter(pk=section.pk).update(text=text, version=version + 1)
    audit.record("hearing.save", f"hearing_record:{section.record_id}", by=by, at=at, section=section.code)
    return version + 1


@transaction.atomic
def note_attendance(attendance: Attendance, came: Came, *, by: User, at: datetime.datetime) -> None:
    """Write down whether somebody came (到庭情况), and why not."""
    record = open_record_locked(attendance.record_id, by=by)
    if not came.appeared and not came.reason.strip():
        raise Refused(f"请写明{attendance.name}没有到庭的原因。")
    Attendance.objects.filter(pk=attendance.pk).update(
        appeared=came.appeared,
        absent_reason="" if came.appeared else came.reason.strip(),
        excused=came.excused and not came.appeared,
        summoned=came.summoned.strip(),
    )
    audit.record(
        "hearing.attendance", f"hearing_record:{record.pk}", by=by, at=at, row=attendance.pk, appeared=came.appeared
    )


@transaction.atomic
def tell_rights(record: Record, *, by: User, at: datetime.datetime) -> None:
    """Rights were told and recusals asked for (告知权利义务、询问回避, 民事诉讼法第一百四十条)."""
    open_record_locked(record.pk, by=by)
    Record.objects.filter(pk=record.pk, rights_told_at__isnull=True).update(rights_told_at=at, rights_told_by=by)
    record.refresh_from_db()
    audit.record("hearing.rights", f"hearing_record:{record.pk}", by=by, at=at)


@transaction.atomic
def offer_exhibit(
    record: Record, litigant: Litigant, name: str, purpose: str, *, by: User, at: datetime.datetime
) -> Exhibit:
    """A litigant shows a piece of evidence and says what it proves (举证)."""
    open_record_locked(record.pk, by=by)
    if not name.strip() or not purpose.strip():
        raise Refused("请写明证据名称和证明目的。")
    if litigant.matter_id != record.case.matter_id:
        raise Refused("该当事人不是本案当事人，请重新选择。")
    last = Exhibit.objects.filter(record=record).aggregate(last=Max("number"))["last"] or 0
    exhibit = Exhibit.objects.create(
        record=record, number=last + 1, offered_by=litigant, name=name.strip(), purpose=purpose.strip()
    )
    audit.record("hearing.exhibit", f"hearing_record:{record.pk}", by=by, at=at, number=exhibit.number)
    return exhibit


@dataclass(frozen=True)
class Said:
    """An opinion on an exhibit: genuine, lawful, relevant (真实性、合法性、关联性)? Objections say why."""

    genuine: bool
    lawful: bool
    relevant: bool
    text: str = ""


@transaction.atomic
def say_of_exhibit(exhibit: Exhibit, litigant: Litigant, said: Said, *, by: User, at: datetime.datetime) -> Opinion:
    """A litigant says what they hold of an exhibit (质证); saying it again replaces it, the earlier stays on record."""
    record = open_record_locked(exhibit.record_id, by=by)
    if litigant.matter_id != record.case.matter_id or litigant.pk == exhibit.offered_by_id:
        raise Refused("质证意见由出示证据以外的本案当事人发表，请重新选择。")
    if not (said.genuine and said.lawful and said.relevant) and not said.text.strip():
        raise Refused("对证据有异议的，请记明理由。")
    opinion, _is_new = Opinion.objects.update_or_create(
        exhibit=exhibit,
        litigant=litigant,
        defaults={
            "record": record,
            "genuine": said.genuine,
            "lawful": said.lawful,
            "relevant": said.relevant,
            "text": said.text.strip(),
        },
    )
    audit.record("hearing.opinion", f"hearing_record:{record.pk}", by=by, at=at, exhibit=exhibit.number)
    return opinion
