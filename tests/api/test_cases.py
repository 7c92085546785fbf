"""Cases through the API: what the pages show, personal data masked, and every look on record."""

import pytest

from tests.api.caller import Caller, a_claim, a_person
from tests.support.cases import code_of
from tests.support.court import People
from tianping.cases.models import Case
from tianping.kernel.models import AuditEntry, Guess

NUMBER = "622727199001010056"


@pytest.fixture
def case(clerk: Caller) -> Case:
    """An accepted case between a shop and a person with a document."""
    defendant = {**a_person("黄某某", NUMBER), "phone": "13900000001"}
    filing = clerk.send("/filings", a_claim(defendants=[defendant])).json()
    clerk.send(f"/filings/{filing['id']}/accept", {})
    return Case.objects.get()


def test_a_case_shows_the_whole_matter_with_personal_data_masked(clerk: Caller, case: Case) -> None:
    answer = clerk.get(f"/cases/{case.pk}")
    page = answer.json()
    assert (page["number"], page["cause"], page["stage"]) == (case.number, "买卖合同纠纷", "已立案，待交费")
    assert [row["name"] for row in page["litigants"]] == ["张三", "黄某某"]
    assert {clock["period_id"] for clock in page["clocks"]} >= {"C-FEE-7", "C-SERVE-5", "C-TRIAL-SMALL"}
    assert NUMBER not in answer.content.decode()
    assert "13900000001" not in answer.content.decode()


def test_a_look_at_a_case_is_on_record_and_a_refused_one_too(
    clerk: Caller, judge: Caller, people: People, case: Case
) -> None:
    clerk.get(f"/cases/{case.pk}")
    assert judge.get(f"/cases/{case.pk}").status_code == 404
    looks = AuditEntry.objects.filter(subject=f"case:{case.pk}", action__in=["case.view", "access.refused"])
    assert list(looks.order_by("pk").values_list("action", "by")) == [
        ("case.view", people.clerk.pk),
        ("access.refused", people.judge.pk),
    ]


def test_an_unknown_and_an_invisible_case_are_the_same(judge: Caller, case: Case) -> None:
    invisible, unknown = judge.get(f"/cases/{case.pk}"), judge.get("/cases/999999")
    assert (invisible.status_code, invisible.content) == (unknown.status_code, unknown.content)


@pytest.mark.parametrize(
    "asked",
    [{"q": "黄某"}, {"q": "(2023)甘1027民初1"}, {"type": "民初"}, {"year": 2023}, {"track": "small_claims"},
     {"status": "open"}, {"cause": "买卖合同纠纷"}, {"fast_team": "false"}, {"sort": "claim_fen"}],
)  # fmt: skip
def test_lists_find_the_case_by_what_is_asked(clerk: Caller, case: Case, asked: dict[str, object]) -> None:
    page = clerk.get("/cases", **asked).json()
    assert [row["id"] for row in page["results"]] == [case.pk]


@pytest.mark.parametrize("asked", [{"q": "没有此人"}, {"type": "诉前调"}, {"year": 2022}, {"status": "closed"}])
def test_lists_leave_out_what_was_not_asked_for(clerk: Caller, case: Case, asked: dict[str, object]) -> None:
    assert clerk.get("/cases", **asked).json()["count"] == 0


def test_clocks_of_a_case_and_what_is_due_show_both_days_and_the_article(clerk: Caller, case: Case) -> None:
    fee = next(row for row in clerk.get(f"/cases/{case.pk}/clocks").json() if row["period_id"] == "C-FEE-7")
    assert (fee["started_on"], fee["nominal_due"], fee["legal_due"]) == ("2023-02-06", "2023-02-13", "2023-02-13")
    assert fee["because"]
    due = clerk.get("/clocks/due").json()
    assert {row["case_number"] for row in due["results"]} == {case.number}
    assert clerk.get("/clocks/due", group="overdue").json()["count"] == 0


def test_a_litigant_reads_the_progress_with_number_and_code_and_nothing_that_staff_know(
    nobody: Caller, case: Case
) -> None:
    answer = nobody.send("/progress", {"number": "(2023)甘1027民初1号", "code": code_of(case)}, key=None)
    page = answer.json()
    assert (answer.status_code, page["number"], page["stage"]) == (200, case.number, "已立案，待交费")
    assert [row["name"] for row in page["litigants"]] == ["张**", "黄**"]
    assert page["timeline"]
    assert "staff_notes" not in answer.content.decode()
    assert AuditEntry.objects.filter(action="progress.view", subject=f"case:{case.pk}").exists()


def test_unknown_wrong_and_malformed_get_the_same_answer(nobody: Caller, case: Case) -> None:
    code = code_of(case)
    asked = [(case.number, "WRONGONE"), ("（2023）甘1027民初99号", code), ("随便", "随便"), ("a", "b"), ("'; --", code)]
    answers = [nobody.send("/progress", {"number": number, "code": given}, key=None) for number, given in asked]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    assert answers[0].status_code == 422


def test_guessing_a_code_ends_after_ten_tries_in_an_hour(nobody: Caller, case: Case) -> None:
    wrong = [nobody.send("/progress", {"number": case.number, "code": f"WRONG{n}"}, key=None) for n in range(11)]
    assert [answer.status_code for answer in wrong] == [422] * 10 + [429]
    right = nobody.send("/progress", {"number": case.number, "code": code_of(case)}, key=None)
    assert right.status_code == 429


def test_looking_up_sixty_one_times_a_minute_is_too_often_whatever_address_is_claimed(
    nobody: Caller, case: Case
) -> None:
    nobody.send("/progress", {"number": case.number, "code": code_of(case)}, key=None)
    Guess.objects.filter(gate="progress").update(count=60)
    headers = {"X-Forwarded-For": "203.0.113.9"}
    answer = nobody.send("/progress", {"number": case.number, "code": code_of(case)}, key=None, **headers)
    assert answer.status_code == 429
    assert "请" in answer.json()["sentence"]
