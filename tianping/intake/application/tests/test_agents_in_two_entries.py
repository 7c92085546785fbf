"""A lawyer who acts for several plaintiffs by a letter of authority of each: known from the first entry on."""

import pytest
from django.test import Client

from tests.support.court import AT, People
from tests.support.pleadings import PLAINTIFF, whole
from tianping.accounts.actions import IdentityDraft, register_identity
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application, Person
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.kernel.refusals import Refused

FELLOW = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028", "phone": "13800000005"}
LICENSED = {"licence_number": "16210202300000001", "firm": "示范律师事务所"}
LU = {**LICENSED, "name": "卢师言", "kind": "lawyer", "authority": "general", "phone": "13800009009"}
COLLEAGUE = {**LU, "name": "马师言", "licence_number": "16210202300000002", "phone": "13800009010"}


def two(by: User) -> tuple[Application, Person, Person]:
    """A pleading of two plaintiffs; the first is represented by 卢师言."""
    made = whole(by)
    actions.put_person(made, "plaintiff", FELLOW, by=by, at=AT)
    first, second = queries.plaintiffs_of(Application.objects.get())
    actions.choose_agent(made, LU, people=[first], by=by, at=AT)
    return Application.objects.get(), first, second


@pytest.fixture
def lawyer(people: People) -> User:
    """卢师言, who has told the court who they are."""
    made = citizen("lvshi", "卢师言", Post.LAWYER)
    register_identity(
        made, "13800009009", IdentityDraft("卢师言", "resident_id", "622827196201010028", **LICENSED), by=None, at=AT
    )
    return made


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def filled_in(html: str, agent: dict[str, str]) -> list[bool]:
    return [f'value="{agent[name]}"' in html for name in ("name", "firm", "licence_number", "phone")]


def test_the_second_entry_knows_the_lawyer_and_asks_only_of_whom_nobody_represents(
    lawyer: User, page_of: PageOf
) -> None:
    application, first, second = two(lawyer)
    client, address = page_of(lawyer), f"/apply/{application.pk}/agent/new/"
    html = page(client, address)
    assert filled_in(html, LU) == [True] * 4
    chosen = html.split('name="people"')
    assert len(chosen) == 2 and f'value="{second.pk}"' in chosen[1] and "checked" in chosen[1][:200]
    assert "按甄秀梅的授权委托书填写" in html
    typed = {**LU, "authority": "special", "scope": "代为和解", "people": [str(second.pk)], **key()}
    assert client.post(address, typed).status_code == 302
    assert [
        [one.authority for one in queries.agents_of(Application.objects.get(), each)] for each in (first, second)
    ] == [
        ["general"],
        ["special"],
    ]


def test_another_agent_is_asked_for_on_a_page_that_is_not_filled_in(lawyer: User, page_of: PageOf) -> None:
    application, first, second = two(lawyer)
    client, address = page_of(lawyer), f"/apply/{application.pk}/agent/new/"
    assert "填写另一名代理人，不是卢师言" in page(client, address)
    html = page(client, f"{address}?another=1")
    assert filled_in(html, LU) == [False] * 4
    assert f'value="{first.pk}"' in html and f'value="{second.pk}"' in html
    typed = {**COLLEAGUE, "people": [str(first.pk), str(second.pk)], **key()}
    assert client.post(f"{address}?another=1", typed).status_code == 302
    # Whoever has two is offered no more.
    html = page(client, address)
    assert html.count('name="people"') == 1 and f'value="{second.pk}"' in html


def test_at_the_window_the_agent_entered_first_is_known_in_the_second_entry(people: People, page_of: PageOf) -> None:
    application, _first, _second = two(people.clerk)
    assert filled_in(page(page_of(people.clerk), f"/apply/{application.pk}/agent/new/"), LU) == [True] * 4


def test_nobody_is_the_agent_of_a_plaintiff_twice(plaintiff: User) -> None:
    application, first, second = two(plaintiff)
    with pytest.raises(Refused, match="甄秀兰已经由卢师言代理，不用再填一次"):
        actions.choose_agent(application, LU, people=[first, second], by=plaintiff, at=AT)
    assert application.agents.count() == 1


def test_one_confirmation_counts_for_all_whom_the_same_lawyer_represents(lawyer: User, page_of: PageOf) -> None:
    application, first, second = two(lawyer)
    actions.choose_agent(application, LU, people=[second], by=lawyer, at=AT)
    address = f"/apply/{application.pk}/service/{first.pk}/"
    client = page_of(lawyer)
    assert "同一名代理人代理的其他原告，也这样确认" in page(client, address)
    typed = {"service_address": "镇原县城关镇西街9号", "service_recipient": "卢师言", "service_phone": "13800009009",
             "electronic_service": "yes", "also": [str(second.pk)], **key()}  # fmt: skip
    assert client.post(address, typed).status_code == 302
    assert {each.service_recipient for each in queries.plaintiffs_of(Application.objects.get())} == {"卢师言"}
