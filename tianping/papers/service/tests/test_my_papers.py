"""我的文书: a litigant reads and receives their own papers; only with consent on record is that service."""

import io
import re
import uuid
from typing import Any, cast

import pikepdf
import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import send
from tests.support.court import AT, DAY, People
from tests.support.tried import notified, tried
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.permissions import Looker
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.electronic_consent import STEPS
from tianping.papers.service import actions, queries
from tianping.papers.service.actions import Agreed
from tianping.papers.service.models import Attempt, Consent, Delivery

SMS = Consent.Channel.SMS
MOBILE = "19900000001"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def looking(case: Case, role: str = "defendant") -> Client:
    """The browser of a litigant who has typed number and code."""
    client = Client()
    answer = client.post("/progress/", {"number": case.number, "code": code_of(case, role)})
    assert answer.status_code == 302
    return client


def asks(client: Client, **typed: Any) -> Any:
    ticked = {"channel": "sms", "address": MOBILE, "steps": list(STEPS), "understood": "on"}
    return send(client, "/progress/consent/", **(ticked | typed))


def sent_code() -> str:
    """The code in the newest message to the number."""
    found = re.search(r"验证码(\d{6})", Message.objects.filter(address=MOBILE).latest("pk").text)
    assert found is not None
    return found[1]


def agrees(client: Client, **typed: Any) -> Any:
    """Agree, and give the code that was sent to a number."""
    answer = asks(client, **typed)
    if answer.status_code != 302 or answer["Location"] != "/progress/consent/phone/":
        return answer
    return send(client, "/progress/consent/phone/", code=sent_code())


def test_a_litigant_sees_their_own_papers_and_nobody_elses(people: People, case: Case) -> None:
    rows = notified(people, [case], "acceptance_notice", "response_notice", "evidence_notice")
    page = looking(case).get("/progress/papers/").content.decode()
    assert "应诉通知书" in page
    assert "举证通知书" in page
    assert "受理案件通知书" not in page
    others = next(each for each in rows if each.litigant.role == "plaintiff")
    for part in ("", "file/"):
        assert looking(case).get(f"/progress/papers/{others.pk}/{part}").status_code == 404


def test_the_paper_of_another_case_of_the_same_person_is_not_there(people: People, court_clerk: User) -> None:
    mine, other = tried(people, court_clerk, "黄小明", "黄小明")
    (theirs,) = notified(people, [other], "response_notice")
    assert looking(mine).get(f"/progress/papers/{theirs.pk}/file/").status_code == 404


def test_nobody_reads_a_paper_without_having_looked_up_the_case(delivery: Delivery) -> None:
    for address in (
        "papers/",
        f"papers/{delivery.pk}/",
        f"papers/{delivery.pk}/file/",
        "consent/",
        "consent/withdraw/",
    ):
        assert Client().get(f"/progress/{address}")["Location"] == "/progress/"


def test_the_issued_pdf_is_downloaded_and_that_is_on_record_and_no_service(case: Case, delivery: Delivery) -> None:
    answer = looking(case).get(f"/progress/papers/{delivery.pk}/file/")
    content = b"".join(cast(Any, answer).streaming_content)
    assert len(pikepdf.open(io.BytesIO(content)).pages) >= 1
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(action="delivery.download", subject=f"delivery:{delivery.pk}").count() == 1
    delivery.refresh_from_db()
    assert delivery.status == "waiting"


def test_without_consent_receiving_is_refused_and_the_page_says_so(case: Case, delivery: Delivery) -> None:
    client = looking(case)
    assert "在这里下载不算送达" in client.get(f"/progress/papers/{delivery.pk}/").content.decode()
    answer = send(client, f"/progress/papers/{delivery.pk}/")
    assert answer.status_code == 422
    assert "请先确认电子送达地址" in answer.content.decode()
    assert not Attempt.objects.exists()


def test_with_consent_receiving_is_service_of_that_day_and_the_answer_period_begins(
    case: Case, delivery: Delivery
) -> None:
    client = looking(case)
    assert agrees(client).status_code == 302
    assert send(client, f"/progress/papers/{delivery.pk}/").status_code == 302
    delivery.refresh_from_db()
    assert (delivery.status, delivery.method, delivery.effective_on) == ("served", "electronic", DAY)
    attempt = Attempt.objects.get(delivery=delivery)
    assert attempt.recorded_by is None
    assert Clock.objects.filter(case=case, period_id="C-ANSWER-15", litigant=delivery.litigant).exists()
    page = client.get(f"/progress/papers/{delivery.pk}/").content.decode()
    assert "第九十条" in page
    assert "下载文书" in page


def test_a_second_click_receives_once(case: Case, delivery: Delivery) -> None:
    client, key = looking(case), str(uuid.uuid4())
    agrees(client)
    for _twice in range(2):
        client.post(f"/progress/papers/{delivery.pk}/", {"submission_key": key})
    assert Attempt.objects.filter(delivery=delivery).count() == 1
    assert send(client, f"/progress/papers/{delivery.pk}/").status_code == 422


def test_a_consent_has_a_number_and_its_articles(case: Case, delivery: Delivery) -> None:
    client = looking(case)
    assert "第九十条" in client.get("/progress/consent/").content.decode()
    confirmed = client.get(agrees(client)["Location"]).content.decode()
    assert "还没有送达的文书有1份" in confirmed
    assert "（2023）甘1027送达确认1号" in confirmed
    given = Consent.objects.get()
    assert (given.litigant_id, given.noted_by) == (delivery.litigant_id, None)
    assert looking(case, "plaintiff").get(f"/progress/consent/{given.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"address": "0934"}, "手机号码应当是11位数字"),
        ({"channel": "email", "address": "19900000001"}, "不是完整的电子邮箱地址"),
        ({"understood": ""}, "请勾选"),
        ({"steps": []}, "请至少勾选一个使用电子送达的环节"),
        ({"address": ""}, "请填写"),
    ],
)
def test_what_is_wrong_with_a_consent_is_said_and_what_was_typed_stays(
    case: Case, typed: dict[str, Any], sentence: str
) -> None:
    answer = agrees(looking(case), **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert typed.get("address", MOBILE) in page
    assert not Consent.objects.exists()


def test_a_withdrawn_consent_serves_nothing_more_and_leaves_what_was_served(people: People, case: Case) -> None:
    first, second = [
        each
        for each in notified(people, [case], "response_notice", "evidence_notice")
        if each.litigant.role != "plaintiff"
    ]
    client = looking(case)
    agrees(client)
    send(client, f"/progress/papers/{first.pk}/")
    answer = send(client, "/progress/consent/withdraw/")
    assert "（2023）甘1027送达确认2号" in client.get(answer["Location"]).content.decode()
    with pytest.raises(Refused, match="没有同意电子送达"):
        actions.send_many([second.pk], by=people.judge, at=AT)
    first.refresh_from_db()
    assert first.status == "served"
    assert send(client, "/progress/consent/withdraw/").status_code == 422


def test_a_new_address_takes_the_place_of_the_old_one(case: Case) -> None:
    client = looking(case)
    agrees(client)
    agrees(client, channel="email", address="huang@example.com")
    standing = queries.consents_of(list(Litigant.objects.values_list("pk", flat=True)))
    assert [each.address for each in standing.values()] == ["huang@example.com"]


def test_staff_note_that_a_consent_was_taken_back(people: People, delivery: Delivery) -> None:
    actions.consent(delivery.litigant, Agreed(MOBILE, "送达地址确认书"), by=people.judge, at=AT)
    with pytest.raises(Forbidden):
        actions.note_withdrawal(delivery.litigant, by=people.second_judge, at=AT)
    actions.note_withdrawal(delivery.litigant, by=people.judge, at=AT)
    assert queries.consents_of([delivery.litigant_id]) == {}
    with pytest.raises(Refused, match="没有同意电子送达的记录"):
        actions.note_withdrawal(delivery.litigant, by=people.judge, at=AT)


def test_one_who_looks_tells_nobody_else(people: People, case: Case, delivery: Delivery) -> None:
    looker = Looker(case, delivery.litigant)
    actions.agree(looker, SMS, MOBILE, at=AT, is_proven=True)
    assert "确认了电子送达地址" in looking(case).get("/progress/case/").content.decode()
    assert "确认了电子送达地址" not in looking(case, "plaintiff").get("/progress/case/").content.decode()


def test_before_any_paper_is_there_the_case_leads_to_electronic_service_and_its_change(case: Case) -> None:
    client = looking(case)
    assert not Delivery.objects.exists()
    assert "确认电子送达地址" in client.get("/progress/case/").content.decode()
    agrees(client)
    page = client.get("/progress/case/").content.decode()
    assert "更改电子送达地址" in page
    assert "撤回同意电子送达" in page


def test_a_number_counts_only_with_the_code_that_was_sent_to_it(case: Case) -> None:
    client = looking(case)
    assert asks(client)["Location"] == "/progress/consent/phone/"
    assert not Consent.objects.exists()
    wrong = f"{(int(sent_code()) + 1) % 1_000_000:06}"
    refused = send(client, "/progress/consent/phone/", code=wrong)
    assert refused.status_code == 422
    assert "验证码不正确" in refused.content.decode()
    assert not Consent.objects.exists()
    assert send(client, "/progress/consent/phone/", code=sent_code()).status_code == 302
    assert Consent.objects.get().evidence == "当事人在案件进度页面确认，手机号码经短信验证码核对"
    with pytest.raises(Refused, match="请先填写短信验证码"):
        actions.agree(Looker(case, Consent.objects.get().litigant), SMS, MOBILE, at=AT)


def test_wrong_codes_are_counted_until_none_is_taken(case: Case) -> None:
    client = looking(case)
    asks(client)
    code = sent_code()
    for _time in range(5):
        send(client, "/progress/consent/phone/", code=f"{(int(code) + 1) % 1_000_000:06}")
    assert send(client, "/progress/consent/phone/", code=code).status_code == 422
    assert not Consent.objects.exists()


def test_whoever_goes_back_finds_the_code_that_was_sent_and_the_other_side_does_not(case: Case) -> None:
    client = looking(case)
    asks(client)
    assert 'href="/progress/consent/phone/"' in client.get("/progress/consent/").content.decode()
    assert asks(client)["Location"] == "/progress/consent/phone/"
    assert Message.objects.filter(address=MOBILE).count() == 1
    client.post("/progress/", {"number": case.number, "code": code_of(case, "plaintiff")})
    assert client.get("/progress/consent/phone/")["Location"] == "/progress/consent/"


def test_a_mailbox_needs_no_code(case: Case) -> None:
    made = asks(looking(case), channel="email", address="huang@example.com")
    assert made["Location"] == f"/progress/consent/{Consent.objects.get().pk}/"
