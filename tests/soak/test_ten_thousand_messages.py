"""Ten thousand messages through a provider that fails three times in ten: none lost, none delivered twice."""

import datetime
from collections import Counter

import pytest

from tianping.kernel import clock, messages
from tianping.kernel.models import Message
from tianping.kernel.tests.test_messages import AT, Provider, draft, wired

HOW_MANY = 10_000


@pytest.mark.soak
@pytest.mark.django_db
def test_of_ten_thousand_messages_none_is_lost_and_none_delivered_twice(settings, monkeypatch):
    wired(settings, Provider)
    Provider.delivered.clear()
    moment = [AT]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    messages.queue_many([draft(each) for each in range(HOW_MANY)], by=None, at=AT)
    for _ in range(messages.TRIES):
        messages.send_due()
        moment[0] += datetime.timedelta(hours=2)
    by_status = Counter(Message.objects.values_list("status", flat=True))
    assert by_status["sent"] + by_status["given_up"] == HOW_MANY
    sent = set(Message.objects.filter(status="sent").values_list("key", flat=True))
    assert sent <= set(Provider.delivered) and set(Provider.delivered.values()) == {1}
