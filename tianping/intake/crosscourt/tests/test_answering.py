"""What filing decides on a pleading from another court goes back as a reply, and nothing of it is typed."""

import datetime
import json

import pytest

from tests.support.court import AT, MEDIATORS, People
from tests.support.refusals import issued, refused
from tianping.intake.crosscourt import actions
from tianping.intake.crosscourt.models import Incoming, Parcel
from tianping.intake.crosscourt.packages.archive import list_of, unpacked
from tianping.intake.crosscourt.tests.conftest import sent_by_another
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance, Point
from tianping.intake.filing.models import Filing
from tianping.kernel import files, outbox

pytestmark = pytest.mark.django_db
UNTIL = datetime.date(2023, 2, 20)


@pytest.fixture
def filing(people: People, pdf: bytes) -> Filing:
    """A pleading from 霍邱 in the review queue."""
    actions.take(sent_by_another(pdf), by=people.clerk, at=AT)
    return Filing.objects.select_related("matter").get()


def last_reply() -> dict[str, object]:
    """What the reply made last says, once everybody has heard of everything."""
    outbox.deliver(outbox.undelivered())
    parcel = Parcel.objects.filter(kind="reply").order_by("-pk")[0]
    return json.loads(list_of(unpacked(files.read(parcel.file)), "reply"))


def test_that_it_came_is_answered_at_once(filing: Filing) -> None:
    said = last_reply()
    assert (said["outcome"], said["receipt_number"], said["own_receipt"]) == (
        "arrived",
        "跨2023-000007",
        filing.receipt_number,
    )
    assert said["receiver"] == {"name": "霍邱县人民法院", "code": "皖1522"}
    package = Incoming.objects.get().parcels.get(kind="package")
    assert said["package_sha256"] == package.manifest_digest


def test_the_case_number_goes_back(people: People, filing: Filing) -> None:
    (case,) = filing_actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    said = last_reply()
    assert (said["outcome"], said["case_number"], said["by"]) == ("accepted", case.number, "赵立")


def test_every_point_to_be_corrected_goes_back_with_its_day(people: People, filing: Filing) -> None:
    points = [Point("借款金额与借条不一致。", "principal_fen"), Point("请补交借条。", "documents")]
    filing_actions.ask_correction(filing, points, until=UNTIL, by=people.clerk, at=AT)
    said = last_reply()
    assert (said["outcome"], said["correct_by"]) == ("correcting", "2023-02-20")
    assert said["points"] == [
        {"place": "principal_fen", "text": "借款金额与借条不一致。"},
        {"place": "documents", "text": "请补交借条。"},
    ]


def test_a_refusal_goes_back_with_its_reasons(people: People, filing: Filing) -> None:
    paper = refused(filing, "scope", "不属于民事诉讼受理范围。", by=people.clerk)
    # What is drafted may still be given up, and goes to nobody.
    assert last_reply()["outcome"] == "arrived"
    issued(filing, paper, by=people.clerk)
    said = last_reply()
    assert (said["outcome"], said["notice"]) == ("refused", "不属于民事诉讼受理范围。")
    judge = Filing.objects.select_related("refusal_judge").get().refusal_judge
    assert judge is not None
    assert said["by"] == judge.full_name


def test_that_it_is_mediated_first_goes_back_too(people: People, filing: Filing) -> None:
    filing_actions.refer_many([filing], MEDIATORS, by=people.clerk, at=AT)
    assert last_reply()["outcome"] == "in_mediation"


def test_hearing_of_it_twice_makes_one_reply(people: People, filing: Filing) -> None:
    issued(filing, refused(filing, "repeated", "与已经受理的案件重复起诉。", by=people.clerk), by=people.clerk)
    for _ in range(2):
        heard = {"filing_id": filing.pk, "outcome": "refused", "by_id": people.clerk.pk}
        actions.hear_filing_decided(at=AT, **heard)
    last_reply()
    assert Parcel.objects.filter(outcome="refused").count() == 1


def test_what_came_over_the_counter_is_nobody_elses_business(people: People) -> None:
    assert outbox.undelivered() == []


def test_corrections_come_under_the_first_receipt(people: People, filing: Filing, pdf: bytes) -> None:
    filing_actions.ask_correction(filing, "请核对金额。", until=UNTIL, by=people.clerk, at=AT)
    later = AT + datetime.timedelta(days=3)
    again = sent_by_another(pdf, submission=2, sent_at=later)
    taken = actions.take(again, by=people.clerk, at=later)
    filing.refresh_from_db()
    assert (filing.status, filing.version, filing.received_at) == ("received", 2, AT)
    assert taken.record == Incoming.objects.get()
    assert [each.submission for each in Parcel.objects.filter(kind="package")] == [1, 2]


def test_a_suit_that_is_withdrawn_goes_back_with_its_reason(people: People, filing: Filing) -> None:
    filing_actions.withdraw(filing, "双方已经和解", by=people.clerk, at=AT)
    said = last_reply()
    assert (said["outcome"], said["notice"]) == ("withdrawn", "双方已经和解")


def test_a_pleading_that_nobody_corrected_goes_back(people: People, filing: Filing) -> None:
    filing_actions.ask_correction(filing, [Point("请补交借条。")], until=UNTIL, by=people.clerk, at=AT)
    filing_actions.give_back(filing, by=people.clerk, at=AT.replace(day=21))
    said = last_reply()
    assert (said["outcome"], said["notice"]) == ("given_back", "在2023年2月20日前没有补正，退回诉状并记录在册")
