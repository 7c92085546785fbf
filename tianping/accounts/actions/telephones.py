"""A telephone proves itself from a browser (短信验证码): a code is sent to it, and is given on the next page."""

import datetime
import uuid
from typing import TypedDict

from django.http import HttpRequest

from tianping.accounts import lockout
from tianping.accounts.actions.codes import GOOD_FOR, check_code, send_code


class SentCode(TypedDict):
    """What a session remembers of a code on its way: to which number, under which key, and until when it is good."""

    phone: str
    key: str
    until: str


def send_code_from(request: HttpRequest, phone: str, *, at: datetime.datetime) -> SentCode:
    """Send a code to a number that somebody typed in this browser. Raises TooMany like ``send_code``."""
    place, is_known = lockout.place_of(request, phone)
    key = send_code(phone, place=place, is_known_place=is_known, at=at)
    return SentCode(phone=phone, key=str(key), until=(at + GOOD_FOR).isoformat())


def check_code_from(request: HttpRequest, sent: SentCode, typed: str, *, at: datetime.datetime) -> None:
    """Use the code that was sent. Raises CodeRefused and TooMany like ``check_code``."""
    place, _is_known = lockout.place_of(request, sent["phone"])
    check_code(uuid.UUID(sent["key"]), sent["phone"], typed, place=place, at=at)
