"""代理人: whoever acts for the applicant is named with the letter of authority, and acts from then on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import PHOTO
from tianping.accounts.posts import Post
from tianping.cases.models import Counsel, LitigantAccess
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.forms.agents import AgentForm
from tianping.intake.preservation.models import Application, Proof
from tianping.intake.preservation.tests.conftest import draft, granted, outsider
from tianping.intake.preservation.tests.test_pages import APPLICANT, SECURITY, begun
from tianping.kernel.models import Message
from tianping.law.mandates import LETTER

AGENT = {
    "has_agent": "yes",
    "name": "卢师言",
    "kind": "lawyer",
    "firm": "示范律师事务所",
    "licence_number": "16208201010000001",
    "phone": "19900000009",
    "authority": "special",
    "scope": "代为和解、上诉",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("委托书.png", PHOTO, "image/png")


def test_a_lawyer_is_led_to_the_letter_of_authority_and_acts_for_the_applicant(people: People, browse: Browse) -> None:
    lawyer = outsider("lawyer", "卢师言", Post.LAWYER)
    client = browse(lawyer)
    start = begun(client)
    send(client, f"{start}stage/", stage="before")
    assert send(client, f"{start}applicant/", **APPLICANT)["Location"] == f"{start}agent/"
    without = send(client, f"{start}agent/", **AGENT)
    assert (without.status_code, "请上传授权委托书" in without.content.decode()) == (422, True)
    assert send(client, f"{start}agent/", **AGENT, file=letter())["Location"] == f"{start}agent/"
    assert "授权委托书：委托书" in client.get(f"{start}agent/").content.decode()
    assert send(client, f"{start}agent/", **AGENT)["Location"] == f"{start}respondents/"
    send(client, f"{start}respondents/", kind="natural", name="欠不还")
    send(client, f"{start}dispute/", cause_name="民间借贷纠纷", facts_text="借款八万元未还。")
    send(client, f"{start}amount/", amount="80000")
    send(client, f"{start}clues/", owner="0", kind="deposit", description="信用社6217账户")
    send(client, f"{start}reasons/", reasons="正在变卖车辆。")
    send(client, f"{start}security/", **SECURITY)
    assert "卢师言，示范律师事务所，律师，特别授权，代为和解、上诉" in client.get(f"{start}check/").content.decode()
    # Whoever takes the letter out again does not hand it in without.
    send(client, f"{start}agent/?remove={Proof.objects.get().pk}")
    without = send(client, f"{start}check/", understood="on", name="卢师言")
    assert (without.status_code, LETTER in without.content.decode()) == (422, True)
    send(client, f"{start}agent/", **AGENT, file=letter())
    send(client, f"{start}check/", understood="on", name="卢师言")
    made, counsel = Application.objects.get(), Counsel.objects.get()
    assert (counsel.litigant_id, counsel.user, counsel.authority) == (made.applicant_id, lawyer, "special")
    assert counsel.letter == "授权委托书，2023年2月6日随保全申请提交"
    assert [each.how for each in LitigantAccess.objects.filter(user=lawyer)] == ["counsel"]
    assert [(each.kind, each.name) for each in queries.proofs_of(made)] == [("authority", "授权委托书：委托书")]
    page = browse(people.clerk).get(reverse("preservation", args=[made.pk])).content.decode()
    assert "卢师言，示范律师事务所，律师，特别授权（代为和解、上诉）" in page
    assert "卢师言" in client.get(reverse("preservation_own", args=[made.pk])).content.decode()
    # Counsel is told what the applicant is told.
    actions.accept(made, by=people.clerk, at=AT)
    assert sorted(Message.objects.values_list("address", flat=True)) == ["19900000002", "19900000009"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"scope": "全权代理"}, "仅写“全权代理”"),
        ({"licence_number": ""}, "请填写执业证号"),
        ({"phone": ""}, "请填写代理人电话"),
        ({"has_agent": "no"}, "请选择“有”"),
    ],
)
def test_an_agent_is_named_whole_or_not_at_all(changed: dict[str, str], sentence: str) -> None:
    form = AgentForm({**AGENT, **changed}, on=AT.date())
    assert not form.is_valid()
    assert any(sentence in error for errors in form.errors.values() for error in errors), form.errors
    assert AgentForm({"has_agent": "no"}, on=AT.date()).is_valid()


def test_at_the_counter_the_agent_gets_no_page_of_their_own(people: People) -> None:
    agent = actions.AgentDraft("秦小妹", "relative", "general", phone="19900000009")
    made = actions.receive(draft(agent=agent), by=people.clerk, at=AT)
    (counsel,) = queries.agents_of(made)
    assert (counsel.name, counsel.user, LitigantAccess.objects.count()) == ("秦小妹", None, 0)
    # The ruling names whoever acts for the applicant.
    ruling = granted(made, people).ruling
    assert ruling is not None
    assert "委托诉讼代理人：秦小妹" in "".join(str(each) for each in ruling.body)
