"""Writing messages down, and what a person does with those that could not be sent."""

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from tianping.kernel import moves
from tianping.kernel import queue as jobs
from tianping.kernel.models import Message, Step
from tianping.kernel.moves import Actor
from tianping.kernel.refusals import Refused
from tianping.law import identities


@dataclass(frozen=True)
class Draft:
    """A message to be sent. The same ``key`` is sent once, whoever writes it again: name the fact that it tells."""

    key: str
    address: str
    text: str
    channel: str = Message.Channel.SMS
    title: str = ""
    subject: str = ""
    good_until: datetime.datetime | None = None
    is_secret: bool = False


def mobile_number(typed: str, *, on: datetime.date) -> str | None:
    """A mobile number in its one form (11 digits); None for what is none, such as a land line."""
    check = identities.check("phone", unicodedata.normalize("NFKC", typed), on=on)
    return check.number if check.valid else None


def queue(draft: Draft, *, by: Actor | None, at: datetime.datetime) -> None:
    """Write one message down; it is sent once the current transaction has committed."""
    queue_many([draft], by=by, at=at)


@transaction.atomic
def queue_many(drafts: Sequence[Draft], *, by: Actor | None, at: datetime.datetime) -> None:
    """Write many messages down, in a constant number of statements; those whose key is known already are left out."""
    rows = [
        Message(
            key=draft.key,
            channel=draft.channel,
            address=draft.address.strip(),
            title=draft.title,
            text=draft.text,
            subject=draft.subject,
            is_secret=draft.is_secret,
            good_until=draft.good_until,
            queued_at=at,
            queued_by_id=by.pk if by is not None else None,
            next_try_at=at,
        )
        for draft in drafts
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    begun = Step.objects.filter(machine=Message.machine.name, record_id=OuterRef("pk"))
    written = Message.objects.filter(~Exists(begun), key__in=[draft.key for draft in drafts])
    ids = list(written.order_by("pk").values_list("pk", flat=True))
    if ids:
        moves.begin_many(Message.machine, ids, by=by, at=at, verb="queue")
        jobs.defer("send_messages", message_ids=ids)


@transaction.atomic
def try_again(message: Message, *, by: Actor, at: datetime.datetime) -> None:
    """Send a message that was given up once more (重新发送).

    Raises Refused for what nobody could use any more, and for a code whose text is forgotten.
    """
    if message.good_until is not None and message.good_until <= at:
        raise Refused("该信息已经过了有效时间，不能重发；请当事人重新获取。")
    moves.move(message, "try_again", by=by, at=at, tries=0, next_try_at=at, problem="")
    jobs.defer("send_messages", message_ids=[message.pk])


@transaction.atomic
def settle(message: Message, how: str, *, by: Actor, at: datetime.datetime) -> None:
    """Note how the person was told in another way (另行告知), for example by telephone."""
    if not how.strip():
        raise Refused("请写明怎样告知的，例如“2023年2月6日电话告知本人”。")
    moves.move(message, "settle", by=by, at=at, reason=how.strip())
