"""Gateways (短信网关、邮件服务器): how a message leaves the machine; one for each channel, named by the settings."""

import http.client
import json
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from tianping.kernel import clock
from tianping.kernel.models import Message
from tianping.law import identities

SECONDS = 10


class NotSent(Exception):
    """The gateway did not take the message now; it is tried again. ``str()`` goes into a list: no personal data."""


class Undeliverable(NotSent):
    """The message can never be delivered, whoever tries: a number that is none."""


class Gateway(Protocol):
    """Takes one message and says under which reference. It delivers a ``key`` once, however often it is given."""

    # Whether a code may stay readable after it was sent: only where it never leaves this machine.
    keeps_texts: bool

    def send(self, message: Message) -> str:
        """Take the message. Raises NotSent or Undeliverable."""
        ...


class LocalOutbox:
    """Sends nothing: the message stays here to be read on a demonstration (本机发件箱)."""

    keeps_texts = True

    def send(self, message: Message) -> str:
        """Take the message."""
        _check_number(message)
        return "local"


class HttpsSms:
    """A provider of SMS behind HTTPS: JSON with the key as ``id``, answered by 2xx and a ``reference``."""

    keeps_texts = False

    def send(self, message: Message) -> str:
        """Give the message to the provider; whatever goes wrong on the way is tried again."""
        _check_number(message)
        body = json.dumps({"id": message.key, "to": message.address, "text": message.text}, ensure_ascii=False)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": f"Bearer {settings.SMS_TOKEN}",
            "Idempotency-Key": message.key,
        }
        connection = http.client.HTTPSConnection(settings.SMS_HOST, timeout=SECONDS)
        try:
            connection.request("POST", settings.SMS_PATH, body.encode(), headers)
            answer = connection.getresponse()
            text = answer.read(10_000)
        except (OSError, http.client.HTTPException) as failure:
            raise NotSent("短信网关没有应答") from failure
        finally:
            connection.close()
        if answer.status == http.HTTPStatus.UNPROCESSABLE_ENTITY:
            raise Undeliverable("短信网关拒绝该号码")
        if not http.HTTPStatus.OK <= answer.status < http.HTTPStatus.MULTIPLE_CHOICES:
            raise NotSent(f"短信网关返回{answer.status}")
        return _reference(text)


class SmtpMail:
    """A mail server (Django's mail settings); the key is the message's identity, by which servers drop doubles."""

    keeps_texts = False

    def send(self, message: Message) -> str:
        """Give the message to the mail server."""
        identity = f"<{message.key.replace(':', '.')}@{settings.MAIL_DOMAIN}>"
        mail = EmailMessage(message.title, message.text, to=[message.address], headers={"Message-ID": identity})
        try:
            mail.send()
        except (OSError, ValueError) as failure:
            raise NotSent("邮件服务器没有接收") from failure
        return identity


def gateway_of(channel: str) -> Gateway:
    """The gateway of a channel, as the settings name it."""
    return import_string(settings.MESSAGE_GATEWAYS[channel])()


def _check_number(message: Message) -> None:
    if message.channel != Message.Channel.SMS:
        return
    if not identities.check("phone", message.address, on=clock.today()).valid:
        raise Undeliverable("不是手机号码")


def _reference(text: bytes) -> str:
    try:
        return str(json.loads(text)["reference"])
    except (ValueError, KeyError, TypeError):
        return ""
