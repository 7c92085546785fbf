"""Three administrators, three people: accounts, posts, audit; nobody acts on himself."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tianping.accounts import actions, queries
from tianping.accounts.models import PostHolding, User
from tianping.accounts.posts import Post
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused

TODAY = datetime.date(2023, 2, 6)
YEAR_BEGIN = datetime.date(2023, 1, 1)
PASSWORD = "tianping-2023"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

pytestmark = pytest.mark.django_db


def person(username: str, *posts: Post) -> User:
    """Somebody with posts."""
    added = actions.add_person(username, f"何{username}", PASSWORD, by=None, at=clock.now())
    for post in posts:
        actions.appoint(added, post, since=YEAR_BEGIN, by=None, at=clock.now())
    return added


def holding_of(user: User) -> PostHolding:
    """The one post that somebody holds or held."""
    return PostHolding.objects.get(user=user)


def browser_of(user: User) -> Client:
    """The browser in which somebody is signed in."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def send(client: Client, address: str, **data: str):
    """Send a form once."""
    return client.post(address, {"submission_key": str(uuid.uuid4()), **data})


@pytest.fixture
def system() -> User:
    return person("system", Post.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def security() -> User:
    return person("security", Post.SECURITY_ADMINISTRATOR)


@pytest.mark.parametrize("second", [Post.SECURITY_ADMINISTRATOR, Post.AUDIT_ADMINISTRATOR])
def test_one_person_is_never_two_administrators(system, security, second):
    with pytest.raises(Refused, match="须由三个人分别担任"):
        actions.appoint(system, second, since=TODAY, by=security, at=clock.now())


def test_the_database_refuses_a_second_administrators_post_whoever_writes_it(system):
    with pytest.raises(IntegrityError, match="three_administrators_three_people"), transaction.atomic():
        PostHolding.objects.create(user=system, post=Post.AUDIT_ADMINISTRATOR, since=TODAY)


def test_the_database_refuses_a_post_given_to_oneself(security):
    with pytest.raises(IntegrityError, match="nobody_appoints_himself"), transaction.atomic():
        PostHolding.objects.create(user=security, post=Post.JUDGE, since=TODAY, appointed_by=security)


def test_after_one_administrators_post_has_ended_the_same_person_may_take_another(system, security):
    person("system2", Post.SYSTEM_ADMINISTRATOR)
    actions.end_post(holding_of(system), on=TODAY, by=security, at=clock.now())
    actions.appoint(system, Post.AUDIT_ADMINISTRATOR, since=TODAY, by=security, at=clock.now())
    assert queries.posts_on(system, TODAY) == {Post.AUDIT_ADMINISTRATOR}


def test_nobody_gives_himself_a_post_or_takes_it_from_himself(security):
    with pytest.raises(Forbidden, match="不能为本人任命岗位"):
        actions.appoint(security, Post.PRESIDENT, since=TODAY, by=security, at=clock.now())
    with pytest.raises(Forbidden, match="不能免去本人岗位"):
        actions.end_post(holding_of(security), on=TODAY, by=security, at=clock.now())


def test_a_post_is_not_given_twice_for_the_same_time(security):
    judge = person("judge", Post.JUDGE)
    with pytest.raises(Refused, match="已担任这一岗位"):
        actions.appoint(judge, Post.JUDGE, since=TODAY, by=security, at=clock.now())


def test_a_post_that_ends_today_is_not_held_today(security):
    judge = person("judge", Post.JUDGE)
    actions.end_post(holding_of(judge), on=TODAY, by=security, at=clock.now())
    assert queries.posts_on(judge, TODAY) == frozenset()
    assert queries.posts_on(judge, TODAY - datetime.timedelta(days=1)) == {Post.JUDGE}


def test_a_post_is_ended_once(security):
    holding = holding_of(person("judge", Post.JUDGE))
    actions.end_post(holding, on=TODAY, by=security, at=clock.now())
    with pytest.raises(Overtaken):
        actions.end_post(holding, on=TODAY, by=security, at=clock.now())


def test_the_last_administrator_of_a_kind_is_neither_removed_nor_deactivated(system, security):
    with pytest.raises(Refused, match="唯一的系统管理员"):
        actions.end_post(holding_of(system), on=TODAY, by=security, at=clock.now())
    with pytest.raises(Refused, match="唯一的安全管理员"):
        actions.deactivate_person(security, by=system, at=clock.now())


def test_nobody_deactivates_or_resets_his_own_account(system):
    with pytest.raises(Forbidden, match="不能停用本人账号"):
        actions.deactivate_person(system, by=system, at=clock.now())
    with pytest.raises(Forbidden, match="不能重置本人密码"):
        actions.reset_password(system, "x" * 12, by=system, at=clock.now())


def test_a_log_in_name_has_one_plain_spelling(system):
    with pytest.raises(Refused, match="登录名须为"):
        actions.add_person("Li.Ming", "李明", PASSWORD, by=system, at=clock.now())
    with pytest.raises(Refused, match="已有人使用"):
        actions.add_person("system", "李明", PASSWORD, by=system, at=clock.now())


def test_a_new_person_is_shown_a_one_time_password_that_opens_only_the_change_of_password(system):
    shown = send(browser_of(system), "/accounts/people/add/", full_name="李明", username="li.ming")
    page = browser_of(system).get(shown["Location"])
    password = page.content.decode().split('id="one-time-password">')[1].split("<")[0]
    newcomer = Client()
    answer = newcomer.post("/accounts/login/", {"username": "li.ming", "password": password})
    assert answer.status_code == 302
    assert newcomer.get("/accounts/me/")["Location"] == "/accounts/password/change/"
    changed = {"oldpassword": password, "password1": "lushui-qingqing", "password2": "lushui-qingqing"}
    assert newcomer.post("/accounts/password/change/", changed)["Location"] == "/accounts/me/"
    assert newcomer.get("/accounts/me/").status_code == 200
    assert browser_of(system).get(shown["Location"]).status_code == 422


def test_pressing_twice_adds_one_person_and_shows_the_same_password(system):
    client, key = browser_of(system), str(uuid.uuid4())
    form = {"submission_key": key, "full_name": "李明", "username": "li.ming"}
    first, second = client.post("/accounts/people/add/", form), client.post("/accounts/people/add/", form)
    assert first["Location"] == second["Location"]
    assert User.objects.filter(username="li.ming").count() == 1


def test_a_deactivated_person_is_out_at_the_next_request(system):
    judge = person("judge", Post.JUDGE)
    at_work = browser_of(judge)
    assert at_work.get("/accounts/me/").status_code == 200
    send(browser_of(system), f"/accounts/people/{judge.pk}/deactivate/")
    assert at_work.get("/accounts/me/")["Location"].startswith("/accounts/login/")


def test_a_post_that_ended_opens_nothing_at_the_next_request(security):
    manager = person("manager", Post.TRIAL_MANAGER)
    at_work = browser_of(manager)
    assert at_work.get("/accounts/local-figures/").status_code == 200
    send(browser_of(security), f"/accounts/holdings/{holding_of(manager).pk}/end/")
    assert at_work.get("/accounts/local-figures/").status_code == 403


def test_a_reset_password_ends_the_sessions_under_way(system):
    judge = person("judge", Post.JUDGE)
    at_work = browser_of(judge)
    send(browser_of(system), f"/accounts/people/{judge.pk}/reset-password/")
    assert at_work.get("/accounts/me/")["Location"].startswith("/accounts/login/")


def test_every_verb_on_people_and_posts_is_audited_without_names(system, security):
    judge = person("judge")
    before = AuditEntry.objects.count()
    actions.appoint(judge, Post.JUDGE, since=TODAY, by=security, at=clock.now())
    actions.end_post(holding_of(judge), on=TODAY, by=security, at=clock.now())
    actions.deactivate_person(judge, by=system, at=clock.now())
    actions.reactivate_person(judge, by=system, at=clock.now())
    actions.reset_password(judge, "once-only-2023", by=system, at=clock.now())
    entries = AuditEntry.objects.order_by("pk")[before:]
    assert [entry.action for entry in entries] == [
        "post.appoint",
        "post.end",
        "person.deactivate",
        "person.reactivate",
        "person.reset_password",
    ]
    assert all(entry.subject == f"person:{judge.pk}" for entry in entries)
    assert "何judge" not in str([entry.detail for entry in entries])


def test_the_list_of_people_asks_the_database_as_often_for_forty_as_for_one(system, django_assert_num_queries):
    client = browser_of(system)
    client.get("/accounts/people/")
    with django_assert_num_queries(8) as counted:
        client.get("/accounts/people/")
    for number in range(40):
        person(f"judge{number}", Post.JUDGE)
    with django_assert_num_queries(len(counted.captured_queries)):
        client.get("/accounts/people/")
