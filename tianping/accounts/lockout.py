"""Guessing passwords: ten tries an hour for one account from one place, counted by django-axes.

A place is a browser that has signed in to the account before (it carries a signed cookie), else a network address.
So a stranger who guesses, even from the court's own network, uses up the stranger's tries and never the clerk's.
Typed names and cookies are kept as hashes: people type passwords and identity numbers into the wrong field.
"""

import datetime
import hashlib
import ipaddress
import secrets
from collections.abc import Mapping
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.core import signing
from django.db import connection
from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from tianping.kernel import limits
from tianping.kernel.clock import CHINA
from tianping.kernel.courts import current_court

TRIES_AN_HOUR = 10
LOG_INS_A_MINUTE = 300
TOO_MANY_LOG_INS = "从这一网络地址登录过于频繁，请一分钟后再试。"
WAIT = datetime.timedelta(hours=1)
DEVICE_COOKIE = "__Host-device" if settings.SERVED_OVER_TLS else "device"
DEVICE_AGE = datetime.timedelta(days=400)
ADVISORY_LOCK = 7_265_732


def account_key(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """What axes keeps instead of the typed name: its hash, the same for every way to write it."""
    typed = str((credentials or {}).get("username") or request.POST.get("username", ""))
    return _hashed(typed)


def plain_name(typed: str) -> str:
    """A typed log-in name as the register writes it."""
    return typed.strip().lower()


def place(request: HttpRequest) -> str | None:
    """What axes keeps as the address: the connection's own, or for a known browser one made from its cookie.

    The made one is an IPv6 unique local address (fd00::/8), which never meets the public network. Headers that
    a client can write (X-Forwarded-For) are not read.
    """
    device = known_device(request)
    if device is None:
        return request.META.get("REMOTE_ADDR") or None
    return _place_of_device(device)


def place_of(request: HttpRequest, account: str) -> tuple[str, bool]:
    """Where somebody asks for an account, here a telephone number; and whether it has signed in from there before."""
    device = known_device(request, account)
    return (request.META.get("REMOTE_ADDR") or "", False) if device is None else (_place_of_device(device), True)


def _place_of_device(device: str) -> str:
    digest = hashlib.sha256(device.encode()).digest()
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))


def known_device(request: HttpRequest, account: str = "") -> str | None:
    """The cookie of a browser that has signed in to the account now asked for; None for any other."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "")
    try:
        known = signing.loads(cookie, salt="device", max_age=DEVICE_AGE)["account"]
    except (signing.BadSignature, KeyError, TypeError):
        return None
    user = request.user
    named = user.get_username() if user.is_authenticated else request.POST.get("username", "")
    asked_for = account or named
    return cookie if known == _hashed(asked_for) else None


def remember_device(response: HttpResponse, username: str) -> None:
    """Let this browser be known to this account from now on."""
    account = _hashed(username)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps({"account": account, "browser": secrets.token_hex(16)}, salt="device"),
        max_age=DEVICE_AGE,
        httponly=True,
        secure=settings.SERVED_OVER_TLS,
        samesite="Strict",
    )


def count_log_in(request: HttpRequest, *, at: datetime.datetime) -> None:
    """Count one log-in from a network address, whoever asks for it. Raises TooMany past LOG_INS_A_MINUTE."""
    address = request.META.get("REMOTE_ADDR") or "unix"
    limits.count_guess("log-in", address, at=at, per_minute=LOG_INS_A_MINUTE, sentence=TOO_MANY_LOG_INS)


def one_guess_at_a_time(request: HttpRequest, credentials: Mapping[str, Any]) -> None:
    """Let guesses at one account from one place wait for each other until the transaction ends.

    Otherwise ten sent at once would all be counted as the first.
    """
    key = f"{current_court()}:{account_key(request, credentials)}:{place(request)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADVISORY_LOCK, key])


def refusal(request: HttpRequest) -> str:
    """The one sentence for an unknown name, a wrong password and a full count: none tells which it was."""
    latest = AccessAttempt.objects.filter(username=account_key(request), ip_address=place(request)).aggregate(
        latest=Max("attempt_time")
    )["latest"]
    again = ((latest or datetime.datetime.now(CHINA)) + WAIT).astimezone(CHINA)
    return (
        f"未能登录：登录名或密码不正确，或者一小时内已试满{TRIES_AN_HOUR}次。请核对后再试；"
        f"如已试满，请在{again:%H:%M}以后再试。忘记密码请联系本院系统管理员重置。"
    )


def answer_as_before(_request: HttpRequest, response: HttpResponse, _credentials: Any) -> HttpResponse:
    """A full count is answered by the log-in page itself, exactly as a wrong password is."""
    return response


def _hashed(typed: str) -> str:
    return hashlib.sha256(plain_name(typed).encode()).hexdigest()
