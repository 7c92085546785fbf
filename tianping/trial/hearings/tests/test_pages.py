"""The pages of hearings: who may, who may not, what is shown, what a form that was sent twice does."""

import base64
import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tests.support.hearings import planned_hearing
from tests.support.uploads import SIGNATURE
from tianping.cases.models import Case
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Exhibit, Record, Section, Settlement, Signature
from tianping.trial.hearings.tests.conftest import PLACE, try_alone

TERMS = {
    "amount": "48440.00",
    "count": "10",
    "first_on": "2099-01-31",
    "fee_borne_by": "defendant",
    "way": "paper",
}


def keyed(typed: dict[str, str]) -> dict[str, str]:
    """What is typed, with a key of its own."""
    return {"submission_key": str(uuid.uuid4()), **typed}


def prefixed(prefix: str, typed: dict[str, str]) -> dict[str, str]:
    return keyed({f"{prefix}-{name}": value for name, value in typed.items()})


def test_a_judge_opens_a_record_from_the_case(people: People, case: Case, browse: Browse) -> None:
    judge = browse(people.judge)
    assert "开始庭审记录" in judge.get(f"/cases/{case.pk}/").content.decode()
    answer = judge.post(f"/hearings/cases/{case.pk}/open/", keyed({"place": PLACE, "kind": "hearing"}))
    record = Record.objects.get()
    assert answer["Location"] == f"/hearings/{record.pk}/"
    page = judge.get(answer["Location"]).content.decode()
    assert "到庭情况" in page
    assert "黄小明" in page
    assert f"/hearings/{record.pk}/" in judge.get(f"/cases/{case.pk}/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("second_judge", 404), ("president", 200), ("cashier", 403)])
def test_who_reads_a_record(people: People, record: Record, browse: Browse, who: str, status: int) -> None:
    assert browse(getattr(people, who)).get(f"/hearings/{record.pk}/").status_code == status


def test_a_president_reads_and_does_not_write(people: People, record: Record, browse: Browse) -> None:
    page = browse(people.president).get(f"/hearings/{record.pk}/").content.decode()
    assert "<textarea" not in page
    answer = browse(people.president).post(f"/hearings/{record.pk}/close/", prefixed("close", {"outcome": "withdrawn"}))
    assert answer.status_code == 403


def test_an_unknown_record_and_an_invisible_one_are_answered_alike(
    people: People, record: Record, browse: Browse
) -> None:
    other = browse(people.second_judge)
    section = Section.objects.filter(record=record).first()
    assert section is not None
    for path in ("", "signing/", f"sections/{section.pk}/", "sign/", "close/"):
        method = other.get if path in ("", "signing/") else other.post
        hidden = method(f"/hearings/{record.pk}/{path}", keyed({}))
        unknown = method(f"/hearings/999999/{path}", keyed({}))
        assert (hidden.status_code, unknown.status_code) == (404, 404)


def test_what_is_typed_is_saved_once_per_key_and_a_conflict_is_told(
    people: People, record: Record, browse: Browse
) -> None:
    section = Section.objects.get(record=record, code="claim")
    address = f"/hearings/{record.pk}/sections/{section.pk}/"
    judge, typed = browse(people.judge), keyed({"text": "原：与起诉状一致。", "version": "0"})
    assert judge.post(address, typed).json() == {"version": 1}
    assert judge.post(address, typed).json() == {"version": 1}
    late = judge.post(address, keyed({"text": "其他", "version": "0"}))
    assert late.status_code == 409
    assert "他人保存" in late.json()["sentence"]
    assert judge.post(address, keyed({"text": "其他"})).status_code == 422


def test_without_scripts_the_whole_record_is_saved_at_once(people: People, record: Record, browse: Browse) -> None:
    sections = list(Section.objects.filter(record=record).order_by("ordinal"))
    typed = {f"text-{each.pk}": f"第{each.ordinal}部分" for each in sections}
    typed |= {f"version-{each.pk}": "0" for each in sections}
    browse(people.judge).post(f"/hearings/{record.pk}/save/", keyed(typed))
    assert list(Section.objects.filter(record=record).order_by("ordinal").values_list("text", flat=True)) == [
        f"第{each.ordinal}部分" for each in sections
    ]


def test_what_two_tabs_save_at_once_is_kept_and_shown_side_by_side(
    people: People, record: Record, browse: Browse
) -> None:
    claim, answer = (Section.objects.get(record=record, code=code) for code in ("claim", "answer"))
    address, judge = f"/hearings/{record.pk}/save/", browse(people.judge)
    actions.save_section(claim, "原：甲。", version=0, by=people.judge, at=AT)
    actions.save_section(answer, "被：甲。", version=0, by=people.judge, at=AT)
    typed = {f"text-{claim.pk}": "原：乙。", f"text-{answer.pk}": answer.text}
    refused = judge.post(address, keyed({**typed, f"version-{claim.pk}": "0", f"version-{answer.pk}": "0"}))
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "刚才由他人保存过，没有覆盖" in page
    assert "\n原：乙。</textarea>" in page
    assert '<p class="hearing-said">原：甲。</p>' in page
    assert "\n被：甲。</textarea>" in page
    assert page.count("他人保存的内容</p>") == 1
    assert f'name="version-{claim.pk}" value="1"' in page
    typed = {f"text-{claim.pk}": "原：甲。乙。", f"version-{claim.pk}": "1"}
    assert judge.post(address, keyed(typed)).status_code == 302
    assert Section.objects.get(pk=claim.pk).text == "原：甲。乙。"


def test_what_comes_after_the_record_was_closed_is_refused_and_still_to_be_read(
    people: People, all_came: Record, browse: Browse
) -> None:
    claim, judge = Section.objects.get(record=all_came, code="claim"), browse(people.judge)
    actions.close_record(all_came, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    typed = {f"text-{claim.pk}": "原：乙。", f"version-{claim.pk}": "0"}
    refused = judge.post(f"/hearings/{all_came.pk}/save/", keyed(typed))
    assert refused.status_code == 422
    assert "笔录已经记录完毕，不能再修改" in refused.content.decode()
    assert '<p class="hearing-said">原：乙。</p>' in refused.content.decode()
    twice = judge.post(f"/hearings/{all_came.pk}/close/", prefixed("close", {"outcome": "withdrawn"}))
    assert "笔录已经记录完毕，不能再修改" in twice.content.decode()


def test_a_hearing_is_recorded_settled_closed_and_signed_on_the_pages(
    people: People, record: Record, browse: Browse
) -> None:
    judge, base = browse(people.judge), f"/hearings/{record.pk}/"
    rows = list(Attendance.objects.filter(record=record))
    judge.post(f"{base}attendance/", keyed({f"came-{row.pk}": "yes" for row in rows}))
    judge.post(f"{base}rights/", keyed({}))
    bank, huang = record.case.matter.litigants.order_by("position")
    offered = {"litigant": str(bank.pk), "name": "借款合同", "purpose": "证明借款关系"}
    judge.post(f"{base}exhibits/", prefixed("exhibit", offered))
    exhibit = Exhibit.objects.get(record=record)
    said = {"exhibit": str(exhibit.pk), "litigant": str(huang.pk), "genuine": "on", "text": "用途不符"}
    judge.post(f"{base}opinions/", prefixed("opinion", said))
    judge.post(f"{base}terms/", prefixed("terms", TERMS))
    assert "不认可合法性" in judge.get(base).content.decode()
    closed = judge.post(f"{base}close/", prefixed("close", {"outcome": "mediated"}))
    assert closed.status_code == 302, closed.content.decode()
    picture = "data:image/png;base64," + base64.b64encode(SIGNATURE).decode()
    for row in rows[:-1]:
        judge.post(f"{base}sign/", prefixed("sign", {"attendance": str(row.pk), "picture": picture}))
    refused = {"attendance": str(rows[-1].pk), "reason": "拒绝签名"}
    judge.post(f"{base}sign/", prefixed("sign", refused))
    assert Signature.objects.count() == len(rows)
    assert "data:image/png" in judge.get(f"{base}signing/").content.decode()
    judge.post(f"{base}finish/", keyed({}))
    record.refresh_from_db()
    assert (record.status, record.outcome) == ("signed", "mediated")


def test_a_refused_form_keeps_what_was_typed_and_says_why(people: People, all_came: Record, browse: Browse) -> None:
    judge, base = browse(people.judge), f"/hearings/{all_came.pk}/"
    typed = {"ground": "evidence", "reason": "调取流水", "next_on": "2099-12-31"}
    answer = judge.post(f"{base}adjourn/", prefixed("adjourn", typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "一个月" in page
    assert "调取流水" in page
    resting = judge.post(f"{base}adjourn/", prefixed("adjourn", {**typed, "next_on": "2023-02-12"}))
    assert "2023年2月12日是星期日，不开庭" in resting.content.decode()
    lacking = judge.post(f"{base}close/", prefixed("close", {"outcome": "mediated"}))
    assert "请先记明协议内容" in lacking.content.decode()
    too_many = judge.post(f"{base}terms/", prefixed("terms", {**TERMS, "amount": "0.05"}))
    assert too_many.status_code == 422


def test_nobody_signs_with_an_empty_pad(people: People, all_came: Record, browse: Browse) -> None:
    actions.close_record(all_came, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    row = Attendance.objects.filter(record=all_came).first()
    assert row is not None
    typed = prefixed("sign", {"attendance": str(row.pk), "picture": ""})
    answer = browse(people.judge).post(f"/hearings/{all_came.pk}/sign/", typed)
    assert answer.status_code == 422
    assert "没有收到签名" in answer.content.decode()


def test_a_correction_is_noted_on_the_page(people: People, all_came: Record, browse: Browse) -> None:
    actions.close_record(all_came, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=AT)
    row = Attendance.objects.get(record=all_came, name="黄小明")
    section = Section.objects.get(record=all_came, code="claim")
    typed = prefixed("correct", {"attendance": str(row.pk), "section": str(section.pk), "text": "还款是2021年"})
    judge = browse(people.judge)
    judge.post(f"/hearings/{all_came.pk}/correct/", typed)
    assert "还款是2021年" in judge.get(f"/hearings/{all_came.pk}/signing/").content.decode()


def test_a_circuit_day_is_recorded_in_rows(people: People, browse: Browse) -> None:
    cases = try_alone(people, open_cases(people.clerk, ["甲某", "乙某", "丙某"]))
    first, second, third = cases
    typed = {"place": PLACE, f"chosen-{first.pk}": "on", f"chosen-{second.pk}": "on", f"mediated-{first.pk}": "on"}
    typed |= {f"row{first.pk}-{name}": value for name, value in TERMS.items() if name != "way"}
    judge = browse(people.judge)
    assert judge.post("/hearings/day/", keyed(typed)).status_code == 302
    outcomes = dict(Record.objects.values_list("case_id", "status"))
    assert outcomes == {first.pk: "closed", second.pk: "open"}
    assert Settlement.objects.get().case_id == first.pk
    page = judge.get("/hearings/day/").content.decode()
    assert third.number in page
    assert first.number not in page


def test_a_row_with_a_wrong_sum_holds_the_day_back_and_names_the_case(people: People, browse: Browse) -> None:
    (case,) = try_alone(people, open_cases(people.clerk, ["甲某"]))
    typed = {"place": PLACE, f"chosen-{case.pk}": "on", f"mediated-{case.pk}": "on", f"row{case.pk}-amount": "四万"}
    answer = browse(people.judge).post("/hearings/day/", keyed(typed))
    assert answer.status_code == 422
    assert case.number in answer.content.decode()
    assert not Record.objects.exists()


def test_the_cases_planned_for_today_come_first_with_their_place_and_standard_terms_stand_once(
    people: People, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, planned = try_alone(people, open_cases(people.clerk, ["甲某", "乙某"]))
    hearing = planned_hearing(planned, people.judge, people.clerk, at=AT)
    on_the_day = hearing.ends + datetime.timedelta(minutes=5)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on_the_day)
    judge = browse(people.judge)
    page = judge.get("/hearings/day/").content.decode()
    assert page.index(planned.number) < page.index(other.number)
    assert f'value="{hearing.place.name}"' in page
    assert f'value="{hearing.place.name}"' in judge.get(f"/hearings/cases/{planned.pk}/open/").content.decode()
    typed = {"place": PLACE, f"chosen-{planned.pk}": "on", f"mediated-{planned.pk}": "on"}
    typed |= {f"row{planned.pk}-{name}": TERMS[name] for name in ("amount", "fee_borne_by")}
    refused = judge.post("/hearings/day/", keyed({**typed, "first_on": "2023-02-08"}))
    assert refused.status_code == 422
    assert refused.content.decode().count(" checked>") == 2
    assert not Record.objects.exists()
    answer = judge.post("/hearings/day/", keyed({**typed, "count": "12", "first_on": "2023-03-31"}))
    assert answer.status_code == 302
    assert len(Settlement.objects.get().terms["instalments"]) == 12
    assert planned.number not in judge.get("/hearings/day/").content.decode().split("<tbody")[1]


def test_the_list_asks_the_same_number_of_questions_for_two_and_for_nine(people: People, browse: Browse) -> None:
    judge, counts = browse(people.judge), []
    for number in (2, 7):
        cases = try_alone(people, open_cases(people.clerk, [f"某{place}" for place in range(number)]))
        for address in ("/hearings/", "/hearings/day/"):
            with CaptureQueriesContext(connection) as asked:
                assert judge.get(address).status_code == 200
            counts.append(len(asked))
        actions.hold_many([actions.Held(each.pk, PLACE) for each in cases], by=people.judge, at=AT)
    judge.get("/hearings/")
    with CaptureQueriesContext(connection) as asked:
        judge.get("/hearings/")
    assert counts[1] == counts[3]
    assert len(asked) <= counts[2] + 1
