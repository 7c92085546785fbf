"""Whatever comes in, the answer is a sentence with its status and never a traceback; nobody acts without a session."""

import uuid

import pytest

from tests.api.caller import Caller, a_claim
from tests.support.court import PASSWORD, People
from tianping.intake.filing.models import Filing

HUGE = "9" * 400
BODIES = [
    b"", b"{", b"null", b"[]", b'"text"', b"123", b"{}", b"\xff\xfe", b'{"kind": NaN}', b'{"claim_fen": 1e999}',
    b'{"claim_fen": ' + HUGE.encode() + b"}", b"[" * 5000, b'{"a":' * 100 + b"1" + b"}" * 100,
    b'{"cause_name": "\\ud800"}', b'{"cause_name": "\\u0000"}', b'{"kind": {"$ne": 1}}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_cannot_be_read_is_refused_in_a_sentence(clerk: Caller, body: bytes) -> None:
    answer = clerk.client.post(
        "/api/v1/filings",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert answer.status_code in {400, 422}
    assert answer.json()["sentence"].endswith("。")


def test_a_form_where_json_is_wanted_is_refused_in_a_sentence(clerk: Caller) -> None:
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", "nonsense"):
        answer = clerk.client.post(
            "/api/v1/filings", b"kind=loan", content_type=kind, headers={"Idempotency-Key": str(uuid.uuid4())}
        )
        assert (answer.status_code, "JSON" in answer.json()["sentence"]) == (400, True)


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x00b"])
def test_half_characters_and_nul_in_a_claim_reach_no_table(clerk: Caller, text: str) -> None:
    answer = clerk.send("/filings", a_claim(claim_text=text))
    assert (answer.status_code, Filing.objects.count()) == (400, 0)


@pytest.mark.parametrize(
    "path",
    ["/cases/0", "/cases/-1", f"/cases/{HUGE}", "/cases/one", "/cases/1.5", f"/cases?page={HUGE}", "/cases?page=0",
     "/cases?page_size=1000", "/cases?sort=password", "/cases?year=20230", "/cases?q=%00", "/cases?fast_team=perhaps",
     "/filings?status=none", "/bills?sort=x", "/clocks/due?group=never", "/cases?type=%00"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused_in_a_sentence(head: Caller, path: str) -> None:
    answer = head.get(path)
    assert answer.status_code in {400, 403, 404, 422}
    assert answer.json()["sentence"]


def test_a_cookie_that_no_browser_has_from_us_does_no_harm(people: People) -> None:
    caller = Caller()
    caller.client.cookies["sessionid"] = "\x00" * 40
    assert caller.get("/me").status_code == 401


def test_a_writing_request_without_the_token_of_its_session_is_refused(people: People) -> None:
    forged = Caller(people.clerk, enforces_csrf=True)
    refused = forged.send("/filings", a_claim())
    assert (refused.status_code, Filing.objects.count()) == (403, 0)
    assert "X-CSRFToken" in refused.json()["sentence"]
    token = forged.get("/me").cookies["csrftoken"].value
    assert forged.send("/filings", a_claim(), **{"X-CSRFToken": token}).status_code == 201


def test_who_is_signed_in_is_told_and_nobody_else(clerk: Caller, nobody: Caller) -> None:
    me = clerk.get("/me").json()
    assert (me["username"], me["court_code"], me["today"]) == ("clerk", "甘1027", "2023-02-06")
    assert me["posts"] == [{"post": "filing_clerk", "label": "立案员"}]
    assert nobody.get("/me").status_code == 401


def test_whoever_must_change_a_password_is_told_so(people: People) -> None:
    people.clerk.must_change_password = True
    people.clerk.save()
    answer = Caller(people.clerk).get("/cases")
    assert (answer.status_code, "修改密码" in answer.json()["sentence"]) == (403, True)


def test_a_deactivated_persons_session_ends_at_the_next_request(people: People) -> None:
    caller = Caller(people.clerk)
    assert caller.get("/me").status_code == 200
    people.clerk.is_active = False
    people.clerk.save()
    assert caller.get("/me").status_code == 401


def test_no_password_and_no_header_of_a_key_opens_the_api(nobody: Caller) -> None:
    for headers in (
        {"Authorization": f"Bearer {PASSWORD}"},
        {"X-API-Key": "clerk"},
        {"Authorization": "Basic Y2xlcms6"},
    ):
        assert nobody.client.get("/api/v1/cases", headers=headers).status_code == 401


def test_personal_answers_are_kept_by_no_cache(clerk: Caller) -> None:
    assert clerk.get("/me").headers["Cache-Control"] == "no-store"


def test_the_description_of_the_api_is_public(nobody: Caller) -> None:
    described = nobody.get("/openapi.json")
    assert described.status_code == 200
    assert "/api/v1/filings/{filing_id}/accept" in described.json()["paths"]
