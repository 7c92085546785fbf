"""The list of cases: who sees what, search, filters, order, export, and a cost that does not grow."""

import io
import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.support.cases import BANK, open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases import actions
from tianping.cases.models import Case
from tianping.cases.queries.listing import SHORT_NUMBER
from tianping.cases.views import listing
from tianping.kernel.models import AuditEntry


def text_of(response: Any) -> str:
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


def sheet_of(response: Any) -> list[list[Any]]:
    content = io.BytesIO(b"".join(response.streaming_content))
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()


def test_the_filing_clerk_sees_every_case(people: People, case: Case, browse: Browse) -> None:
    response = browse(people.clerk).get("/cases/")
    assert response.status_code == 200
    assert case.number in text_of(response)
    assert "黄小明" in text_of(browse(people.clerk).get("/cases/"))


def test_a_judge_sees_only_cases_of_their_own(people: People, case: Case, browse: Browse) -> None:
    assert case.number not in text_of(browse(people.judge).get("/cases/"))
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    assert case.number in text_of(browse(people.judge).get("/cases/"))
    assert case.number not in text_of(browse(people.second_judge).get("/cases/"))


def test_the_cashier_is_refused_and_a_stranger_is_sent_to_the_log_in(people: People, browse: Browse) -> None:
    assert browse(people.cashier).get("/cases/").status_code == 403
    response = browse(None).get("/cases/")
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize(
    "typed",
    [
        "（2023）甘1027民初1号",
        "(2023)甘1027民初1",
        "2023甘1027民初1号",
        "【2023】 甘1027 民初 1 号",
        "（２０２３）甘１０２７民初１号",
        "案号：（2023）甘1027民初1号。",
        "（2023）甘1027民初第1号",
        "（2023）甘1027民初1号民事判决书",
    ],
)
def test_a_case_number_in_any_usual_spelling_leads_to_its_case(
    people: People, case: Case, browse: Browse, typed: str
) -> None:
    response = browse(people.clerk).get("/cases/", {"q": typed})
    assert response.status_code == 302
    assert response["Location"] == f"/cases/{case.pk}/"


def test_a_case_number_of_somebody_elses_case_finds_nothing(people: People, case: Case, browse: Browse) -> None:
    response = browse(people.judge).get("/cases/", {"q": case.number})
    assert response.status_code == 200
    assert "没有符合条件的记录" in text_of(response)


def test_a_number_written_wrongly_is_explained(people: People, browse: Browse) -> None:
    assert "案件编号不补零" in text_of(browse(people.clerk).get("/cases/", {"q": "（2023）甘1027民初01号"}))


@pytest.mark.parametrize(
    "typed",
    [
        "民初1",
        "民初1号",
        "1号",
        "第1号",
        "1",
        "民初1号传票",
        "2023民初1号",
        "甘1027民初1号",
        "〔２０２３〕民初第１号",
        "甘1027 民初 1",
    ],
)
def test_a_short_number_finds_the_case_of_this_court(people: People, case: Case, browse: Browse, typed: str) -> None:
    assert case.number in text_of(browse(people.clerk).get("/cases/", {"q": typed}))


@pytest.mark.parametrize(("type_code", "typed"), [("执", "执1号"), ("执", "甘1027执1"), ("诉前调确", "诉前调确1号")])
def test_a_short_number_may_be_of_any_type(people: People, browse: Browse, type_code: str, typed: str) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"], type_code=type_code)
    assert case.number in text_of(browse(people.clerk).get("/cases/", {"q": typed}))


def test_the_number_of_an_enforcement_is_not_taken_for_a_courts_code() -> None:
    found = SHORT_NUMBER.fullmatch("执12345号")
    assert found is not None and found.groups() == (None, None, "执", "12345")


def test_a_short_number_of_another_court_finds_nothing(people: People, case: Case, browse: Browse) -> None:
    assert "没有符合条件的记录" in text_of(browse(people.clerk).get("/cases/", {"q": "甘1026民初1号"}))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("黄小明", "黄"),
        ("黄小明", "黄 小明"),
        ("黄小明", "小明"),
        ("柳𬱖", "𬱖"),
        ("马迪娜·阿依", "马迪娜•阿依"),
        ("欧阳100%", "100%"),
    ],
)
def test_a_litigant_is_found_by_any_part_of_the_name(people: People, browse: Browse, name: str, typed: str) -> None:
    wanted, other = open_cases(people.clerk, [name, "赵不相干"])
    text = text_of(browse(people.clerk).get("/cases/", {"q": typed}))
    assert wanted.number in text
    assert other.number not in text


def test_a_percent_sign_is_a_sign_and_not_everything(people: People, case: Case, browse: Browse) -> None:
    assert case.number not in text_of(browse(people.clerk).get("/cases/", {"q": "%"}))


def test_filters_narrow_by_type_track_team_cause_and_status(people: People, browse: Browse) -> None:
    small = open_cases(people.clerk, ["甲"], track="small_claims")[0]
    mediation = open_cases(people.clerk, ["乙"], type_code="诉前调", track="", clocks=(), cause="民间借贷纠纷")[0]
    actions.set_tracks({("small_claims", "sole", True): [small.pk]})
    clerk = browse(people.clerk)
    for query, wanted, other in [
        ({"type": "诉前调"}, mediation, small),
        ({"type": "民初"}, small, mediation),
        ({"track": "small_claims"}, small, mediation),
        ({"team": "1"}, small, mediation),
        ({"team": "0"}, mediation, small),
        ({"cause": "民间借贷纠纷"}, mediation, small),
    ]:
        text = text_of(clerk.get("/cases/", query))
        assert wanted.number in text, query
        assert other.number not in text, query
    assert small.number in text_of(clerk.get("/cases/", {"year": "2023", "status": "open"}))
    assert small.number not in text_of(clerk.get("/cases/", {"status": "closed"}))


def test_a_batch_is_listed_from_its_first_number_to_its_last(people: People, browse: Browse) -> None:
    first, second, third = open_cases(people.clerk, ["甲", "乙", "丙"])
    query = {"type": "民初", "year": "2023", "first": str(second.sequence), "last": str(third.sequence)}
    text = text_of(browse(people.clerk).get("/cases/", query))
    assert first.number not in text
    assert second.number in text
    assert third.number in text


def test_numbers_are_ordered_as_numbers(people: People, browse: Browse) -> None:
    open_cases(people.clerk, [f"被告{place}" for place in range(11)])
    text = text_of(browse(people.clerk).get("/cases/", {"sort": "number"}))
    assert text.index("民初2号") < text.index("民初10号")


@pytest.mark.parametrize("sort", ["", "number", "-matter.claim_fen", "filed_on", "track", "matter.cause_name"])
def test_the_number_of_statements_does_not_grow_with_the_cases(people: People, browse: Browse, sort: str) -> None:
    clerk = browse(people.clerk)
    open_cases(people.clerk, [f"被告{place}" for place in range(10)])
    clerk.get("/cases/", {"sort": sort})
    with CaptureQueriesContext(connection) as few:
        clerk.get("/cases/", {"sort": sort})
    open_cases(people.clerk, [f"后来{place}" for place in range(90)])
    with CaptureQueriesContext(connection) as many:
        clerk.get("/cases/", {"sort": sort})
    assert len(many) == len(few)


def test_the_spreadsheet_holds_the_rows_of_the_search_and_leaves_a_record(people: People, browse: Browse) -> None:
    wanted, other = open_cases(people.clerk, ["=cmd|'/c calc'!A1", "赵不相干"])
    response = browse(people.clerk).get("/cases/", {"export": "xlsx", "q": "cmd"})
    assert "attachment" in response["Content-Disposition"]
    rows = sheet_of(response)
    assert rows[0][:4] == ["案号", "案由", "原告、申请人", "被告、被申请人"]
    assert [row[:4] for row in rows[1:]] == [[wanted.number, "金融借款合同纠纷", BANK, "=cmd|'/c calc'!A1"]]
    assert AuditEntry.objects.get(action="case.export").detail["rows"] == 1
    assert other.number not in str(rows)


def test_more_rows_than_a_spreadsheet_may_hold_are_refused_in_a_sentence(
    people: People, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_cases(people.clerk, ["甲", "乙", "丙"])
    monkeypatch.setattr(listing, "MOST_ROWS", 2)
    response = browse(people.clerk).get("/cases/", {"export": "xlsx"})
    assert response.status_code == 422
    assert "符合条件的案件有3件，一次最多导出2件" in text_of(response)
    assert not AuditEntry.objects.filter(action="case.export").exists()


def test_the_filter_offers_every_type_that_was_numbered_and_no_other(people: People, browse: Browse) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"])
    with transaction.atomic():
        actions.open_cases([case.matter], "财保", by=people.clerk, at=AT)
    page = text_of(browse(people.clerk).get("/cases/", {"type": "财保"}))
    assert re.findall(r'<option value="(民初|财保|诉前调|执保)"', page) == ["民初", "财保"]
    assert "财保1号" in page
    assert case.number not in page


def test_an_empty_court_says_what_will_stand_here(people: People, browse: Browse) -> None:
    assert "目前没有可以查看的案件" in text_of(browse(people.clerk).get("/cases/"))
