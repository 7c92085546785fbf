"""适用环节: consent to electronic service holds for the steps that were ticked, and for no others."""

import re
from collections.abc import Sequence

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.tried import notified, tried
from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import Looker
from tianping.kernel import outbox
from tianping.kernel.messages import send_due
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused
from tianping.law.electronic_consent import STEPS, not_covered, step_of
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many, proofread_many, sign_many
from tianping.papers.documents.queries import FORMAL, KINDS, papers_by_id
from tianping.papers.service import actions, queries
from tianping.papers.service.actions import Agreed, Tried
from tianping.papers.service.actions.planning import NOT_SERVED
from tianping.papers.service.models import Attempt, Consent, Delivery

MOBILE = "19900000002"
SMS = Consent.Channel.SMS
SHEET = "2023年2月6日送达地址确认书"
WITHOUT_DECISIONS = ("mediation", "trial", "enforcement")
# Kind of paper → its step in a case 民初.
GOLDEN = {
    "acceptance_notice": "trial",
    "response_notice": "trial",
    "evidence_notice": "trial",
    "sole_notice": "trial",
    "panel_notice": "trial",
    "summons": "trial",
    "mediation_paper": "decisions",
    "judgment": "decisions",
    "ruling": "decisions",
    "fee_refund_notice": "trial",
    "copy_notice": "trial",
    "mediation_agreement": "trial",
}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def summons(delivery: Delivery) -> Delivery:
    """What is on its way to 黄小明, of the step 立案和审理."""
    return delivery


@pytest.fixture
def judgment(people: People, court_clerk: User, case: Case, summons: Delivery) -> Delivery:
    """The judgment on its way to 黄小明, of the step 裁判文书."""
    (found,) = [each for each in decided(people, court_clerk, [case]) if each.litigant_id == summons.litigant_id]
    return found


def decided(people: People, clerk: User, cases: Sequence[Case]) -> list[Delivery]:
    """Judgments of these cases, issued and to be served on both sides."""
    facts = {
        "facts_found": ["被告尚欠借款本金48,440.00元。"],
        "reasons": ["被告应当返还借款。"],
        "articles": [["民法典", 675]],
        "orders": ["被告于本判决生效之日起十日内偿还借款本金48,440.00元"],
    }
    papers = draw_up_many([PaperRequest(each.pk, "judgment", facts) for each in cases], by=people.judge, at=AT)
    proofread_many(papers, by=clerk, at=AT)
    sign_many(papers, by=people.judge, at=AT)
    issue_many(papers, by=clerk, at=AT)
    return actions.plan_many(papers_by_id([paper.pk for paper in papers]), by=people.judge, at=AT)


def sent() -> None:
    """The worker sends what waits, and tells who listens."""
    send_due()
    outbox.redeliver()


def looking(case: Case) -> Client:
    """The browser of the defendant."""
    client = Client()
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    return client


def test_every_kind_of_paper_that_is_served_has_its_step() -> None:
    assert set(GOLDEN) == set(KINDS) - set(NOT_SERVED)
    assert {kind: step_of("民初", deciding=kind in FORMAL) for kind in GOLDEN} == GOLDEN


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("诉前调", "mediation"),
        ("民初", "trial"),
        ("民特", "trial"),
        ("财保", "trial"),
        ("执", "enforcement"),
        ("执恢", "enforcement"),
    ],
)
def test_other_papers_go_with_their_case_and_decisions_are_decisions_everywhere(code: str, step: str) -> None:
    assert step_of(code, deciding=False) == step
    assert step_of(code, deciding=True) == "decisions"


def test_why_a_step_is_not_covered_names_the_articles_of_its_day() -> None:
    said = not_covered("decisions", DAY)
    assert "不包括裁判文书（判决书、裁定书、调解书）" in said
    assert "第九十条" in said
    assert "《人民法院在线诉讼规则》第四条" in said
    assert "在线诉讼规则" not in not_covered("decisions", DAY.replace(year=2021, month=7))


@pytest.mark.parametrize("steps", [[], ["trial", "appeal"]])
def test_the_database_keeps_no_consent_without_steps_or_for_unknown_ones(
    people: People, summons: Delivery, steps: list[str]
) -> None:
    actions.consent(summons.litigant, Agreed(MOBILE, SHEET), by=people.judge, at=AT)
    row = Consent.objects.get()
    row.pk, row.steps = None, steps
    with pytest.raises(IntegrityError, match="consent_covers_known_steps"), transaction.atomic():
        row.save(force_insert=True)


def test_consent_without_a_step_is_refused(people: People, summons: Delivery) -> None:
    with pytest.raises(Refused, match="请至少勾选一个"):
        actions.consent(summons.litigant, Agreed(MOBILE, SHEET, SMS, ()), by=people.judge, at=AT)


def test_without_decisions_the_notice_is_served_electronically_and_the_decision_is_not(
    people: People, summons: Delivery, judgment: Delivery
) -> None:
    agreed = Agreed(MOBILE, SHEET, SMS, WITHOUT_DECISIONS)
    actions.consent(summons.litigant, agreed, by=people.judge, at=AT)
    with pytest.raises(Refused, match="不包括裁判文书.*请用其他方式送达"):
        actions.send_many([judgment.pk, summons.pk], by=people.judge, at=AT)
    assert not Message.objects.filter(address=MOBILE).exists()
    actions.send_many([summons.pk], by=people.judge, at=AT)
    sent()
    assert not Attempt.objects.filter(delivery=judgment).exists()
    summons.refresh_from_db()
    assert (summons.method, summons.effective_on) == ("electronic", DAY)
    actions.record_attempt(judgment, Tried("direct", DAY), by=people.judge, at=AT)
    assert judgment.method == "direct"


def test_who_agreed_for_every_step_is_served_the_decision_electronically(people: People, judgment: Delivery) -> None:
    actions.consent(judgment.litigant, Agreed(MOBILE, SHEET), by=people.judge, at=AT)
    actions.send_many([judgment.pk], by=people.judge, at=AT)
    sent()
    judgment.refresh_from_db()
    assert judgment.effective_on == DAY


def test_only_papers_of_the_steps_agreed_to_are_announced(people: People, court_clerk: User, case: Case) -> None:
    defendant = Litigant.objects.get(matter=case.matter_id, role="defendant")
    actions.consent(defendant, Agreed(MOBILE, SHEET, SMS, ["decisions"]), by=people.judge, at=AT)
    notified(people, [case], "response_notice")
    assert not Message.objects.filter(address=MOBILE).exists()
    decided(people, court_clerk, [case])
    assert "《民事判决书》" in Message.objects.get(address=MOBILE).text


def test_what_came_back_is_not_proposed_electronically_for_a_step_that_is_not_covered(
    people: People, summons: Delivery, judgment: Delivery
) -> None:
    actions.consent(summons.litigant, Agreed(MOBILE, SHEET, SMS, WITHOUT_DECISIONS), by=people.judge, at=AT)
    back = Tried("direct", DAY, outcome="returned", note="不在家")
    actions.record_attempts_many([summons.pk, judgment.pk], back, by=people.judge, at=AT)
    ways = queries.ways_to_retry(list(queries.to_retry(people.judge)), on=DAY)
    assert "electronic" in [way.method for way in ways[summons.pk]]
    assert "electronic" not in [way.method for way in ways[judgment.pk]]


def test_staff_read_which_steps_are_covered_and_why_this_paper_is_not(
    people: People, summons: Delivery, judgment: Delivery, browse: Browse
) -> None:
    judge, typed = browse(people.judge), {"channel": "sms", "address": MOBILE, "evidence": SHEET}
    refused = send(judge, f"/service/{judgment.pk}/consent/", **typed)
    assert refused.status_code == 422
    assert "请至少勾选一个使用电子送达的环节" in refused.content.decode()
    assert send(judge, f"/service/{judgment.pk}/consent/", **typed, steps=WITHOUT_DECISIONS).status_code == 302
    lacking = "同意电子送达的适用环节不包括裁判文书"
    assert lacking in judge.get(f"/service/{judgment.pk}/").content.decode()
    page = judge.get(f"/service/{summons.pk}/").content.decode()
    assert lacking not in page
    assert "适用环节：诉前调解、立案和审理（通知书、传票等）、执行" in page


def test_a_litigant_reads_why_the_decision_cannot_be_received_and_ticks_the_step(
    case: Case, summons: Delivery, judgment: Delivery
) -> None:
    looker, client = Looker(case, summons.litigant), looking(case)
    actions.agree(looker, SMS, MOBILE, at=AT, steps=WITHOUT_DECISIONS, is_proven=True)
    assert "签收这份文书" in client.get(f"/progress/papers/{summons.pk}/").content.decode()
    page = client.get(f"/progress/papers/{judgment.pk}/").content.decode()
    assert "适用环节不包括裁判文书" in page
    assert "签收这份文书" not in page
    assert send(client, f"/progress/papers/{judgment.pk}/").status_code == 422
    form = client.get("/progress/consent/").content.decode()
    assert re.findall(r'name="steps" value="(\w+)"[^>]* checked', form) == list(WITHOUT_DECISIONS)
    typed = {"channel": "email", "address": "huang@example.com", "understood": "on", "steps": list(STEPS)}
    confirmed = client.get(send(client, "/progress/consent/", **typed)["Location"]).content.decode()
    assert "裁判文书（判决书、裁定书、调解书）" in confirmed
    assert [each.steps for each in Consent.objects.order_by("pk")] == [list(WITHOUT_DECISIONS), list(STEPS)]
    assert send(client, f"/progress/papers/{judgment.pk}/").status_code == 302


def test_the_steps_that_were_ticked_outlast_the_code(case: Case) -> None:
    client, typed = looking(case), {"channel": "sms", "address": MOBILE, "understood": "on"}
    send(client, "/progress/consent/", **typed, steps=["trial"])
    send(client, "/progress/consent/", **typed, steps=["trial", "decisions"])
    text = Message.objects.filter(address=MOBILE).latest("pk").text
    send(client, "/progress/consent/phone/", code=text[text.index("验证码") + 3 :][:6])
    assert Consent.objects.get().steps == ["trial", "decisions"]


def test_a_pleading_agrees_for_every_step(people: People, summons: Delivery) -> None:
    actions.take_from_pleadings({summons.litigant_id: MOBILE}, by=people.clerk, at=AT)
    assert Consent.objects.get().steps == list(STEPS)


def test_many_papers_of_both_steps_cost_as_many_statements_as_two(people: People, court_clerk: User) -> None:
    def statements(*names: str) -> int:
        cases = tried(people, court_clerk, *names)
        rows = [*notified(people, cases, "response_notice"), *decided(people, court_clerk, cases)]
        mine = [each for each in rows if each.litigant.role == "defendant"]
        phones = {each.litigant_id: MOBILE for each in mine}
        actions.take_from_pleadings(phones, by=people.clerk, at=AT)
        with CaptureQueriesContext(connection) as found:
            actions.send_many([each.pk for each in mine], by=people.judge, at=AT)
        return len(found)

    assert statements("黄小明") == statements("李大山", "王小丽", "赵四")
