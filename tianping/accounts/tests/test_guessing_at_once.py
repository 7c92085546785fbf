"""Guesses that are sent at once are counted one by one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from tianping.accounts import actions, lockout
from tianping.accounts.lockout import TRIES_AN_HOUR
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry

AT_ONCE = 8
GUESSES = 24


def guess_from(address: str) -> int:
    """One wrong guess, answered with a status."""
    form = {"username": "wang.clerk", "password": "wrong"}
    return Client().post("/accounts/login/", form, REMOTE_ADDR=address).status_code


def guess(_number: int) -> int:
    """One wrong guess over a connection of its own."""
    try:
        return guess_from("10.0.0.1")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_twenty_four_guesses_sent_at_once_ten_are_looked_at():
    actions.add_person("wang.clerk", "王书", "tianping-2023", by=None, at=clock.now())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert set(threads.map(guess, range(GUESSES))) == {200}
    looked_at = AuditEntry.objects.filter(action__in=["session.refused", "session.locked"]).count()
    assert looked_at == TRIES_AN_HOUR


@pytest.mark.django_db
def test_more_log_ins_from_one_address_than_a_courthouse_makes_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lockout, "LOG_INS_A_MINUTE", 2)
    assert [guess_from("10.0.0.9") for _ in range(3)] == [200, 200, 429]
    assert guess_from("10.0.0.10") == 200
