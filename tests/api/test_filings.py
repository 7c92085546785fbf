"""Filing through the API is filing at the counter: the same verbs, the same refusals, the same receipt."""

import uuid

import pytest

from tests.api.caller import Caller, a_claim, a_loan, a_person
from tests.support.court import MEDIATORS, People
from tianping.cases.models import Case, Matter
from tianping.intake.filing.models import Filing

KEY = str(uuid.UUID(int=1))


def test_a_filing_gets_its_receipt_with_its_hash_at_once(clerk: Caller) -> None:
    answer = clerk.send("/filings", a_claim())
    assert answer.status_code == 201
    filing = answer.json()
    assert (filing["receipt_number"], filing["status"], filing["channel"]) == ("收2023-000001", "received", "api")
    assert len(filing["content_sha256"]) == 64
    assert clerk.get(f"/filings/{filing['id']}").json() == filing


def test_a_loan_is_filed_by_its_elements_and_claims_principal_and_interest(clerk: Caller) -> None:
    filing = clerk.send("/filings", a_loan()).json()
    assert (filing["cause"], filing["claim_fen"]) == ("民间借贷纠纷", 4_240_000)
    assert "40,000.00元" in filing["claim_text"]


@pytest.mark.parametrize(
    ("filing", "sentence"),
    [
        (a_claim(cause_name="没有这种纠纷"), "不是案由"),
        (a_claim(claim_fen=0), "诉讼请求金额"),
        (a_claim(defendants=[a_person("李四", "622727199001010055")]), "证件号码"),
        (a_loan(due_on="2021-01-01"), "到期日不晚于放款日"),
        (a_loan(principal_owed_fen=6_000_000), "尚欠本金多于借款本金"),
        ({**a_loan(), "loan": None}, "借款要素"),
        ({**a_claim(), "defendants": []}, "defendants"),
        ({"kind": "property"}, "plaintiffs"),
    ],
)
def test_what_the_counter_refuses_the_api_refuses_in_a_sentence(clerk: Caller, filing: object, sentence: str) -> None:
    answer = clerk.send("/filings", filing)
    assert answer.status_code == 422
    assert sentence in answer.json()["sentence"]
    assert not Matter.objects.exists()


def test_a_request_sent_three_times_files_once_and_reads_the_same_answer(clerk: Caller) -> None:
    answers = [clerk.send("/filings", a_claim(), key=KEY) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.content for answer in answers}) == 1
    assert Filing.objects.count() == 1


def test_the_same_key_with_another_content_or_by_another_person_is_refused(clerk: Caller, people: People) -> None:
    clerk.send("/filings", a_claim(), key=KEY)
    for answer in (
        clerk.send("/filings", a_loan(), key=KEY),
        Caller(people.second_clerk).send("/filings", a_claim(), key=KEY),
    ):
        assert answer.status_code == 409
        assert "已经提交过" in answer.json()["sentence"]
    assert Filing.objects.count() == 1


def test_a_request_without_a_key_is_refused(clerk: Caller) -> None:
    for key in (None, "no-key"):
        answer = clerk.send("/filings", a_claim(), key=key)
        assert answer.status_code == 422
    assert not Filing.objects.exists()


def test_accepting_opens_the_numbered_case_with_its_procedure(clerk: Caller) -> None:
    filing = clerk.send("/filings", a_claim()).json()
    accepted = clerk.send(f"/filings/{filing['id']}/accept", {}, key=KEY)
    assert accepted.status_code == 200
    assert accepted.json()["case_number"] == "（2023）甘1027民初1号"
    assert accepted.json()["track"] == "small_claims"
    assert clerk.send(f"/filings/{filing['id']}/accept", {}, key=KEY).json() == accepted.json()
    again = clerk.send(f"/filings/{filing['id']}/accept", {})
    assert (again.status_code, Case.objects.count()) == (409, 1)


def test_a_statutory_exclusion_closes_the_clerks_choice(clerk: Caller) -> None:
    filing = clerk.send("/filings", a_claim()).json()
    chosen = {"track": "simple", "composition": "sole", "reason": "双方同意"}
    refused = clerk.send(
        f"/filings/{filing['id']}/accept", {"override": chosen, "simple_exclusions": ["起诉时被告下落不明的"]}
    )
    assert refused.status_code == 422
    assert "法律规定不得适用" in refused.json()["sentence"]
    assert not Case.objects.exists()


def test_a_filing_goes_to_mediation_is_corrected_or_refused_with_reasons(clerk: Caller) -> None:
    def filed() -> int:
        return clerk.send("/filings", a_claim()).json()["id"]

    referred = clerk.send(f"/filings/{filed()}/refer", {"mediator_name": MEDIATORS})
    assert referred.json()["status"] == "in_mediation"
    corrections = {"corrections": "补充被告住所地。", "until": "2023-02-20"}
    asked = clerk.send(f"/filings/{filed()}/ask-correction", corrections)
    assert (asked.json()["status"], asked.json()["corrections"]) == ("correcting", "补充被告住所地。")
    elsewhere = {"ground": "jurisdiction", "reason": "本案不属于本院管辖范围。", "court": "霍邱县人民法院"}
    refused = clerk.send(f"/filings/{filed()}/refuse", elsewhere)
    said = refused.json()
    assert (said["status"], said["refusal_reason"]) == ("refusing", "本案不属于本院管辖范围。")
    assert clerk.send(f"/filings/{filed()}/refuse", {"reason": "本案不属于本院管辖范围。"}).status_code == 422
    assert clerk.send(f"/filings/{filed()}/refuse", {"ground": "jurisdiction", "reason": "  "}).status_code == 422


def test_who_may_not_file_reads_why_and_a_stranger_is_told_to_sign_in(judge: Caller, nobody: Caller) -> None:
    refused = judge.send("/filings", a_claim())
    assert refused.status_code == 403
    assert "岗位" in refused.json()["sentence"]
    stranger = nobody.send("/filings", a_claim())
    assert (stranger.status_code, stranger.json()["sentence"]) == (401, "请先登录。")
    assert not Filing.objects.exists()


def test_lists_are_filtered_searched_and_paged(clerk: Caller) -> None:
    for name in ("甲", "乙", "丙"):
        clerk.send("/filings", a_claim(plaintiffs=[{"kind": "natural", "name": f"{name}某"}]))
    page = clerk.get("/filings", page_size=2).json()
    assert (page["count"], len(page["results"])) == (3, 2)
    assert [row["plaintiffs"] for row in clerk.get("/filings", q="乙某").json()["results"]] == [["乙某"]]
    assert clerk.get("/filings", status="refused").json()["count"] == 0
    assert clerk.get("/filings", page=9).json()["results"] == []


def test_an_unknown_filing_is_not_there(clerk: Caller) -> None:
    for path in ("/filings/999999", "/filings/9223372036854775807"):
        assert clerk.get(path).status_code == 404
