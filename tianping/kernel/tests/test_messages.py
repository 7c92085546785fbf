"""Messages: written once, sent once, none lost, and a person's turn when a number does not answer."""

import datetime
from collections import Counter
from typing import Any, ClassVar

import pytest

from tianping.kernel import clock, messages
from tianping.kernel.messages import gateways
from tianping.kernel.models import Message, Step
from tianping.kernel.refusals import Refused

AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=clock.CHINA)


class Provider:
    """A provider that fails three times in ten, in turn before and after it has delivered; it knows its keys."""

    keeps_texts = False
    delivered: ClassVar[Counter[str]] = Counter()
    calls: ClassVar[Counter[str]] = Counter()
    total = 0

    def send(self, message: Message) -> str:
        """Take the message, or fail as real networks do."""
        Provider.total += 1
        fails, too_late = Provider.total % 10 in (2, 5, 8), Provider.total % 20 == 5
        Provider.calls[message.key] += 1
        if not fails or too_late:
            Provider.delivered[message.key] = 1
        if fails:
            raise gateways.NotSent("没有应答")
        return f"r{Provider.total}"


class Unreachable:
    """A provider that never answers."""

    keeps_texts = False

    def send(self, message: Message) -> str:
        """Fail."""
        raise gateways.NotSent("短信网关没有应答")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """The present moment, which a test turns on."""
    moment = [AT]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


def wired(settings, kind: type) -> None:
    """Let every channel use a provider of this kind."""
    settings.MESSAGE_GATEWAYS = dict.fromkeys(("sms", "mail"), f"{kind.__module__}.{kind.__qualname__}")


def draft(number: int, **more: Any) -> messages.Draft:
    """A message to a number of its own."""
    return messages.Draft(key=f"told:{number}", address=f"199{number:08}", text="开庭时间已确定。", **more)


@pytest.mark.django_db
def test_a_message_is_written_once_however_often_its_fact_is_told(django_assert_num_queries):
    messages.queue_many([draft(1), draft(1)], by=None, at=AT)
    messages.queue(draft(1), by=None, at=AT)
    assert Message.objects.count() == 1
    assert Step.objects.filter(machine="message", verb="queue").count() == 1
    with django_assert_num_queries(7):
        messages.queue_many([draft(each) for each in range(2, 60)], by=None, at=AT)


@pytest.mark.django_db
def test_a_provider_that_fails_three_times_in_ten_loses_no_message_and_delivers_none_twice(settings, now):
    wired(settings, Provider)
    messages.queue_many([draft(each) for each in range(300)], by=None, at=AT)
    for _ in range(messages.TRIES):
        messages.send_due()
        now[0] += datetime.timedelta(hours=2)
    assert not Message.objects.exclude(status="sent").exists()
    assert Provider.delivered == Counter({f"told:{each}": 1 for each in range(300)})
    assert max(Provider.calls.values()) > 1


@pytest.mark.django_db
def test_after_eight_failures_a_person_sends_again_or_notes_how_it_was_told(settings, now, django_user_model):
    wired(settings, Unreachable)
    clerk = django_user_model.objects.create(username="clerk", full_name="赵立")
    messages.queue_many([draft(1), draft(2)], by=None, at=AT)
    for _ in range(messages.TRIES):
        messages.send_due()
        now[0] += datetime.timedelta(hours=3)
    first, second = Message.objects.order_by("pk")
    assert (first.status, first.tries, first.problem) == ("given_up", 8, "短信网关没有应答")
    with pytest.raises(Refused, match="怎样告知"):
        messages.settle(second, " ", by=clerk, at=now[0])
    messages.settle(second, "电话告知本人", by=clerk, at=now[0])
    settings.MESSAGE_GATEWAYS = {"sms": "tianping.kernel.messages.gateways.LocalOutbox"}
    messages.try_again(first, by=clerk, at=now[0])
    messages.send_due()
    first.refresh_from_db()
    assert (first.status, second.status) == ("sent", "settled")


@pytest.mark.django_db
def test_a_number_that_is_none_and_a_code_that_has_expired_are_not_tried_over_and_over(now):
    wrong = messages.Draft(key="told:x", address="0934-5550100", text="开庭时间已确定。")
    late = draft(1, good_until=AT, is_secret=True)
    messages.queue_many([wrong, late], by=None, at=AT)
    messages.send_due()
    found = dict(Message.objects.values_list("key", "status"))
    assert found == {"told:x": "given_up", "told:1": "given_up"}
    assert Message.objects.get(key="told:1").text == ""


@pytest.mark.django_db
def test_a_code_is_forgotten_once_it_was_sent_through_a_provider(settings, now):
    wired(settings, Provider)
    messages.queue_many([draft(each, is_secret=True) for each in range(3)], by=None, at=AT)
    messages.send_due()
    assert {text for (text,) in Message.objects.filter(status="sent").values_list("text")} == {""}


@pytest.mark.django_db
def test_one_number_gets_at_most_five_messages_a_minute_and_the_rest_later(now):
    many = [messages.Draft(key=f"told:{each}", address="19900000001", text="开庭时间已确定。") for each in range(8)]
    messages.queue_many(many, by=None, at=AT)
    messages.send_due()
    assert Message.objects.filter(status="sent").count() == 5
    now[0] += datetime.timedelta(minutes=1, seconds=1)
    messages.send_due()
    assert Message.objects.filter(status="sent").count() == 8
