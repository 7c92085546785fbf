"""电子送达: the message that reaches the confirmed address is the service; one that did not is on the list, too."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse
from tests.support.court import AT, DAY, People
from tests.support.tried import notified, tried
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock
from tianping.cases.permissions import Looker
from tianping.kernel import outbox
from tianping.kernel.messages import send_due
from tianping.kernel.messages.gateways import NotSent, Undeliverable
from tianping.kernel.models import Event, Message
from tianping.law.electronic_consent import ARRIVAL, consenting, receiving
from tianping.papers.service import actions, queries
from tianping.papers.service.actions import Agreed, Tried
from tianping.papers.service.models import Attempt, Consent, Delivery
from tianping.papers.service.tests.test_my_papers import looking

MOBILE = "19900000002"
SHEET = "2023年2月6日送达地址确认书"
TO = "短信，199****0002"
NEXT_DAY = AT + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def announced(people: People, case: Case, delivery: Delivery) -> Delivery:
    """黄小明 agreed; the notice to bring evidence is on its way to them, its message not sent yet."""
    actions.consent(delivery.litigant, Agreed(MOBILE, SHEET), by=people.judge, at=AT)
    (found,) = [each for each in notified(people, [case], "evidence_notice") if each.litigant == delivery.litigant]
    return found


def sent() -> None:
    """The worker sends what waits, and tells who listens."""
    send_due()
    outbox.redeliver()


def failing(monkeypatch: pytest.MonkeyPatch, failure: NotSent) -> None:
    def refuse(_self: object, _message: Message) -> str:
        raise failure

    monkeypatch.setattr("tianping.kernel.messages.gateways.LocalOutbox.send", refuse)


def test_arrival_at_the_confirmed_number_serves_and_begins_the_periods(case: Case, announced: Delivery) -> None:
    sent()
    announced.refresh_from_db()
    assert (announced.status, announced.method, announced.effective_on) == ("served", "electronic", DAY)
    assert any("第三十一条" in each for each in announced.because)
    assert any("第一百三十五条" in each for each in announced.because)
    attempt = Attempt.objects.get(delivery=announced)
    assert (attempt.recorded_by, attempt.recorder, attempt.result, attempt.taker) == (None, "系统", "到达", "")
    assert Clock.objects.filter(case=case, period_id="C-EVID-SIMPLE", litigant=announced.litigant).exists()


def test_what_is_signed_for_before_arrival_counts_from_that_day(
    people: People, announced: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.receive(announced, at=AT)
    assert not any("第一百三十五条" in each for each in announced.because)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: NEXT_DAY)
    sent()
    announced.refresh_from_db()
    assert announced.effective_on == DAY
    assert Attempt.objects.filter(delivery=announced).count() == 1


def test_hearing_of_it_twice_serves_once(announced: Delivery) -> None:
    sent()
    event = Event.objects.get(name="messages.sent")
    actions.hear_messages_sent(at=AT, **event.payload)
    assert Attempt.objects.filter(delivery=announced).count() == 1


def test_a_message_to_somebody_who_no_longer_agrees_or_agrees_elsewhere_serves_nothing(
    people: People, case: Case, announced: Delivery
) -> None:
    looker = Looker(case, announced.litigant)
    actions.withdraw(looker, at=AT)
    sent()
    announced.refresh_from_db()
    assert announced.status == "waiting"
    actions.agree(looker, Consent.Channel.SMS, "19900000003", at=AT, is_proven=True)
    actions.hear_messages_sent(at=AT, message_ids=[Message.objects.get(address=MOBILE).pk])
    announced.refresh_from_db()
    assert announced.status == "waiting"
    page = looking(case).get(f"/progress/papers/{announced.pk}/").content.decode()
    assert "短信通知：已发出" in page
    assert "这条信息本身不是送达" in page


def test_staff_and_citizen_see_by_which_channel_to_which_masked_number_when_and_with_what_result(
    people: People, case: Case, announced: Delivery, browse: Browse
) -> None:
    citizen, staff = looking(case), browse(people.judge)
    lists = [(citizen, f"/progress/papers/{announced.pk}/"), (staff, f"/service/{announced.pk}/")]
    for page in [client.get(address).content.decode() for client, address in lists]:
        assert "短信通知：待发送" in page
        assert TO in page
        assert MOBILE not in page
    sent()
    for page in [client.get(address).content.decode() for client, address in lists]:
        assert "电子送达：到达" in page
        assert f"{TO}，2023年2月6日{AT:%H:%M}发送成功" in page
        assert "这条信息本身不是送达" not in page
    assert TO in staff.get(f"/service/{announced.pk}/proof/").content.decode()
    assert TO in queries.attempts_of_many([announced.pk])[announced.pk][0]


@pytest.mark.parametrize(
    ("failure", "result"), [(NotSent("没有应答"), "未发出，将重发"), (Undeliverable("不是手机号码"), "未能发出")]
)
def test_a_message_that_did_not_leave_is_on_the_list_and_no_service(
    case: Case, announced: Delivery, monkeypatch: pytest.MonkeyPatch, failure: NotSent, result: str
) -> None:
    failing(monkeypatch, failure)
    sent()
    announced.refresh_from_db()
    assert announced.status == "waiting"
    page = looking(case).get(f"/progress/papers/{announced.pk}/").content.decode()
    assert f"短信通知：{result}" in page
    assert "签收这份文书" in page


def test_the_staffs_remarks_and_names_stay_with_the_staff(people: People, case: Case, delivery: Delivery) -> None:
    actions.record_attempt(
        delivery, Tried("mail", DAY, outcome="returned", note="邻居说外出打工"), by=people.judge, at=AT
    )
    page = looking(case).get(f"/progress/papers/{delivery.pk}/").content.decode()
    assert "邮寄送达：退回、未能送交" in page
    assert "外出打工" not in page
    assert people.judge.full_name not in page


def test_page_message_and_sheet_say_the_same_about_the_day(people: People, case: Case, announced: Delivery) -> None:
    assert Message.objects.get(address=MOBILE).text.count(ARRIVAL) == 1
    paper = looking(case).get(f"/progress/papers/{announced.pk}/").content.decode()
    assert ARRIVAL in paper
    assert "《人民法院在线诉讼规则》第三十一条" in paper
    assert "今天就是送达日期" not in paper
    consent = looking(case).get("/progress/consent/").content.decode()
    assert ARRIVAL in consent
    assert [ARRIVAL in answer(DAY).steps[place] for answer, place in ((consenting, 2), (receiving, 0))] == [True, True]


def test_the_database_lets_a_message_serve_once_and_only_electronically(people: People, announced: Delivery) -> None:
    sent()
    served = Attempt.objects.get(delivery=announced)
    for wrong in ({}, {"method": "mail"}, {"recorded_by": people.judge}):
        copy = Attempt(
            delivery=announced, method="electronic", day=DAY, outcome="received", receiver="self", recorded_at=AT
        )
        copy.message = served.message
        for name, value in wrong.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()


def test_many_arrivals_take_as_many_statements_as_few(people: People, court_clerk: User) -> None:
    counts = []
    for names in (["黄小明"], ["黄小明", "白小红", "赵小刚", "钱小山"]):
        cases = tried(people, court_clerk, *names)
        for each in cases:
            litigant = each.matter.litigants.get(role="defendant")
            actions.consent(litigant, Agreed(MOBILE, SHEET), by=people.judge, at=AT)
        notified(people, cases, "response_notice")
        ids = list(Message.objects.filter(status="queued", key__startswith="delivery:").values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as statements:
            actions.hear_messages_sent(at=AT, message_ids=ids)
        counts.append(len(statements))
    assert counts[0] == counts[1]
