"""Whoever is away too long is signed out by the server, whatever the page does."""

import datetime
import time

import pytest
from django.test import Client

from tianping.accounts import actions
from tianping.accounts.posts import Post, idle_minutes
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

pytestmark = pytest.mark.django_db


def at_work(*posts: Post, away_minutes: float) -> Client:
    """The browser of somebody whose last request was so many minutes ago."""
    person = actions.add_person("somebody", "何某", "tianping-2023", by=None, at=clock.now())
    for post in posts:
        actions.appoint(person, post, since=datetime.date(2023, 1, 1), by=None, at=clock.now())
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["last_seen"] = time.time() - away_minutes * 60
    session.save()
    return client


@pytest.mark.parametrize(
    ("posts", "minutes"),
    [
        ({Post.JUDGE}, 30),
        ({Post.AUDIT_ADMINISTRATOR}, 15),
        ({Post.LITIGANT}, 60),
        ({Post.LITIGANT, Post.JUDGE}, 30),
        (set(), 30),
    ],
)
def test_how_long_a_post_may_be_away(posts, minutes):
    assert idle_minutes(frozenset(posts)) == minutes


def test_thirty_one_minutes_away_lead_to_the_log_in_with_a_sentence_and_back_afterwards():
    client = at_work(Post.JUDGE, away_minutes=31)
    answer = client.get("/accounts/me/?from=list")
    assert answer["Location"] == "/accounts/login/?next=/accounts/me/%3Ffrom%3Dlist"
    assert "超过30分钟没有操作" in client.get(answer["Location"]).content.decode()
    assert AuditEntry.objects.filter(action="session.idle").count() == 1


def test_twenty_nine_minutes_away_go_on_and_count_anew():
    client = at_work(Post.JUDGE, away_minutes=29)
    assert client.get("/accounts/stay/").status_code == 204
    assert time.time() - client.session["last_seen"] < 5


def test_an_administrator_is_signed_out_after_fifteen_minutes():
    assert at_work(Post.SYSTEM_ADMINISTRATOR, away_minutes=16).get("/accounts/people/").status_code == 302


def test_a_part_of_a_page_that_asks_for_itself_sends_the_whole_page_to_the_log_in():
    client = at_work(Post.JUDGE, away_minutes=31)
    answer = client.get(
        "/accounts/me/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/?page=2"}
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/accounts/login/?next=/cases/%3Fpage%3D2"


@pytest.mark.parametrize(
    ("post", "page"),
    [(Post.LITIGANT, "phone"), (Post.LAWYER, "phone"), (Post.MEDIATOR, "login"), (Post.FILING_CLERK, "login")],
)
def test_whoever_was_away_signs_in_where_they_signed_in_before(post, page):
    assert at_work(post, away_minutes=61).get("/accounts/me/")["Location"].startswith(f"/accounts/{page}/")


@pytest.mark.parametrize(
    ("page", "way_back"),
    [
        ("http://testserver/filing/batches/3/?only=all", "/accounts/login/?next=/filing/batches/3/%3Fonly%3Dall"),
        ("http://elsewhere.example/filing/batches/3/", "/accounts/login/"),
    ],
)
def test_a_form_that_was_sent_too_late_leads_back_to_the_page_it_stood_on(page, way_back):
    client = at_work(Post.FILING_CLERK, away_minutes=31)
    answer = client.post("/filing/batches/3/mends/", {"cell-D9": "1"}, headers={"Referer": page})
    assert answer["Location"] == way_back
