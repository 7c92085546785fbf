"""Signing a record: by those who were there, on the pad or on paper; refusals and corrections stay on file."""

import pytest
from django.db import DatabaseError, transaction

from tests.support.court import AT, People
from tests.support.uploads import BLANK, PHOTO, SCAN, SIGNATURE
from tianping.kernel import files, uploads
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Correction, Record, Section, Signature

PAD, PAPER = Signature.Way.PAD, Signature.Way.PAPER


@pytest.fixture
def closed(people: People, all_came: Record) -> Record:
    actions.close_record(all_came, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    return all_came


def row(record: Record, name: str) -> Attendance:
    return Attendance.objects.get(record=record, name=name)


def test_a_record_is_complete_when_everybody_there_signed_or_refused(people: People, closed: Record) -> None:
    huang = row(closed, "黄小明")
    actions.refuse_to_sign(huang, "对利息计算有异议，拒绝签名", by=people.judge, at=AT)
    with pytest.raises(Refused, match="尚未签名"):
        actions.finish(closed, by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=closed).exclude(pk=huang.pk):
        actions.sign(each, SIGNATURE, PAD, by=people.judge, at=AT)
    actions.finish(closed, by=people.judge, at=AT)
    assert (closed.status, closed.signed_by) == ("signed", people.judge)


def test_nobody_signs_twice(people: People, closed: Record) -> None:
    huang = row(closed, "黄小明")
    actions.sign(huang, SIGNATURE, PAD, by=people.judge, at=AT)
    with pytest.raises(Overtaken, match="已经签名"):
        actions.sign(huang, SIGNATURE, PAD, by=people.judge, at=AT)


def test_nobody_signs_before_the_record_is_closed(people: People, all_came: Record) -> None:
    with pytest.raises(Refused, match="尚未记录完毕"):
        actions.sign(row(all_came, "黄小明"), SIGNATURE, PAD, by=people.judge, at=AT)


def test_an_empty_pad_is_no_signature(people: People, closed: Record) -> None:
    with pytest.raises(Refused, match="没有收到签名"):
        actions.sign(row(closed, "黄小明"), b"", PAD, by=people.judge, at=AT)
    with pytest.raises(Refused, match="签名是空白的"):
        actions.sign(row(closed, "黄小明"), BLANK, PAD, by=people.judge, at=AT)
    for content, sentence in ((b"MZ program", "程序"), (SCAN[:40], "这个PDF已经损坏"), (b"GIF89a", "GIF图片")):
        with pytest.raises(Refused, match=sentence):
            actions.sign(row(closed, "黄小明"), content, PAPER, by=people.judge, at=AT)


def test_a_scan_is_kept_as_it_is_taken_from_outside(people: People, closed: Record) -> None:
    signed = actions.sign(row(closed, "黄小明"), PHOTO, PAPER, by=people.judge, at=AT)
    assert signed.image is not None
    assert (signed.image.media_type, files.read(signed.image)) == ("image/jpeg", uploads.check(PHOTO).content)


def test_a_judge_does_not_refuse_to_sign(people: People, closed: Record) -> None:
    judge = Attendance.objects.get(record=closed, side=Attendance.Side.COURT)
    with pytest.raises(Refused, match="审判人员和书记员应当"):
        actions.refuse_to_sign(judge, "不愿意", by=people.judge, at=AT)


@pytest.mark.parametrize("who", ["second_judge", "cashier", "stranger"])
def test_others_note_no_signature(people: People, closed: Record, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.sign(row(closed, "黄小明"), SIGNATURE, PAD, by=getattr(people, who), at=AT)


def test_a_correction_stands_beside_the_record_and_a_refused_one_with_its_reason(
    people: People, closed: Record
) -> None:
    huang = row(closed, "黄小明")
    claim = Section.objects.get(record=closed, code="claim")
    before = claim.text
    actions.correct(huang, claim, "我说的是2021年还款", by=people.judge, at=AT)
    actions.correct(huang, claim, "我没有到庭", refused_because="与录音不符", by=people.judge, at=AT)
    assert list(Correction.objects.order_by("pk").values_list("granted", flat=True)) == [True, False]
    claim.refresh_from_db()
    assert claim.text == before


def test_signatures_and_corrections_are_only_ever_added(people: People, closed: Record) -> None:
    signature = actions.sign(row(closed, "黄小明"), SIGNATURE, PAD, by=people.judge, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(note="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).delete()
