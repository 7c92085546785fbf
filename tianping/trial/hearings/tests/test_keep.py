"""Keeping a record: who may, what stands in it from the start, what is saved, who came."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Opinion, Record, Section
from tianping.trial.hearings.tests.conftest import PLACE


def section(record: Record, code: str) -> Section:
    return Section.objects.get(record=record, code=code)


def test_a_record_begins_with_the_sections_of_the_procedure_and_everybody_who_is_to_appear(record: Record) -> None:
    codes = list(Section.objects.filter(record=record).order_by("ordinal").values_list("code", flat=True))
    assert codes == ["opening", "rights", "claim", "answer", "evidence", "debate", "last", "mediation", "end"]
    opening = section(record, "opening").text
    assert record.case.number in opening
    assert "被告黄小明" in opening
    assert "公开开庭审理" in opening
    rows = list(Attendance.objects.filter(record=record).order_by("ordinal").values_list("name", "capacity"))
    assert rows[0][1] == "独任审判员"
    assert ("黄小明", "被告") in rows


def test_an_ordinary_case_has_the_sections_of_the_full_inquiry(people: People) -> None:
    from_filing = open_cases(people.clerk, ["黄小明"], track="ordinary")
    record = _opened(people, from_filing[0])
    codes = set(Section.objects.filter(record=record).values_list("code", flat=True))
    assert {"issues", "witnesses", "appraisal"} <= codes


def test_the_parties_to_a_small_claim_are_not_told_of_an_appeal_that_does_not_lie(people: People) -> None:
    told = {}
    for track in ("small_claims", "simple", "ordinary"):
        (case,) = open_cases(people.clerk, ["黄小明"], track=track)
        told[track] = section(_opened(people, case), "rights").text
    assert "请求调解、申请执行等诉讼权利" in told["small_claims"]
    assert "提起上诉" not in told["small_claims"]
    assert "一审终审" in told["small_claims"]
    for track in ("simple", "ordinary"):
        assert "请求调解、提起上诉、申请执行等诉讼权利" in told[track]
    for told_of in ("申请回避", "提出证据", "进行辩论", "是否申请回避"):
        assert all(told_of in text for text in told.values())


def _opened(people: People, case: Case) -> Record:
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    return actions.open_record(actions.RecordDraft(case.pk, PLACE), by=people.judge, at=AT)


def test_two_records_of_a_case_are_not_kept_at_once(people: People, record: Record) -> None:
    with pytest.raises(Overtaken, match="正在记录"):
        actions.open_record(actions.RecordDraft(record.case_id, PLACE), by=people.judge, at=AT)


@pytest.mark.parametrize("who", ["second_judge", "clerk", "cashier", "president", "stranger"])
def test_only_who_acts_in_the_case_keeps_its_record(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.open_record(actions.RecordDraft(case.pk, PLACE), by=getattr(people, who), at=AT)
    assert not Record.objects.exists()


def test_a_record_says_where(people: People, case: Case) -> None:
    with pytest.raises(Refused, match="地点"):
        actions.open_record(actions.RecordDraft(case.pk, " "), by=people.judge, at=AT)


def test_what_is_typed_is_saved_and_every_earlier_version_stays(people: People, record: Record) -> None:
    claim = section(record, "claim")
    version = actions.save_section(claim, "原：与起诉状一致。", version=0, by=people.judge, at=AT)
    actions.save_section(claim, "原：与起诉状一致，没有补充。", version=version, by=people.judge, at=AT)
    assert section(record, "claim").text == "原：与起诉状一致，没有补充。"
    kept = list(
        apps.get_model("hearings", "SectionEvent")
        .objects.filter(pgh_obj=claim)
        .order_by("pgh_id")
        .values_list("text", flat=True)
    )
    assert kept[-1] == "原：与起诉状一致。"


def test_saving_the_same_again_is_no_conflict(people: People, record: Record) -> None:
    claim = section(record, "claim")
    first = actions.save_section(claim, "甲", version=0, by=people.judge, at=AT)
    assert actions.save_section(claim, "甲", version=0, by=people.judge, at=AT) == first


def test_of_two_who_type_at_once_the_second_is_told_and_nothing_is_overwritten(people: People, record: Record) -> None:
    claim = section(record, "claim")
    actions.save_section(claim, "甲", version=0, by=people.judge, at=AT)
    with pytest.raises(Overtaken, match="他人保存"):
        actions.save_section(claim, "乙", version=0, by=people.judge, at=AT)
    assert section(record, "claim").text == "甲"


def test_who_stays_away_has_a_reason(people: People, record: Record) -> None:
    row = Attendance.objects.get(record=record, name="黄小明")
    with pytest.raises(Refused, match="没有到庭的原因"):
        actions.note_attendance(row, actions.Came(False), by=people.judge, at=AT)


def test_exhibits_are_numbered_and_the_other_side_says_what_it_holds(people: People, record: Record) -> None:
    bank, huang = record.case.matter.litigants.order_by("position")
    first = actions.offer_exhibit(record, bank, "借款合同", "证明借款50000元", by=people.judge, at=AT)
    second = actions.offer_exhibit(record, bank, "放款凭证", "证明款项已发放", by=people.judge, at=AT)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(Refused, match="异议"):
        actions.say_of_exhibit(first, huang, actions.Said(True, True, False), by=people.judge, at=AT)
    actions.say_of_exhibit(first, huang, actions.Said(True, True, True), by=people.judge, at=AT)
    said = actions.say_of_exhibit(first, huang, actions.Said(True, True, False, "不认可用途"), by=people.judge, at=AT)
    assert Opinion.objects.get(exhibit=first) == said
    with pytest.raises(Refused, match="以外"):
        actions.say_of_exhibit(first, bank, actions.Said(True, True, True), by=people.judge, at=AT)


def test_nothing_in_a_closed_record_changes_in_the_database_either(people: People, all_came: Record) -> None:
    actions.close_record(all_came, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    with pytest.raises(Refused, match="补正"):
        actions.save_section(section(all_came, "claim"), "改", version=0, by=people.judge, at=AT)
    for change in (
        lambda: Section.objects.filter(record=all_came).update(text="改"),
        lambda: Attendance.objects.filter(record=all_came).update(name="改"),
        lambda: Record.objects.filter(pk=all_came.pk).update(outcome="withdrawn"),
        lambda: Record.objects.filter(pk=all_came.pk).update(status="open"),
        lambda: Record.objects.filter(pk=all_came.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
