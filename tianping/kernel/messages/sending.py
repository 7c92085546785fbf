"""Sending what waits: in small batches, again after a failure, and after eight failures a person's turn.

A message is marked as sent in the transaction in which the gateway took it. Where the machine stops in between, it is
given to the gateway again under the same key, and the gateway delivers a key once.
"""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count

from tianping.kernel import clock, moves, outbox
from tianping.kernel.messages.events import MessagesSent
from tianping.kernel.messages.gateways import Gateway, NotSent, Undeliverable, gateway_of
from tianping.kernel.models import Message

BATCH = 20
TRIES = 8
FIRST_WAIT = datetime.timedelta(minutes=1)
# More than this to one number within a minute reads as an attack to providers and people; the rest goes later.
PER_MINUTE = 5
A_MINUTE = datetime.timedelta(minutes=1)


def send_due(message_ids: Sequence[int] | None = None) -> None:
    """Send what is due: these messages, or all that wait. Safe at any time, by several workers at once."""
    while _send_batch(message_ids):
        pass


@transaction.atomic
def _send_batch(message_ids: Sequence[int] | None) -> int:
    """Send at most one batch; how many were taken up."""
    now = clock.now()
    waiting = Message.objects.select_for_update(skip_locked=True).filter(
        status__in=Message.machine.verb("send").sources, next_try_at__lte=now
    )
    if message_ids is not None:
        waiting = waiting.filter(pk__in=message_ids)
    batch = list(waiting.order_by("next_try_at", "pk")[:BATCH])
    crowded = _just_sent(batch, now)
    done: dict[str, list[Message]] = {"send": [], "fail": [], "give_up": []}
    for message in batch:
        if not message.is_secret and crowded[message.address] >= PER_MINUTE:
            message.next_try_at = now + A_MINUTE
            continue
        verb = _send(message, gateway_of(message.channel), now)
        crowded[message.address] += verb == "send"
        done[verb].append(message)
    for verb, rows in done.items():
        _write_down(verb, rows, now)
    Message.objects.bulk_update(batch, ["tries", "next_try_at", "reference", "problem", "text"])
    told = [message.pk for message in done["send"] if not message.is_secret]
    if told:
        outbox.publish(MessagesSent(told), at=now)
    return len(batch)


def _send(message: Message, gateway: Gateway, now: datetime.datetime) -> str:
    """Give one message to its gateway; the verb that follows from what became of it."""
    if message.good_until is not None and message.good_until <= now:
        message.problem = "超过有效时间仍未发出"
        return _forgotten(message, "give_up")
    message.tries += 1
    try:
        message.reference = gateway.send(message)[:120]
    except Undeliverable as failure:
        message.problem = str(failure)[:200]
        return "give_up"
    except NotSent as failure:
        message.problem = str(failure)[:200]
        message.next_try_at = now + FIRST_WAIT * 2 ** (message.tries - 1)
        return "fail" if message.tries < TRIES else "give_up"
    message.problem = ""
    return "send" if gateway.keeps_texts else _forgotten(message, "send")


def _forgotten(message: Message, verb: str) -> str:
    """A code is of no use any more once it was sent or has expired."""
    if message.is_secret:
        message.text = ""
    return verb


def _write_down(verb: str, rows: Sequence[Message], now: datetime.datetime) -> None:
    ids = [row.pk for row in rows]
    if verb == "send":
        moves.move_many(Message, ids, verb, by=None, at=now, sent_at=now)
    elif ids:
        moves.move_many(Message, ids, verb, by=None, at=now)


def _just_sent(batch: Sequence[Message], now: datetime.datetime) -> Counter[str]:
    """How many messages each number of a batch got within the last minute."""
    addresses = {message.address for message in batch}
    sent = Message.objects.filter(address__in=addresses, sent_at__gt=now - A_MINUTE, sent_at__lte=now)
    return Counter(dict(sent.values_list("address").annotate(number=Count("pk"))))
