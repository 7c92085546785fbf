"""The audit administrator's pages: what happened, found and verified."""

import datetime

import pytest
from django.db import connection
from django.test import Client

from tianping.accounts import actions
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.kernel import audit, clock
from tianping.kernel.models import AuditEntry

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/accounts/audit/"


def auditor() -> tuple[User, Client]:
    """The audit administrator with a browser."""
    person = actions.add_person("audit", "申某", "tianping-2023", by=None, at=clock.now())
    actions.appoint(person, Post.AUDIT_ADMINISTRATOR, since=datetime.date(2023, 1, 1), by=None, at=clock.now())
    client = Client()
    client.force_login(person, backend=BACKEND)
    return person, client


@pytest.mark.django_db
def test_the_log_names_people_and_things_in_the_courts_words():
    _person, client = auditor()
    page = client.get(PAGE).content.decode()
    assert "新增人员" in page and "任命岗位" in page and "岗位：审计管理员" in page
    assert "salt" not in page


@pytest.mark.django_db
def test_the_log_is_narrowed_by_matter_day_and_person():
    person, client = auditor()
    audit.record("session.begin", f"person:{person.pk}", by=person, at=clock.now() - datetime.timedelta(days=3))
    by_action = client.get(PAGE, {"action": "session.begin"}).content.decode()
    assert "第 1–1 条，共 1 条" in by_action
    assert "第 1–1 条，共 1 条" in client.get(PAGE, {"to": "2023-02-04"}).content.decode()
    assert "没有符合条件的记录" in client.get(PAGE, {"since": "2023-02-07"}).content.decode()
    assert "第 1–1 条，共 1 条" in client.get(PAGE, {"q": "申某"}).content.decode()


@pytest.mark.django_db
def test_the_log_asks_the_database_as_often_for_many_entries_as_for_few(django_assert_num_queries):
    person, client = auditor()
    client.get(PAGE)
    with django_assert_num_queries(6) as counted:
        client.get(PAGE)
    for _ in range(60):
        audit.record("session.begin", f"person:{person.pk}", by=person, at=clock.now())
    with django_assert_num_queries(len(counted.captured_queries)):
        client.get(PAGE)


@pytest.mark.django_db
def test_taking_the_log_away_as_a_spreadsheet_is_itself_on_record():
    _person, client = auditor()
    answer = client.get(PAGE, {"export": "xlsx"})
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"PK")
    assert AuditEntry.objects.filter(action="audit.export").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_verifier_finds_everything_in_order_and_then_a_changed_entry(settings, tmp_path):
    settings.CHECKPOINT_FOLDER = tmp_path
    person, client = auditor()
    assert "全部一致" in client.post(f"{PAGE}verify/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE kernel_auditentry SET subject = 'person:0' WHERE subject = %s", [f"person:{person.pk}"])
        cursor.execute("ALTER TABLE kernel_auditentry ENABLE TRIGGER USER")
    page = client.post(f"{PAGE}verify/").content.decode()
    assert "审计记录与检查点不一致" in page
    assert "与其摘要不符" in page
