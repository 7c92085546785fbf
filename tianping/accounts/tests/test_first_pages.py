"""Where work begins, and which ways a post sees."""

import datetime

import pytest
from django.test import Client
from django.urls import is_valid_path, reverse

from tianping.accounts import actions
from tianping.accounts.context import groups_for
from tianping.accounts.models import User
from tianping.accounts.navigation import entries
from tianping.accounts.posts import EVERYBODYS_FIRST_PAGE, FIRST_PAGES, Post
from tianping.accounts.queries import acting, first_page_of
from tianping.kernel import clock

TODAY = datetime.date(2023, 2, 6)


def somebody(*posts: Post) -> User:
    """A person with posts, as the middleware would have read them."""
    person = actions.add_person("somebody", "何某", "tianping-2023", by=None, at=clock.now())
    for post in posts:
        actions.appoint(person, post, since=datetime.date(2023, 1, 1), by=None, at=clock.now())
    return acting(person, TODAY)


def test_every_first_page_exists() -> None:
    missing = [page for _post, page in FIRST_PAGES if not is_valid_path(page)]
    assert [*missing, *([] if is_valid_path(EVERYBODYS_FIRST_PAGE) else [EVERYBODYS_FIRST_PAGE])] == []


def test_whoever_enforces_begins_with_the_applications_for_it() -> None:
    assert first_page_of(frozenset({Post.ENFORCEMENT_OFFICER})) == reverse("enforcement_list")
    # A judge who enforces, too, begins with the day's cases.
    assert first_page_of(frozenset({Post.ENFORCEMENT_OFFICER, Post.JUDGE})) == "/cases/today/"


def test_every_way_of_the_navigation_exists() -> None:
    assert entries()
    assert all(reverse(entry.url_name) for entry in entries())


@pytest.mark.django_db
@pytest.mark.parametrize("post", Post)
def test_everybody_may_open_the_first_page_of_the_post(post: Post) -> None:
    actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=clock.now())
    client = Client()
    client.force_login(somebody(post), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(first_page_of(frozenset({post}))).status_code == 200


@pytest.mark.django_db
def test_the_navigation_shows_only_what_the_posts_open() -> None:
    groups = groups_for(somebody(Post.AUDIT_ADMINISTRATOR))
    assert {item.label for group in groups for item in group.items} == {"审计记录", "我的账号"}


@pytest.mark.django_db
def test_before_a_one_time_password_is_changed_there_are_no_ways() -> None:
    person = somebody(Post.JUDGE)
    actions.reset_password(person, "once-only-2023", by=None, at=clock.now())
    assert groups_for(person) == ()
