"""草稿: what was typed at the counter outlives log-in and browser, is its writer's alone, and ends when sent."""

import datetime
import re
import time
from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.cases import open_cases
from tests.support.court import People
from tianping.accounts.models import User
from tianping.intake.filing.models import Filing
from tianping.intake.filing.tests.conftest import key
from tianping.intake.filing.tests.test_at_the_counter import NEW, sent, typed
from tianping.kernel import clock, drafts
from tianping.kernel.models import Draft
from tianping.law.identities import check_character

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
KEEP = "/accounts/drafts/filing-loan/"
BORN_1955 = "62282719550101001"


def test_what_is_typed_is_kept_and_offered_again_as_it_was(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    assert client.post(KEEP, typed()).status_code == 204
    assert "有未提交的内容" in client.get(NEW).content.decode()
    page = client.get(f"{NEW}&draft=resume").content.decode()
    assert 'value="𬱖·买买提"' in page
    assert 'value="45000"' in page


def test_the_last_keeping_counts(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    for sum_typed in ("1", "12"):
        client.post(KEEP, typed(principal=sum_typed))
    assert drafts.as_typed(Draft.objects.get())["principal"] == "12"


def test_nobody_sees_the_draft_of_somebody_else(people: People, page_of: PageOf) -> None:
    page_of(people.clerk).post(KEEP, typed())
    assert "有未提交的内容" not in page_of(people.second_clerk).get(NEW).content.decode()
    assert Client().post(KEEP, typed()).status_code == 401


def test_what_is_typed_for_one_person_at_the_window_is_not_offered_to_the_next(people: People, page_of: PageOf) -> None:
    first, second = (
        case.matter.litigants.get(role="defendant") for case in open_cases(people.clerk, ["黄小明", "李大山"])
    )
    client = page_of(people.clerk)
    client.post("/window/begin/", {"litigant": first.pk})
    page = client.get(NEW).content.decode()
    (name,) = set(re.findall(r'name="draft" value="([^"]+)"', page))
    assert client.post(f"/accounts/drafts/{name}/", typed()).status_code == 204
    assert "有未提交的内容" in client.get(NEW).content.decode()
    client.post("/window/end/")
    client.post("/window/begin/", {"litigant": second.pk})
    assert "有未提交的内容" not in client.get(NEW).content.decode()
    assert 'value="𬱖·买买提"' not in client.get(f"{NEW}&draft=resume").content.decode()
    client.post("/window/end/")
    client.post("/window/begin/", {"litigant": first.pk})
    assert 'value="𬱖·买买提"' in client.get(f"{NEW}&draft=resume").content.decode()


def test_a_draft_ends_when_the_form_was_sent_even_if_the_last_keeping_came_late(
    people: People, page_of: PageOf
) -> None:
    client, form = page_of(people.clerk), {**typed(), **key()}
    client.post(KEEP, form)
    client.post(NEW, {**form, "receive": "1"})
    assert not Draft.objects.exists()
    client.post(KEEP, form)
    assert "有未提交的内容" not in client.get(NEW).content.decode()
    assert Filing.objects.count() == 1


def test_a_draft_can_be_given_up(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    client.post(KEEP, typed())
    answer = client.post(NEW, {"let_go": "1", **key()})
    assert answer.headers["Location"] == NEW
    assert not Draft.objects.exists()


def test_a_form_sent_after_the_log_in_ended_is_kept_without_scripts(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    session = client.session
    session["last_seen"] = time.time() - 31 * 60
    session.save()
    answer = sent(client, typed(), draft="filing-loan")
    assert answer.headers["Location"].startswith("/accounts/login/?next=/filing/new/")
    assert "您填写的内容已经保留" in client.get(answer.headers["Location"]).content.decode()
    assert not Filing.objects.exists()
    again = page_of(people.clerk).get(f"{NEW}&draft=resume").content.decode()
    assert 'value="𬱖·买买提"' in again


def receive(client: Client, number: str) -> None:
    """接待 somebody whom nobody knows yet."""
    client.post("/window/", {"wanted": number})
    assert client.post("/window/begin/", {"new": "1"}).status_code == 302


def test_what_was_typed_in_a_reception_is_there_after_the_log_in_had_ended(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    receive(client, "622827196001010023")
    (name,) = re.findall(r'name="draft" value="([^"]+)"', client.get(NEW).content.decode())
    client.cookies.clear()
    sent(client, typed(), draft=name)
    assert not Filing.objects.exists()
    client.force_login(people.clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(NEW).content.decode()
    assert "有未提交的内容" in page
    assert 'value="𬱖·买买提"' in client.get(f"{NEW}&draft=resume").content.decode()
    # Whoever comes next reads nothing of it.
    receive(client, BORN_1955 + check_character(BORN_1955))
    assert "有未提交的内容" not in client.get(NEW).content.decode()


def test_neither_a_book_nor_a_hundred_forms_are_kept(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    assert client.post(KEEP, typed(facts_text="长" * 200_001)).status_code == 422
    for number in range(drafts.MOST_OF_ONE_PERSON + 5):
        client.post(f"/accounts/drafts/form-{number}/", {"name": "何"})
    assert Draft.objects.count() == drafts.MOST_OF_ONE_PERSON


def test_drafts_that_nobody_comes_back_to_are_tidied_away(people: People, page_of: PageOf) -> None:
    page_of(people.clerk).post(KEEP, typed())
    drafts.forget_old(at=clock.now() + datetime.timedelta(days=29))
    assert Draft.objects.exists()
    drafts.forget_old(at=clock.now() + datetime.timedelta(days=31))
    assert not Draft.objects.exists()
