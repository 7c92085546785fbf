"""起诉状副本: the plaintiff reads what was filed; whoever is sued once the notice was served on them, and no other."""

from collections.abc import Sequence

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse
from tests.support.court import AT, DAY, People
from tests.support.tried import notified
from tests.support.uploads import SCAN
from tianping.cases.actions import LitigantDraft, MatterDraft, SeatDraft, make_responsible, seat_many
from tianping.cases.models import Case, Seat
from tianping.intake.filing import actions
from tianping.intake.filing.actions import Acceptance, FilingDraft, MaterialDraft
from tianping.intake.filing.models import Material
from tianping.kernel import files
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Refused
from tianping.papers.service.actions import Agreed, Tried, consent, receive, record_attempts_many, send_many
from tianping.papers.service.models import Delivery
from tianping.papers.service.queries import can_be_sent, deliveries

CLAIM = "请求判令被告归还借款50000元。"
SCANS = (("pleading", "起诉状"), ("identity", "身份证"), ("evidence", "借条"))


def sued(people: People, scans: Sequence[tuple[str, str]]) -> Case:
    """Two are sued; these scans were filed."""
    kept = files.keep(SCAN, "application/pdf")
    litigants = (
        LitigantDraft("plaintiff", "natural", "王原告"),
        LitigantDraft("defendant", "natural", "黄小明"),
        LitigantDraft("defendant", "natural", "李大山"),
    )
    draft = FilingDraft(
        MatterDraft("民间借贷纠纷", 5_000_000, litigants, claim_text=CLAIM),
        False,
        materials=tuple(MaterialDraft(kind, name, kept.pk, kept.sha256, 2) for kind, name in scans),
    )
    filings = actions.receive_many([draft], channel="counter", by=people.clerk, at=AT)
    (made,) = actions.accept_many(filings, Acceptance(), by=people.clerk, at=AT)
    seat_many([SeatDraft(made.pk, people.judge.pk, Seat.Role.SOLE)], by=people.clerk, at=AT)
    make_responsible({people.judge.pk: [made.pk]}, by=people.clerk, at=AT)
    return Case.objects.get(pk=made.pk)


@pytest.fixture
def case(people: People) -> Case:
    """The complaint, a proof of identity and a note of debt were filed."""
    return sued(people, SCANS)


def looking(case: Case, code: str) -> Client:
    client = Client()
    client.post("/progress/", {"number": case.number, "code": code})
    return client


def test_a_defendant_reads_the_complaint_once_served_and_no_identity_paper(people: People, case: Case) -> None:
    copies = {each.kind: f"/progress/copies/{each.pk}/" for each in Material.objects.all()}
    plaintiff, defendant = looking(case, code_of(case)), looking(case, code_of(case, "defendant"))
    assert plaintiff.get(copies["pleading"]).status_code == 200
    assert plaintiff.get(copies["identity"]).status_code == 404
    assert "/progress/copies/" not in defendant.get("/progress/case/").content.decode()
    assert defendant.get(copies["pleading"]).status_code == 404
    first = next(each for each in notified(people, [case], "response_notice") if each.litigant.name == "黄小明")
    record_attempts_many([first.pk], Tried("direct", DAY, receiver="self"), by=people.judge, at=AT)
    page = defendant.get("/progress/case/").content.decode()
    assert page.count("/progress/copies/") == 2 and "身份证" not in page
    for kind, status in {"pleading": 200, "evidence": 200, "identity": 404}.items():
        assert defendant.get(copies[kind]).status_code == status
    assert AuditEntry.objects.filter(action="filing.copy").count() == 3
    assert Client().get(copies["pleading"])["Location"] == "/progress/"


def test_the_other_defendant_waits_for_their_own_service(people: People, case: Case) -> None:
    both = notified(people, [case], "response_notice")
    other = next(each for each in both if each.litigant.name == "李大山")
    record_attempts_many([other.pk], Tried("direct", DAY, receiver="self"), by=people.judge, at=AT)
    pleading = Material.objects.get(kind="pleading")
    assert looking(case, code_of(case, "defendant")).get(f"/progress/copies/{pleading.pk}/").status_code == 404


def test_of_a_complaint_on_paper_the_defendant_reads_what_was_registered(people: People, browse: Browse) -> None:
    staff, scanned, case = browse(people.judge), sued(people, SCANS), sued(people, SCANS[1:])
    assert "只有纸质件" not in staff.get(f"/cases/{scanned.pk}/").content.decode()
    assert "只有纸质件，没有扫描件" in staff.get(f"/cases/{case.pk}/").content.decode()
    defendant = looking(case, code_of(case, "defendant"))
    assert CLAIM not in defendant.get("/progress/case/").content.decode()
    first = next(each for each in notified(people, [case], "response_notice") if each.litigant.name == "黄小明")
    record_attempts_many([first.pk], Tried("direct", DAY, receiver="self"), by=people.judge, at=AT)
    page = defendant.get("/progress/case/").content.decode()
    assert CLAIM in page and "起诉状副本随应诉通知书送达" in page and page.count("/progress/copies/") == 1


def test_a_notice_with_a_copy_on_paper_is_served_by_hand(people: People) -> None:
    case = sued(people, SCANS[1:])
    for each in case.matter.litigants.filter(role="defendant"):
        consent(each, Agreed("13800000001", "当面确认"), by=people.judge, at=AT)
    waiting = notified(people, [case], "response_notice")
    assert not Message.objects.filter(key__startswith="delivery:").exists()
    first = next(each for each in waiting if each.litigant.name == "黄小明")
    with pytest.raises(Refused, match="起诉状只有纸质件，依照.*第一百二十八条第一款.*邮寄或者当面送达"):
        send_many([first.pk], by=people.judge, at=AT)
    with pytest.raises(Refused, match="在这里签收不算送达"):
        receive(first, at=AT)
    assert not can_be_sent(deliveries().get(pk=first.pk))
    defendant = looking(case, code_of(case, "defendant"))
    page = defendant.get(f"/progress/papers/{first.pk}/").content.decode()
    assert "连同纸质的起诉状副本一起送达" in page and "签收这份文书" not in page
    record_attempts_many([first.pk], Tried("mail", DAY, receiver="self", posted_on=DAY), by=people.judge, at=AT)
    assert Delivery.objects.get(pk=first.pk).status == "served"
