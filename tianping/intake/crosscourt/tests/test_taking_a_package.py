"""A package from another court becomes a filing as it stands, once; and every fault is refused in its own sentence."""

import dataclasses
import datetime
import io
import stat
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.court import AT, DAY, People
from tests.support.uploads import PHOTO
from tianping.accounts.models import Court
from tianping.cases.models import Clock
from tianping.intake.crosscourt import actions
from tianping.intake.crosscourt.models import Incoming, Parcel
from tianping.intake.crosscourt.packages.archive import with_digest
from tianping.intake.crosscourt.packages.content import Paper
from tianping.intake.crosscourt.tests.conftest import (
    DRAFT,
    MATTER,
    OURS,
    THEIRS,
    YESTERDAY,
    files_of,
    papers_of,
    rewritten,
    sent_by_another,
    zipped,
)
from tianping.intake.filing.models import Filing
from tianping.kernel import files
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db


def test_the_pleading_waits_for_review_as_it_was_written_there(people: People, pdf: bytes) -> None:
    taken = actions.take(sent_by_another(pdf), by=people.clerk, at=AT)
    filing = Filing.objects.select_related("matter").get()
    assert (filing.channel, filing.status, filing.assisting_court) == ("cross_court", "received", "霍邱县人民法院")
    assert (filing.first_filed_on, filing.received_at) == (DAY - datetime.timedelta(days=1), AT)
    assert (filing.matter.claim_fen, filing.matter.elements) == (MATTER.claim_fen, MATTER.elements)
    assert (filing.matter.claim_text, filing.matter.facts_text) == (MATTER.claim_text, MATTER.facts_text)
    there = [dataclasses.asdict(each) for each in MATTER.litigants]
    assert [
        {name: getattr(each, name) for name in there[0]} for each in filing.matter.litigants.order_by("pk")
    ] == there
    assert [each["name"] for each in filing.agents] == ["卢师言"]
    assert [(each.name, each.purpose, each.pages) for each in filing.materials.all()] == [
        ("起诉状", "", 2),
        ("身份证", "证明身份", 2),
    ]
    assert files.read(filing.materials.first().file) == pdf
    assert filing.consents_to_mediation
    assert taken == actions.Taken(Incoming.objects.get(), again=False)


def test_where_papers_reach_who_sues_and_what_they_agreed_to_comes_along(people: People, pdf: bytes) -> None:
    place = {"address": "霍邱县城关镇西街9号", "recipient": "甄秀兰", "phone": "13800000001"}
    own = {"plaintiff": 1, "name": "甄秀兰", **place, "electronic_phone": "13800000001"}
    said = dataclasses.replace(DRAFT, electronic_phone="13800000001", service_place={**place, "each": [own]})
    actions.take(sent_by_another(pdf, draft=said), by=people.clerk, at=AT)
    filing = Filing.objects.get()
    assert filing.electronic_phone == "13800000001"
    assert filing.service_place == {**place, "each": [own]}


def test_the_seven_days_run_from_the_arrival(people: People, pdf: bytes) -> None:
    actions.take(sent_by_another(pdf), by=people.clerk, at=AT)
    assert Clock.objects.get(period_id="C-FILE-7").started_on == DAY


def test_the_same_package_again_changes_nothing(people: People, pdf: bytes) -> None:
    content = sent_by_another(pdf)
    first = actions.take(content, by=people.clerk, at=AT)
    again = actions.take(content, by=people.second_clerk, at=AT)
    assert (again.record, again.again) == (first.record, True)
    assert (Filing.objects.count(), Parcel.objects.filter(direction="in").count()) == (1, 1)


def test_another_package_under_the_same_receipt_is_no_second_filing(people: People, pdf: bytes) -> None:
    actions.take(sent_by_another(pdf), by=people.clerk, at=AT)
    other = dataclasses.replace(DRAFT, consents_to_mediation=False)
    with pytest.raises(Refused, match="已经收到过，内容与这份不同"):
        actions.take(sent_by_another(pdf, draft=other), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="没有在等待补正"):
        actions.take(sent_by_another(pdf, submission=2), by=people.clerk, at=AT)


def test_only_filing_clerks_take_packages(people: People, pdf: bytes) -> None:
    with pytest.raises(Forbidden):
        actions.take(sent_by_another(pdf), by=people.judge, at=AT)


def without(name: str) -> Callable[[bytes], bytes]:
    return lambda content: zipped({key: value for key, value in files_of(content).items() if key != name})


def beside(name: str, more: bytes = b"x") -> Callable[[bytes], bytes]:
    return lambda content: zipped({**files_of(content), name: more})


def with_link(content: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("papers/009.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def with_twin(content: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("papers/001.pdf", b"%PDF-1.4 another")
    return stream.getvalue()


SPOILED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _content: b"", "0字节"),
    "a photo": (lambda _content: PHOTO, "不是ZIP格式"),
    "half of it": (lambda content: content[: len(content) // 2], "没有传完整"),
    "no manifest": (without("manifest.json"), "没有清单"),
    "no hash of the manifest": (without("manifest.sha256"), "没有清单"),
    "a manifest that was changed": (beside("manifest.json", b"{}"), "清单与校验值不符"),
    "a manifest that is no JSON": (lambda content: _said(content, b"{"), "不是能读取的JSON"),
    "a key that stands twice": (lambda content: _said(content, b'{"version": 1, "version": 1}'), "不是能读取的JSON"),
    "nesting without end": (lambda content: _said(content, b"[" * 200_000), "不是能读取的JSON"),
    "a field that is not known": (lambda content: rewritten(content, more=1), "清单不合格式（more）"),
    "another version": (lambda content: rewritten(content, version=2), "格式版本"),
    "a receipt that is a path": (lambda content: rewritten(content, receipt_number="../../x"), "receipt_number"),
    "a missing paper": (without("papers/002.pdf"), "与清单列明的不一致（清单2件，包内1件）"),
    "a paper that is not listed": (beside("papers/003.pdf"), "与清单列明的不一致"),
    "a paper that was changed": (beside("papers/002.pdf"), "“身份证”与清单登记的校验值不符"),
    "a program beside it": (beside("setup.exe"), "清单以外的文件“setup.exe”"),
    "a way out of the folder": (beside("../../etc/passwd"), "指向包外位置"),
    "a way from the root": (beside("/etc/passwd"), "指向包外位置"),
    "a link": (with_link, "链接文件"),
    "two of one name": (with_twin, "重名"),
    "a bomb": (beside("papers/003.pdf", b"0" * (21 * 1024 * 1024)), "解开以后过大"),
    "too many files": (lambda content: zipped({f"papers/{n:03d}.pdf": b"x" for n in range(80)}), "超过72个"),
}


def _said(content: bytes, manifest: bytes) -> bytes:
    return zipped({**files_of(content), **with_digest("manifest", manifest)})


@pytest.mark.parametrize(("spoil", "sentence"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_package_is_refused_as_a_whole(
    people: People, pdf: bytes, spoil: Callable[[bytes], bytes], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.take(spoil(sent_by_another(pdf)), by=people.clerk, at=AT)
    assert sentence in str(refusal.value)
    assert not (Filing.objects.exists() or StoredFile.objects.exists() or Parcel.objects.exists())


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "for another court": ({"receiver": {"name": "北京市海淀区人民法院", "code": "京0108"}}, "不是发给本院的"),
    "from a court of no table": ({"sender": {"name": "天庭人民法院", "code": "天1"}}, "法院名录里没有“天庭人民法院”"),
    "with a code that is not the sender's": ({"sender": {**THEIRS, "code": "皖01"}}, "代字应当是“皖1522”"),
    "from ourselves": ({"sender": OURS}, "本院自己发出"),
    "of a real case": ({"demonstration": False}, "不能导入演示系统"),
    "sent before it was handed in": ({"handed_in_at": AT}, "先后不对"),
    "sent tomorrow": ({"sent_at": AT + datetime.timedelta(days=1)}, "先后不对"),
    "a correction of nothing": ({"submission": 2}, "没有收到过首次"),
    "a count that does not fit": (
        {"checked": {"identity": True, "papers": 5, "legible": True, "by": "安某"}},
        "核对的件数（5件）",
    ),
    "a hash that is not the receipt's": ({"receipt": {"content_sha256": "0" * 64, "proof": None}}, "收据上的校验值"),
}


@pytest.mark.parametrize(("facts", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_in_order_and_not_for_us_is_refused(
    people: People, pdf: bytes, facts: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.take(sent_by_another(pdf, **facts), by=people.clerk, at=AT)
    assert sentence in str(refusal.value)
    assert not Filing.objects.exists()


CONTENTS: dict[str, tuple[dict[str, Any], str]] = {
    "a cause of no list": ({"cause_name": "天条纠纷"}, "没有叫“天条纠纷”的案由"),
    "an element of no form": ({"elements": {"spell": "x"}}, "要素“spell”"),
    "a sum that is words": ({"elements": {"principal_fen": "五万"}}, "的回答不合格式"),
    "a choice of no list": ({"elements": {"written": "tattoo"}}, "的回答不合格式"),
    "a day that is none": ({"elements": {"signed_on": "2022-13-41"}}, "的回答不合格式"),
}


@pytest.mark.parametrize(("changes", "sentence"), CONTENTS.values(), ids=CONTENTS.keys())
def test_an_answer_that_no_form_would_take_is_refused(
    people: People, pdf: bytes, changes: dict[str, Any], sentence: str
) -> None:
    draft = dataclasses.replace(DRAFT, matter=dataclasses.replace(MATTER, **changes))
    with pytest.raises(Refused) as refusal:
        actions.take(sent_by_another(pdf, draft=draft), by=people.clerk, at=AT)
    assert sentence in str(refusal.value)


def test_a_litigant_whom_the_counter_would_not_take_is_refused(people: People, pdf: bytes) -> None:
    wrong = dataclasses.replace(MATTER.litigants[0], identity_number="622827196001010024")
    draft = dataclasses.replace(DRAFT, matter=dataclasses.replace(MATTER, litigants=(wrong, MATTER.litigants[1])))
    with pytest.raises(Refused, match="当事人甄秀兰的信息不能登记"):
        actions.take(sent_by_another(pdf, draft=draft), by=people.clerk, at=AT)


def test_a_paper_that_no_counter_would_take_is_named(people: People, pdf: bytes) -> None:
    program = [*papers_of(pdf), Paper("evidence", "借条", "", 1, b"MZ" + b"0" * 100)]
    with pytest.raises(Refused, match=r"材料“借条”不能接收：这是可执行程序"):
        actions.take(sent_by_another(pdf, papers=program), by=people.clerk, at=AT)
    photo = [*papers_of(pdf), Paper("evidence", "照片", "", 1, PHOTO)]
    with pytest.raises(Refused, match="“照片”不是PDF"):
        actions.take(sent_by_another(pdf, papers=photo), by=people.clerk, at=AT)
    longer = [Paper("pleading", "起诉状", "", 3, pdf)]
    with pytest.raises(Refused, match="实际2页，清单写的是3页"):
        actions.take(sent_by_another(pdf, papers=longer), by=people.clerk, at=AT)


def test_a_real_court_takes_no_demonstration(people: People, pdf: bytes) -> None:
    Court.objects.update(is_demonstration=False)
    with pytest.raises(Refused, match="演示系统导出的文件"):
        actions.take(sent_by_another(pdf, handed_in_at=YESTERDAY), by=people.clerk, at=AT)
