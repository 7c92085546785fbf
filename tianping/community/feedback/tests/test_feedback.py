"""Feedback: a step rated once, a complaint kept from those who try the case, totals without persons."""

import datetime

import pytest
from django.test import Client

from tests.support.cases import code_of, open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, PASSWORD, People, open_court
from tianping.accounts.actions import add_person, appoint, enter_local_figure
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases.models import Case, TimelineEntry
from tianping.cases.permissions import Looker
from tianping.community.feedback import actions, queries
from tianping.community.feedback.models import Voice
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Forbidden, Refused


@pytest.fixture
def people(db) -> People:
    """The court with its people."""
    return open_court()


@pytest.fixture
def officer(people: People) -> User:
    """信访专员."""
    user = add_person("petitions", "闻达", PASSWORD, by=None, at=AT)
    appoint(user, Post.PETITION_OFFICER, since=AT.date(), by=None, at=AT)
    return acting(user, AT.date())


def defendant_of(case: Case) -> Looker:
    """The defendant at the case."""
    return Looker(case, case.matter.litigants.get(role="defendant"))


def test_a_step_is_rated_once_in_a_word_and_stays_as_it_was_said(people):
    (case,) = open_cases(people.clerk, ["黄小明"])
    actions.rate(defendant_of(case), "filing", 4, "一次就办好了", at=AT)
    with pytest.raises(Refused, match="已经评价过立案"):
        actions.rate(defendant_of(case), "filing", 1, "", at=AT)
    with pytest.raises(Refused, match="请选择"):
        actions.rate(defendant_of(case), "judge", 1, "", at=AT)


def test_a_complaint_is_read_and_answered_by_the_petition_officer_alone(people, officer, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    lines = TimelineEntry.objects.count()
    made = actions.say(defendant_of(case), "complaint", "打电话三次没有人接。", at=AT)
    assert (made.number, made.due_on) == ("意见2023-000001", AT.date() + datetime.timedelta(days=15))
    assert TimelineEntry.objects.count() == lines
    page = f"/feedback/{made.pk}/"
    assert browse(people.judge).get(page).status_code == 403
    assert browse(people.clerk).get(page).status_code == 404
    assert made.number not in browse(people.clerk).get("/feedback/").content.decode()
    with pytest.raises(Forbidden):
        actions.answer(made, "已经核实。", by=people.clerk, at=AT)
    assert "三次没有人接" in browse(officer).get(page).content.decode()
    assert AuditEntry.objects.filter(action="voice.view", by=officer).exists()
    assert send(browse(officer), page, text="").status_code == 422
    assert send(browse(officer), page, text="已经核实，承办人已向您说明。").status_code == 302
    # Clerks read what was sent: that it was a complaint is none of it.
    sent = Message.objects.latest("pk").text
    assert "新的答复" in sent and made.number not in sent and "意见" not in sent and "投诉" not in sent


def test_the_same_complaint_from_two_tabs_is_one_until_it_was_answered(people, officer):
    (case,) = open_cases(people.clerk, ["黄小明"])
    first = actions.say(defendant_of(case), "complaint", "电话没有人接。", at=AT)
    assert actions.say(defendant_of(case), "complaint", " 电话没有人接。 ", at=AT) == first
    assert actions.say(defendant_of(case), "suggestion", "电话没有人接。", at=AT) != first
    plaintiff = Looker(case, case.matter.litigants.get(role="plaintiff"))
    assert actions.say(plaintiff, "complaint", "电话没有人接。", at=AT) != first
    with pytest.raises(Refused, match="至少10个字"):
        actions.answer(first, "好", by=officer, at=AT)
    actions.answer(first, "已经核实，电话改为专人值守。", by=officer, at=AT)
    assert actions.say(defendant_of(case), "complaint", "电话没有人接。", at=AT) != first
    assert Voice.objects.count() == 4


def test_the_term_for_an_answer_is_what_the_court_decided(people):
    (case,) = open_cases(people.clerk, ["黄小明"])
    enter_local_figure(
        "answer_days", "7", valid_from=AT.date(), source="本院规定", is_demonstration=True, by=None, at=AT
    )
    made = actions.say(defendant_of(case), "thanks", "谢谢，送锦旗一面。", at=AT)
    assert made.due_on == AT.date() + datetime.timedelta(days=7)
    actions.answer(made, "谢谢您的鼓励。", by=people.clerk, at=AT)
    assert Voice.objects.get().status == "answered"


def test_totals_are_published_without_anybody_who_could_be_recognised(people):
    for number, case in enumerate(open_cases(people.clerk, ["甲", "乙", "丙", "丁", "戊"])):
        actions.rate(defendant_of(case), "filing", 5 if number else 2, "", at=AT)
        if number == 0:
            actions.rate(defendant_of(case), "answering", 1, "", at=AT)
    page = Client().get("/feedback/totals/").content.decode()
    steps = {each.label: each for each in queries.totals(2023).steps}
    filing, answering = steps["立案"], steps["联系法官、查询"]
    assert (filing.total, dict(filing.words)["很满意"], answering.is_shown) == (5, 4, False)
    assert "甲" not in page and "评价少于5份" in page


def test_a_litigant_rates_and_writes_on_the_page_of_the_case(people):
    (case,) = open_cases(people.clerk, ["黄小明"])
    client = Client()
    assert client.get("/progress/feedback/")["Location"] == "/progress/"
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert "/progress/feedback/" in client.get("/progress/case/").content.decode()
    assert send(client, "/progress/feedback/rate/", step="answering", word="3", text="").status_code == 302
    assert send(client, "/progress/feedback/rate/", step="answering", word="3", text="").status_code == 422
    assert send(client, "/progress/feedback/say/", kind="suggestion", text="大厅少一台复印机。").status_code == 302
    own = client.get("/progress/feedback/").content.decode()
    assert "一般" in own and "大厅少一台复印机" in own
    other = Client()
    other.post("/progress/", {"number": case.number, "code": code_of(case)})
    assert "大厅少一台复印机" not in other.get("/progress/feedback/").content.decode()
