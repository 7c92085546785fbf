"""What hearings bring to the file: the signed record, frozen with its signatures."""

import io

import pikepdf

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tests.support.uploads import SCAN, SIGNATURE
from tianping.cases.models import Case
from tianping.kernel import files
from tianping.money.fees import actions as fee_actions
from tianping.papers.documents.queries import body_of, papers_of
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Record, Settlement, Signature
from tianping.trial.hearings.tests.conftest import PLACE, in_ten_parts, try_alone


def signed(people: People, record: Record, *, refuses: str = "") -> None:
    """Everybody who was there signs on the pad but who refuses; the record is complete."""
    for each in Attendance.objects.filter(record=record, appeared=True):
        if each.name == refuses:
            actions.refuse_to_sign(each, "对笔录有异议", by=people.judge, at=AT)
        else:
            actions.sign(each, SIGNATURE, Signature.Way.PAD, by=people.judge, at=AT)
    actions.finish(record, by=people.judge, at=AT)


def test_a_signed_record_is_a_frozen_paper_of_the_case(people: People, all_came: Record) -> None:
    actions.close_record(all_came, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    signed(people, all_came, refuses="黄小明")
    (paper,) = papers_of(all_came.case_id)
    assert (paper.kind, paper.status, paper.variant) == ("hearing_record", "issued", str(all_came.pk))
    assert paper.pdf is not None
    pages = pikepdf.open(io.BytesIO(files.read(paper.pdf))).pages
    assert sum(len(page.get_images()) for page in pages) == 1
    text = "".join(each.label + each.text for each in body_of(paper))
    for words in ("庭审笔录", PLACE, "核对当事人", "独任审判员孙法", "拒绝签名：对笔录有异议"):
        assert words in text
    shown = [each.text for each in body_of(paper) if each.role == "signature"]
    assert sum("SHA-256" in each for each in shown) == 2


def test_a_second_record_does_not_replace_the_first(people: People, case: Case) -> None:
    for _time in range(2):
        record = actions.open_record(actions.RecordDraft(case.pk, PLACE, Record.Kind.INQUIRY), by=people.judge, at=AT)
        for each in Attendance.objects.filter(record=record):
            actions.note_attendance(each, actions.Came(True), by=people.judge, at=AT)
        actions.close_record(record, Record.Outcome.INQUIRED, by=people.judge, at=AT)
        signed(people, record)
    first, second = papers_of(case.pk)
    assert (first.replaces_id, second.replaces_id) == (None, None)
    assert body_of(second)[1].text == "询问笔录"


def test_records_signed_on_paper_are_filed_in_a_constant_number_of_statements(
    people: People, django_assert_max_num_queries
) -> None:
    def held(*names: str) -> dict[int, bytes]:
        cases = try_alone(people, open_cases(people.clerk, list(names)))
        records = actions.hold_many([actions.Held(case.pk, PLACE) for case in cases], by=people.judge, at=AT)
        for record in records:
            actions.close_record(record, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
        return {record.pk: SCAN for record in records}

    scans = held("甲", "乙", "丙")
    with django_assert_max_num_queries(75):
        actions.sign_on_paper_many(scans, by=people.judge, at=AT)
    assert Record.objects.filter(status="signed").count() == 3


def agreed(people: People, case: Case, way: Settlement.Way) -> None:
    fee_actions.raise_bill([fee_actions.Charge(case, 4_844_000, True)], "某银行", by=people.clerk, at=AT)
    (record,) = actions.hold_many([actions.Held(case.pk, PLACE)], by=people.judge, at=AT)
    actions.record_settlements_many([actions.Agreed(record.pk, in_ten_parts(), way)], by=people.judge, at=AT)
