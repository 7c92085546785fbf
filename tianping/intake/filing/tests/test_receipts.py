"""收件收据: every hand-in has its own; whoever holds one can check it, and learns nothing else."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from tests.support.court import AT, People
from tests.support.uploads import PHOTO, SCAN
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Clock, TimelineEntry
from tianping.intake.filing import actions
from tianping.intake.filing.actions import FilingDraft, PaperCorrections, Point
from tianping.intake.filing.models import CorrectionReceipt, Filing, Material
from tianping.intake.filing.receipts import points_left, receipts_of
from tianping.intake.filing.tests.conftest import key
from tianping.intake.filing.tests.test_reviewing import received
from tianping.kernel.models import AuditEntry, Guess
from tianping.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
PageOf = Callable[[User], Client]
LATER = AT + datetime.timedelta(days=3)
SAME, DIFFERENT, LATER_ONE = "与法院收到的一致", "与法院收到的不一致", "又提交过补正材料"
POINTS = (Point("请补交借条原件。"), Point("请写明被告的住所。"))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


@pytest.fixture
def correcting(people: People) -> Filing:
    """A filing in which two things are to be corrected."""
    (filing,) = received(people.clerk)
    actions.ask_correction(filing, POINTS, by=people.clerk, at=AT)
    return filing


def checked(number: str, code: str) -> str:
    """What the public page answers."""
    return Client().get("/receipts/", {"number": number, "code": code}).content.decode()


def brings(client: Client, filing: Filing, **typed: Any) -> Any:
    """The form of the window, sent."""
    return client.post(f"/filing/{filing.pk}/corrected/", {**typed, **key()})


def test_a_receipt_that_is_true_is_the_same_by_its_whole_hash_or_its_beginning(people: People) -> None:
    (filing,) = received(people.clerk)
    digest = filing.content_digest
    for code in (digest, digest.upper(), digest[:16], " ".join(re.findall("....", digest))):
        page = checked(f" {filing.receipt_number} ", code)
        assert SAME in page
        assert LATER_ONE not in page


def test_a_wrong_hash_and_a_number_that_nobody_has_get_the_same_answer_and_nothing_else(people: People) -> None:
    (filing,) = received(people.clerk)
    answers = {
        re.sub(r'value="[^"]*"|submission_key.*?>|nonce="[^"]*"', "", checked(number, "0" * 64))
        for number in (filing.receipt_number, "收2023-000009", "收2023-000001-2")
    }
    assert len(answers) == 1
    (page,) = answers
    assert DIFFERENT in page
    true = checked(filing.receipt_number, filing.content_digest)
    for litigant in filing.matter.litigants.all():
        assert litigant.name not in true
    assert filing.matter.cause_name not in true
    assert AuditEntry.objects.filter(action="filing.view").count() == 0


def test_a_number_is_taken_however_it_is_typed(people: People) -> None:
    (filing,) = received(people.clerk)
    year, figures = filing.receipt_number.removeprefix("收").split("-")
    for typed in (
        f"{year}-{figures}",
        f"收{year}—{figures}",
        f"收{year}——{figures}",
        f"收 {year} － {figures}",
        f"收{year}–{int(figures)}",
        f"收{year}-{figures}".translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}),
    ):
        assert SAME in checked(typed, filing.content_digest), typed


@pytest.mark.parametrize("number", ["", "12345", "收2023", "（2023）甘1027民初68号", "收2023-0001360", "<b>"])
def test_what_can_be_no_number_of_a_receipt_is_not_checked_and_its_form_is_said(number: str) -> None:
    answer = Client().get("/receipts/", {"number": number, "code": "0" * 64})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有核验" in page
    assert DIFFERENT not in page
    assert "例如收2023-000001" in page


@pytest.mark.parametrize("code", ["", "1234", "0" * 15, "g" * 64, "0" * 65])
def test_what_is_no_hash_is_refused_with_the_mend(people: People, code: str) -> None:
    answer = Client().get("/receipts/", {"number": "收2023-000001", "code": code})
    assert answer.status_code == 422
    assert DIFFERENT not in answer.content.decode()


def test_checks_are_counted_and_limited_as_other_look_ups(people: People) -> None:
    Client().get("/receipts/")
    assert not Guess.objects.exists()
    for _check in range(60):
        checked("收2023-000001", "0" * 16)
    answer = Client().get("/receipts/", {"number": "收2023-000001", "code": "0" * 16})
    assert answer.status_code == 429
    assert "查询过于频繁" in answer.content.decode()


def test_corrections_on_paper_are_noted_scanned_and_have_their_own_receipt(
    people: People, correcting: Filing, page_of: PageOf
) -> None:
    client = page_of(people.clerk)
    shown = client.get(f"/filing/{correcting.pk}/corrected/").content.decode()
    assert "请补交借条原件。" in shown
    scans = [SimpleUploadedFile("1.png", PHOTO), SimpleUploadedFile("2.pdf", SCAN)]
    place = {"paper-address": "镇原县城关镇东街2号", "paper-recipient": "甄秀兰", "paper-phone": "13800000009"}
    assert (
        brings(client, correcting, **{"paper-note_1": "借条原件1份", "paper-scans": scans, **place}).status_code == 302
    )
    filing = Filing.objects.get()
    assert (filing.status, filing.version, filing.service_place["recipient"]) == ("correcting", 2, "甄秀兰")
    (piece,) = Material.objects.filter(filing=filing, version=2)
    assert (piece.name, piece.kind, piece.pages, piece.file.media_type) == ("补正材料", "other", 3, "application/pdf")
    made = CorrectionReceipt.objects.get()
    assert (made.number, made.brought, made.received_by) == (f"{filing.receipt_number}-2", [1], people.clerk)
    page = client.get(f"/filing/{filing.pk}/").content.decode()
    assert f"{filing.receipt_number}-2" in page
    lines = (
        "针对“请补交借条原件”收到：借条原件1份",
        "扫描件：补正材料，3页",
        "新的送达地址：镇原县城关镇东街2号，甄秀兰收，电话13800000009",
    )
    # Staff read the number masked; the receipt is the litigant's own.
    for line in lines:
        assert line.replace("13800000009", "138****0009") in page
    printed = client.get(f"/filing/{filing.pk}/receipt/2/").content.decode()
    assert made.content_digest in printed
    assert "/receipts/" in printed
    assert "（日期不变）" in printed
    assert "<br>".join(lines) in printed
    assert "请补交借条原件。" not in printed
    assert client.get(f"/filing/{filing.pk}/receipt/3/").status_code == 404


def test_the_first_receipt_stays_true_keeps_its_day_and_says_that_a_later_one_exists(
    people: People, correcting: Filing
) -> None:
    actions.take_paper_corrections(correcting, PaperCorrections((1, 2)), by=people.clerk, at=LATER)
    first, second = receipts_of(Filing.objects.get())
    assert (first.received_at, second.received_at) == (AT, LATER)
    assert first.digest != second.digest
    page = checked(first.number, first.digest)
    assert SAME in page
    assert LATER_ONE in page
    last = checked(second.number, second.digest)
    assert SAME in last
    assert LATER_ONE not in last
    assert DIFFERENT in checked(first.number, second.digest)
    assert AuditEntry.objects.filter(action="filing.corrected", subject=f"receipt:{second.number}").count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "请写明当事人带来了哪几项补正材料"),
        ({"paper-note_3": "一份"}, "请写明当事人带来了哪几项补正材料"),
        ({"paper-note_1": "借条", "paper-address": "东街2号"}, "请把地址、收件人、收件人电话都填写"),
        ({"paper-note_1": "借条", "paper-scans": SimpleUploadedFile("a.pdf", b"MZ")}, "可执行程序"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_received(
    people: People, correcting: Filing, page_of: PageOf, typed: dict[str, Any], sentence: str
) -> None:
    answer = brings(page_of(people.clerk), correcting, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Filing.objects.get().status == "correcting"
    assert not CorrectionReceipt.objects.exists()


def test_points_that_were_not_asked_for_and_a_second_time_are_refused(people: People, correcting: Filing) -> None:
    for brought in ((), (3,)):
        with pytest.raises(Refused, match="请写明当事人带来了哪几项"):
            actions.take_paper_corrections(correcting, PaperCorrections(brought), by=people.clerk, at=LATER)
    actions.take_paper_corrections(correcting, PaperCorrections((1, 2)), by=people.clerk, at=LATER)
    with pytest.raises(Refused, match="本件不在补正中"):
        actions.take_paper_corrections(Filing.objects.get(), PaperCorrections((2,)), by=people.clerk, at=LATER)


def test_what_is_missing_may_still_be_brought_and_the_seven_days_begin_with_the_last(
    people: People, correcting: Filing, page_of: PageOf
) -> None:
    actions.take_paper_corrections(correcting, PaperCorrections((1,)), by=people.clerk, at=LATER)
    filing = Filing.objects.get()
    assert (filing.status, filing.correct_by) == ("correcting", correcting.correct_by)
    assert not Clock.objects.filter(period_id="C-FILE-7", stopped_on__isnull=True).exists()
    assert "还没有补正：" in TimelineEntry.objects.order_by("-pk").values_list("text", flat=True)[0]
    first = page_of(people.clerk).get(f"/filing/{filing.pk}/receipt/2/").content.decode()
    assert f"还没有补正</th><td>{POINTS[1].text}" in first
    assert [point.text for point in points_left(filing)] == [POINTS[1].text]
    left = page_of(people.clerk).get(f"/filing/{filing.pk}/corrected/").content.decode()
    assert ('name="paper-note_1"' in left, 'name="paper-note_2"' in left) == (False, True)
    assert "前（含当日）补正；全部补正以后" in first
    actions.take_paper_corrections(filing, PaperCorrections((2,)), by=people.clerk, at=LATER)
    assert "还没有补正" not in page_of(people.clerk).get(f"/filing/{filing.pk}/receipt/3/").content.decode()
    assert Filing.objects.get().status == "received"
    assert Clock.objects.get(period_id="C-FILE-7", stopped_on__isnull=True).started_on == LATER.date()


def test_a_pleading_that_is_corrected_afterwards_keeps_what_was_brought_on_paper(
    people: People, correcting: Filing
) -> None:
    scan = actions.scanned("other", "补正材料", [("1.png", PHOTO)])
    actions.take_paper_corrections(correcting, PaperCorrections((1,), (scan,)), by=people.clerk, at=LATER)
    filing = Filing.objects.get()
    sides = (LitigantDraft("plaintiff", "natural", "出借人"), LitigantDraft("defendant", "natural", "借款人0"))
    piece = actions.scanned("evidence", "借条", [("1.pdf", SCAN)])
    corrected = FilingDraft(MatterDraft("民间借贷纠纷", 4_844_000, sides), True, materials=(piece,))
    actions.hand_in_corrections(filing, corrected, by=people.clerk, at=LATER)
    kept = Material.objects.filter(filing=filing, version=3).order_by("position")
    assert [each.name for each in kept] == ["借条", "补正材料"]
    assert receipts_of(filing)[-1].missing == ()


def test_the_database_keeps_one_receipt_for_each_hand_in(people: People, correcting: Filing) -> None:
    actions.take_paper_corrections(correcting, PaperCorrections((1,)), by=people.clerk, at=LATER)
    made = CorrectionReceipt.objects.get()
    for version, number in ((2, "收2023-000001-9"), (1, "收2023-000001-1")):
        with pytest.raises(IntegrityError), transaction.atomic():
            CorrectionReceipt.objects.create(
                filing=correcting,
                version=version,
                number=number,
                content_digest=made.content_digest,
                entry=made.entry,
                received_at=LATER,
            )
