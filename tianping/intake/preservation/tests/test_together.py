"""共同申请: several apply together before a suit; each is named, told, served and may sue."""

from dataclasses import replace

import pytest
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.cases.models import LitigantAccess
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.panels import load_for_litigants
from tianping.intake.preservation.tests.conftest import NUMBER, draft, gives_access, granted, outsider, taken
from tianping.intake.preservation.tests.test_pages import APPLICANT, SECURITY, SISTER, begun
from tianping.kernel.models import Message
from tianping.measures.queries import told_to
from tianping.money.fees.models import Bill
from tianping.papers.service.queries import deliveries


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def together(people: People, citizen: User) -> Application:
    """Two applicants, of whom the first hands it in."""
    one = draft()
    assert one.matter is not None
    first, respondent = one.matter.litigants
    second = LitigantDraft(role="plaintiff", **SISTER)
    matter = replace(one.matter, litigants=(first, second, respondent))
    return actions.receive(replace(one, matter=matter), by=citizen, at=AT)


def test_each_applicant_is_named_in_the_ruling_told_served_and_on_the_notice(
    people: People, together: Application
) -> None:
    granted(together, people)
    assert Bill.objects.get().payer_name == "秦来访、秦二妹"
    assert together.ruling is not None
    text = "".join(str(each) for each in together.ruling.body)
    assert text.count("申请人：秦") == 2 and "申请人秦来访、秦二妹于" in text and "由申请人秦来访、秦二妹负担" in text
    told = Message.objects.filter(key__startswith="preservation_granted").order_by("pk")
    assert list(told.values_list("address", flat=True)) == ["19900000002", "19900000008"]
    taken(together, people)
    served = deliveries().filter(paper=together.ruling).order_by("litigant__position")
    assert list(served.values_list("litigant__name", flat=True)) == ["秦来访", "秦二妹", "欠不还"]


def test_each_applicant_reads_it_and_the_respondent_does_not(people: People, together: Application) -> None:
    case = granted(together, people).case
    assert case is not None
    taken(together, people)
    sister, debtor = outsider("sister", "秦二妹", Post.LITIGANT), outsider("debtor", "欠不还", Post.LITIGANT)
    sides = {each.name: each for each in case.matter.litigants.all()}
    gives_access(sister, sides["秦二妹"], people)
    gives_access(debtor, sides["欠不还"], people)
    assert ([*queries.own(sister)], [*queries.own(debtor)]) == ([together], [])
    shown = load_for_litigants(case, sides["秦二妹"], frozenset({"applications"}))
    assert shown is not None and len(shown["rows"]) == 1 and len(shown["fees"]) == 1
    assert load_for_litigants(case, sides["欠不还"], frozenset({"applications"})) is None
    assert len(told_to(case, sides["秦二妹"])) == 1
    assert [each.pk for each in queries.to_sue([sides["秦二妹"].pk])] == [together.pk]


def test_the_suit_of_any_applicant_ends_the_thirty_days(people: People, together: Application) -> None:
    taken(granted(together, people), people)
    assert together.suit_on is None
    sides = (LitigantDraft("plaintiff", **SISTER), LitigantDraft("defendant", "natural", "欠不还"))
    (suit,) = open_matters([MatterDraft("民间借贷纠纷", 8_000_000, sides)], at=AT)
    actions.hear_suits_filed([suit.pk], at=AT)
    together.refresh_from_db()
    assert (together.suit_on, together.suit_matter_id) == (AT.date(), suit.pk)


def test_online_further_applicants_are_added_one_by_one(people: People, citizen: User, browse: Browse) -> None:
    client = browse(citizen)
    start = begun(client)
    send(client, f"{start}stage/", stage="before")
    assert send(client, f"{start}applicant/", **APPLICANT)["Location"] == f"{start}respondents/"
    assert "跳过这一项" in client.get(f"{start}others/").content.decode()
    twice = send(client, f"{start}others/", **APPLICANT)
    assert (twice.status_code, "同一人只填写一次" in twice.content.decode()) == (422, True)
    assert send(client, f"{start}others/", **SISTER)["Location"] == f"{start}others/"
    assert "秦二妹" in client.get(f"{start}others/").content.decode()
    send(client, f"{start}respondents/", kind="natural", name="欠不还")
    send(client, f"{start}dispute/", cause_name="民间借贷纠纷", facts_text="借款八万元未还。")
    send(client, f"{start}amount/", amount="80000")
    send(client, f"{start}clues/", owner="0", kind="deposit", description="信用社6217账户")
    send(client, f"{start}reasons/", reasons="正在变卖车辆。")
    send(client, f"{start}security/", **SECURITY)
    assert "秦二妹没有在网上签名" in client.get(f"{start}check/").content.decode()
    send(client, f"{start}check/", understood="on", name="秦来访")
    made = Application.objects.get()
    assert [each.name for each in queries.applicants_of(made)] == ["秦来访", "秦二妹"]
    assert [each.litigant.identity_number for each in LitigantAccess.objects.filter(user=citizen)] == [NUMBER]
    page = browse(people.clerk).get(reverse("preservation", args=[made.pk])).content.decode()
    assert "秦来访" in page and "秦二妹" in page and "其他申请人没有在网上签名" in page
