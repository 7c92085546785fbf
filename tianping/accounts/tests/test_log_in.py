"""Log-in: by name and password, polite about guesses, silent about who exists."""

import datetime
import re

import pytest
from django.test import Client

from tianping.accounts import actions
from tianping.accounts.lockout import DEVICE_COOKIE, TRIES_AN_HOUR
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry

PASSWORD = "tianping-2023"
LOG_IN = "/accounts/login/"

pytestmark = pytest.mark.django_db


def person(username: str = "wang.clerk", *posts: Post) -> User:
    """Somebody who can sign in, with posts."""
    added = actions.add_person(username, "王书", PASSWORD, by=None, at=clock.now())
    for post in posts:
        actions.appoint(added, post, since=datetime.date(2023, 1, 1), by=None, at=clock.now())
    return added


def log_in(client: Client, username: str, password: str, address: str = "10.0.0.1"):
    """Send the log-in form."""
    return client.post(LOG_IN, {"username": username, "password": password}, REMOTE_ADDR=address)


def sentence(response) -> str:
    """The refusal on the page, with the moment cut out."""
    text = response.content.decode()
    found = re.search(r"未能登录：[^<]*", text)
    assert found, text
    return re.sub(r"\d\d:\d\d", "HH:MM", found.group())


def test_an_administrator_of_people_lands_on_the_people(client):
    person("wang.clerk", Post.SYSTEM_ADMINISTRATOR)
    assert log_in(client, "wang.clerk", PASSWORD)["Location"] == "/accounts/people/"


def test_the_session_gets_a_new_key_at_log_in(client):
    person()
    client.get(LOG_IN)
    client.session.save()
    before = client.session.session_key
    log_in(client, "wang.clerk", PASSWORD)
    assert client.session.session_key != before


def test_a_name_typed_in_capitals_with_a_space_is_the_same_name(client):
    person()
    assert log_in(client, " Wang.Clerk ", PASSWORD).status_code == 302


def test_unknown_name_wrong_password_and_deactivated_person_get_the_same_answer(client):
    person()
    actions.deactivate_person(person("zhao.gone"), by=None, at=clock.now())
    answers = [
        log_in(client, "nobody", PASSWORD),
        log_in(client, "wang.clerk", "wrong"),
        log_in(client, "zhao.gone", PASSWORD),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({sentence(answer) for answer in answers}) == 1


def test_the_eleventh_guess_is_not_looked_at_and_the_sentence_says_when_to_try_again(client):
    person()
    wrong = [log_in(client, "wang.clerk", f"wrong-{n}") for n in range(TRIES_AN_HOUR)]
    right = log_in(client, "wang.clerk", PASSWORD)
    assert right.status_code == 200
    assert sentence(right) == sentence(wrong[0])
    assert re.search(r"请在\d\d:\d\d以后再试", right.content.decode())


def test_other_spellings_of_the_name_share_the_count(client):
    person()
    for n in range(TRIES_AN_HOUR):
        log_in(client, "Wang.Clerk" if n % 2 else "WANG.CLERK ", "wrong")
    assert log_in(client, "wang.clerk", PASSWORD).status_code == 200


def test_a_header_that_claims_another_address_changes_nothing(client):
    person()
    for n in range(TRIES_AN_HOUR):
        client.post(
            LOG_IN,
            {"username": "wang.clerk", "password": "wrong"},
            REMOTE_ADDR="10.0.0.1",
            HTTP_X_FORWARDED_FOR=f"1.2.3.{n}",
        )
    answer = client.post(
        LOG_IN, {"username": "wang.clerk", "password": PASSWORD}, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="9.9.9.9"
    )
    assert answer.status_code == 200


def test_a_stranger_elsewhere_cannot_lock_the_clerk_out(client):
    person()
    for _ in range(TRIES_AN_HOUR + 3):
        log_in(Client(), "wang.clerk", "wrong", address="203.0.113.9")
    assert log_in(client, "wang.clerk", PASSWORD, address="10.0.0.1").status_code == 302


def test_a_stranger_at_the_same_address_cannot_lock_out_the_clerks_own_browser(client):
    person()
    log_in(client, "wang.clerk", PASSWORD)
    client.post("/accounts/logout/")
    for _ in range(TRIES_AN_HOUR + 3):
        log_in(Client(), "wang.clerk", "wrong")
    assert log_in(Client(), "wang.clerk", PASSWORD).status_code == 200
    assert log_in(client, "wang.clerk", PASSWORD).status_code == 302


def test_a_known_browser_has_ten_guesses_too(client):
    person()
    log_in(client, "wang.clerk", PASSWORD)
    client.post("/accounts/logout/")
    for _ in range(TRIES_AN_HOUR):
        log_in(client, "wang.clerk", "wrong")
    assert log_in(client, "wang.clerk", PASSWORD).status_code == 200


def test_a_browser_known_to_one_account_is_a_stranger_to_another(client):
    person()
    person("li.judge")
    log_in(client, "li.judge", PASSWORD)
    client.post("/accounts/logout/")
    for _ in range(TRIES_AN_HOUR):
        log_in(Client(), "wang.clerk", "wrong")
    assert DEVICE_COOKIE in client.cookies
    assert log_in(client, "wang.clerk", PASSWORD).status_code == 200


def test_log_in_and_failures_are_audited_without_what_was_typed(client):
    clerk = person()
    log_in(client, "622727199001011234", "my-secret")
    log_in(client, "wang.clerk", "wrong")
    log_in(client, "wang.clerk", PASSWORD)
    written = AuditEntry.objects.filter(action__startswith="session.").order_by("pk")
    assert list(written.values_list("action", "subject")) == [
        ("session.refused", "person:unknown"),
        ("session.refused", f"person:{clerk.pk}"),
        ("session.begin", f"person:{clerk.pk}"),
    ]
    kept = " ".join(str(row) for row in AuditEntry.objects.values_list("detail", "subject"))
    assert "622727" not in kept and "my-secret" not in kept
