"""窗口立案: agents and the address for service are typed with the filing, and are there when it is accepted."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Counsel
from tianping.intake.filing import actions
from tianping.intake.filing.models import Filing
from tianping.intake.filing.tests.conftest import key
from tianping.intake.filing.tests.test_at_the_counter import NEW, sent, typed
from tianping.kernel.models import Message
from tianping.papers.service.models import Consent, ServicePlace

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
AGENT = {
    "agent-TOTAL_FORMS": "1",
    "agent-INITIAL_FORMS": "0",
    "agent-0-name": "卢师言",
    "agent-0-kind": "relative",
    "agent-0-phone": "13800000003",
    "agent-0-authority": "special",
    "agent-0-scope": "代为和解",
    "agent-0-letter": "2023年2月6日，窗口提交",
}
PLACE = {
    "service-address": "甘肃省庆阳市镇原县屯字镇南村7组",
    "service-recipient": "卢师言",
    "service-phone": "13800000003",
    "service-electronic_phone": "13800000003",
}


def test_who_acts_and_where_papers_reach_the_plaintiff_is_asked_once(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    assert sent(client, {**typed(), **AGENT, **PLACE}).status_code == 302
    filing = Filing.objects.get()
    page = client.get(f"/filing/{filing.pk}/").content.decode()
    for words in ("卢师言", "特别授权：代为和解", "屯字镇南村7组", "同意，138****0003"):
        assert words in page, words
    actions.accept_many([filing], actions.Acceptance(), by=people.clerk, at=AT)
    assert list(Counsel.objects.values_list("name", "authority", "scope")) == [("卢师言", "special", "代为和解")]
    assert ServicePlace.objects.get().recipient == "卢师言"
    assert Consent.objects.get().address == "13800000003"


def test_an_agent_may_act_for_some_of_the_plaintiffs(people: People, page_of: PageOf) -> None:
    second = {"plaintiff-TOTAL_FORMS": "2", "plaintiff-1-kind": "natural", "plaintiff-1-name": "张二"}
    assert sent(page_of(people.clerk), {**typed(**second), **AGENT, "agent-0-acts_for": "2"}).status_code == 302
    assert Filing.objects.get().agents[0]["acts_for"] == [2]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agent-0-scope": "全权代理"}, "仅写“全权代理”而没有具体授权的"),
        ({"agent-0-kind": "lawyer"}, "律师、基层法律服务工作者请填写执业机构"),
        ({"agent-0-letter": ""}, "请填写授权委托书。"),
        ({"service-recipient": ""}, "请把送达地址、收件人、收件人电话都填写"),
        ({"service-electronic_phone": "0934-7121234"}, "同意电子送达的，请填写手机号码"),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(
    changes: dict[str, str], sentence: str, people: People, page_of: PageOf
) -> None:
    answer = sent(page_of(people.clerk), {**typed(), **AGENT, **PLACE, **changes})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="卢师言"' in page
    assert not Filing.objects.exists()


def test_a_plaintiff_that_is_not_there_is_refused(people: People, page_of: PageOf) -> None:
    second = {"plaintiff-TOTAL_FORMS": "2", "plaintiff-1-kind": "natural", "plaintiff-1-name": "张二"}
    for typed_places in ("3", "张二", "0"):
        answer = sent(page_of(people.clerk), {**typed(**second), **AGENT, "agent-0-acts_for": typed_places})
        assert "请填写原告的序号，1到2" in answer.content.decode(), typed_places


def test_each_plaintiff_has_two_agents_at_the_most(people: People, page_of: PageOf) -> None:
    again = {key.replace("agent-0", f"agent-{place}"): text for place in (1, 2) for key, text in AGENT.items()}
    three = {**AGENT, **again, "agent-TOTAL_FORMS": "3"}
    answer = sent(page_of(people.clerk), {**typed(), **three})
    assert answer.status_code == 422
    assert "每名当事人最多委托2名诉讼代理人" in answer.content.decode()
    second = {"plaintiff-TOTAL_FORMS": "2", "plaintiff-1-kind": "natural", "plaintiff-1-name": "张二"}
    apart = {"agent-0-acts_for": "1", "agent-1-acts_for": "2", "agent-2-acts_for": "1、2"}
    assert sent(page_of(people.clerk), {**typed(**second), **three, **apart}).status_code == 302
    assert [each["acts_for"] for each in Filing.objects.get().agents] == [[1], [2], [1, 2]]


def test_an_agent_is_added_and_removed_without_scripts(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    page = client.post("/filing/new/?kind=loan", {**typed(), **key(), "add": "agent"}).content.decode()
    assert 'name="agent-0-name"' in page
    assert 'name="agent-1-name"' not in page
    page = client.post("/filing/new/?kind=loan", {**typed(), **AGENT, **key(), "remove": "agent-0"}).content.decode()
    assert 'name="agent-0-name"' not in page


TWO = {
    "plaintiff-TOTAL_FORMS": "2",
    "plaintiff-1-kind": "natural",
    "plaintiff-1-name": "张二",
    "plaintiff-1-phone": "13800000002",
}


@pytest.mark.parametrize(
    ("agent", "place", "bound"),
    [
        # The telephone, or the recipient, is that of the agent of the second.
        ({"agent-0-acts_for": "2"}, PLACE, ["张二"]),
        ({"agent-0-acts_for": "2"}, {**PLACE, "service-phone": "13800000009",
                                     "service-electronic_phone": ""}, ["张二"]),
        # The second's own number, whoever acts for the first.
        ({"agent-0-acts_for": "1"}, {**PLACE, "service-recipient": "张二", "service-phone": "13800000002",
                                     "service-electronic_phone": "13800000002"}, ["张二"]),
        # One agent of both.
        ({}, PLACE, ["庆阳示范农村商业银行股份有限公司", "张二"]),
    ],
)  # fmt: skip
def test_an_address_binds_whose_it_is(
    agent: dict[str, str], place: dict[str, str], bound: list[str], people: People, page_of: PageOf
) -> None:
    assert sent(page_of(people.clerk), {**typed(**TWO), **AGENT, **agent, **place}).status_code == 302
    actions.accept_many([Filing.objects.get()], actions.Acceptance(), by=people.clerk, at=AT)
    named = ServicePlace.objects.order_by("litigant__position").values_list("litigant__name", flat=True)
    assert list(named) == bound


def test_an_address_that_is_nobodys_is_not_lost_without_a_word(people: People, page_of: PageOf) -> None:
    nobodys = {**PLACE, "service-recipient": "王五", "service-phone": "13800000008", "service-electronic_phone": ""}
    answer = sent(page_of(people.clerk), {**typed(**TWO), **AGENT, "agent-0-acts_for": "2", **nobodys})
    assert "看不出送达地址、同意电子送达的手机号码是哪一名原告的" in answer.content.decode()
    assert not Filing.objects.exists()


def test_whoever_acts_is_told_before_they_are_counsel_and_once_after(people: People, page_of: PageOf) -> None:
    assert sent(page_of(people.clerk), {**typed(**TWO), **AGENT}).status_code == 302
    (message,) = Message.objects.filter(address="13800000003")
    assert "您代理提交的起诉材料（收2023-000001" in message.text
    actions.accept_many([Filing.objects.get()], actions.Acceptance(), by=people.clerk, at=AT)
    assert Message.objects.filter(address="13800000003", key__contains="accept").count() == 1


def test_whoever_comes_for_others_is_filled_in_as_their_agent(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    sent(client, {**typed(), **AGENT})
    actions.accept_many([Filing.objects.get()], actions.Acceptance(), by=people.clerk, at=AT)
    client.post("/window/begin/", {"counsel": Counsel.objects.get().pk})
    page = client.get(NEW).content.decode()
    assert re.search(r'name="agent-0-name" value="卢师言"', page)
    assert 'name="plaintiff-0-name" value' not in page


def test_whoever_came_for_the_first_time_is_known_from_what_they_handed_in(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    client.post("/window/", {"wanted": "622827196001010023"})
    client.post("/window/begin/", {"new": "1"})
    her = {"plaintiff-0-kind": "natural", "plaintiff-0-name": "甄秀兰", "plaintiff-0-identity_kind": "resident_id",
           "plaintiff-0-identity_number": "622827196001010023"}  # fmt: skip
    assert sent(client, typed(**her)).status_code == 302
    page = client.get("/window/").content.decode()
    assert "甄秀兰" in page
    assert "此人的案件（1件）" in page
