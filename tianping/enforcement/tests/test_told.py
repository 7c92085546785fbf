"""被执行人: reads nothing of an enforcement until the notice was served or a measure was told; the applicant does."""

import pytest
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, FOUNDED, PASSWORD, People
from tests.support.enforced import draft, ended, looker, on
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.actions import NothingFound, look_up
from tianping.cases.models import Case, Clock, Litigant, LitigantAccess, TimelineEntry
from tianping.cases.permissions import WindowPerson
from tianping.cases.queries import code_sheet, matters_at_window, own_case, own_matters
from tianping.enforcement import actions, queries
from tianping.enforcement.models import Application
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.measures.actions import MeasureDraft, record_many, tell_owners

LATER = on(2023, 4, 3)


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


@pytest.fixture
def application(people: People) -> Application:
    """The bank's application, by which an enforcement against 黄小明 was opened."""
    case = ended(people, Case.ClosingWay.JUDGMENT)
    case.matter.litigants.filter(role="plaintiff").update(phone="19900000003")
    case.matter.litigants.filter(role="defendant").update(phone="19900000004")
    made = actions.apply(looker(case), draft(case), at=LATER)
    actions.accept(made, by=people.clerk, at=LATER)
    made.refresh_from_db()
    return made


def opened_by(application: Application) -> Case:
    assert application.case is not None
    return application.case


def debtor_of(application: Application) -> Litigant:
    return application.respondents.get()


def debtor_signed_in(application: Application, people: People) -> User:
    """The debtor, who added the case while it was tried."""
    user = add_person("debtor", "黄小明", PASSWORD, by=None, at=FOUNDED)
    appoint(user, Post.LITIGANT, since=FOUNDED.date(), by=None, at=FOUNDED)
    debtor = debtor_of(application)
    case_actions.give_access(user, debtor, LitigantAccess.How.COUNTER, by=people.clerk, at=AT)
    return acting(user, AT.date())


def knows(application: Application, user: User) -> bool:
    """Whether the debtor finds the enforcement in any of the ways in which litigants find their cases."""
    case, debtor = opened_by(application), debtor_of(application)
    listed = any(each.case == case for matter in own_matters(user, LATER.date()) for each in matter.cases)
    opened = own_case(user, case.pk) is not None
    at_window = WindowPerson("黄小明", "", "", "", "", litigant=debtor)
    shown = any(each == case for matter in matters_at_window(at_window) for each in matter.cases)
    try:
        found = look_up(case.number, code_of(case, "defendant"), address="10.0.0.1", at=LATER).case == case
    except NothingFound:
        found = False
    assert listed == opened == shown == found
    return listed


def test_whoever_is_enforced_against_finds_nothing_and_is_handed_no_code(
    people: People, application: Application, browse: Browse
) -> None:
    user, case = debtor_signed_in(application, people), opened_by(application)
    assert not knows(application, user)
    title = application.title_case
    assert title is not None and own_case(user, title.pk) is not None
    with pytest.raises(Refused, match="以前不告知被执行人"):
        code_sheet(case, debtor_of(application))
    assert code_sheet(case, application.applicant).code
    assert look_up(case.number, code_of(case), address="10.0.0.2", at=LATER).case == case
    assert not TimelineEntry.objects.filter(litigant=debtor_of(application), text__contains="执行").exists()
    client = browse(None)
    client.post(
        "/progress/", {"number": application.title_case.number, "code": code_of(application.title_case, "defendant")}
    )
    assert case.number not in client.get("/progress/case/").content.decode()
    assert client.post(reverse("enforcement_open", args=[case.pk])).status_code == 404
    assert not Message.objects.filter(address="19900000004").exists()


def debtor_reads_of_it_in_the_case_of_the_title(browse: Browse, application: Application, user: User) -> bool:
    """From the case that was judged, and from their own list, the debtor gets to the enforcement, by either way."""
    case, title = opened_by(application), application.title_case
    (sent,) = Message.objects.filter(address="19900000004")
    assert "您是本案被执行人，2023年4月3日送达执行通知书" in sent.text and "12368" in sent.text
    by_code, signed_in = browse(None), browse(user)
    by_code.post("/progress/", {"number": title.number, "code": code_of(title, "defendant")})
    signed_in.post(reverse("mine_open", args=[title.pk]))
    for client in (by_code, signed_in):
        page = client.get("/progress/case/").content.decode()
        assert f"案号{case.number}" in page and f'href="{reverse("enforcement_apply")}"' not in page
        client.post(reverse("enforcement_open", args=[case.pk]))
        page = client.get("/progress/case/").content.decode()
        assert f"</span>{'执行中'}" in page and "申请执行" in page and "48,440.00元" in page
    assert case.number in signed_in.get("/mine/").content.decode()
    return True


def test_the_notice_that_was_served_opens_it_and_ends_the_ten_days(
    people: People, application: Application, browse: Browse
) -> None:
    user, debtor, case = debtor_signed_in(application, people), debtor_of(application), opened_by(application)
    with pytest.raises(Forbidden):
        actions.note_notice(application, debtor.pk, LATER.date(), by=people.clerk, at=LATER)
    officer, address = browse(people.officer), reverse("enforcement", args=[application.pk])
    assert "执行通知送达以前被执行人查不到本案" in officer.get(address).content.decode()
    notice = reverse("enforcement_notice", args=[application.pk])
    early = send(officer, notice, respondent=str(debtor.pk), served_on="2023-04-02")
    assert (early.status_code, "送达之日应当在执行立案之日" in early.content.decode()) == (422, True)
    assert send(officer, notice, respondent=str(debtor.pk), served_on="2023-04-03").status_code == 302
    assert knows(application, user)
    assert debtor_reads_of_it_in_the_case_of_the_title(browse, application, user)
    assert not Clock.objects.filter(case=case, period_id="EX-NOTICE-10", stopped_on__isnull=True).exists()
    page = officer.get(address).content.decode()
    assert "2023年4月3日送达" in page
    assert notice not in page
    with pytest.raises(Refused, match="已经登记送达"):
        actions.note_notice(application, debtor.pk, LATER.date(), by=people.officer, at=LATER)


def test_a_measure_of_the_enforcement_that_was_told_opens_it(people: People, application: Application) -> None:
    user, debtor, case = debtor_signed_in(application, people), debtor_of(application), opened_by(application)
    frozen = MeasureDraft(
        case_id=case.pk,
        applicant_id=application.applicant_id,
        owner_id=debtor.pk,
        way="freeze",
        property_kind="deposit",
        description="账户",
        basis=f"{case.number}之一",
        taken_on=LATER.date(),
        amount_fen=100,
        purpose="enforcement",
    )
    taken = record_many([frozen], by=people.officer, at=LATER)
    assert not knows(application, user)
    tell_owners(taken, by=people.officer, at=LATER)
    assert knows(application, user)
    assert queries.withheld_from([debtor.pk]) == set()


def test_the_applicant_alone_gets_an_sms_that_it_was_opened(people: People, application: Application) -> None:
    (sent,) = Message.objects.filter(subject=f"case:{opened_by(application).pk}")
    assert sent.address == "19900000003"
    assert "您的执行申请已经立案" in sent.text
    assert "黄小明" not in sent.text


def test_no_procedure_is_promised_where_nothing_is_tried(
    people: People, application: Application, browse: Browse
) -> None:
    client, case = browse(None), opened_by(application)
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    page = client.get("/progress/case/").content.decode()
    assert case.number in page
    assert "待确定" not in page


def test_before_anybody_has_it_the_enforcement_is_not_said_to_go_on_and_the_applicant_reads_the_day(
    people: People, application: Application, browse: Browse
) -> None:
    client, case, title = browse(None), opened_by(application), application.title_case
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    page = client.get("/progress/case/").content.decode()
    assert "</span>已立案，待分案" in page and "执行员应当在2023年4月13日前（含当日）发出" in page
    assert "已立案，待分案" in browse(people.clerk).get(reverse("case", args=[case.pk])).content.decode()
    client.post("/progress/", {"number": title.number, "code": code_of(title)})
    assert "应当在2023年4月13日前（含当日）" in client.get(reverse("enforcement_apply")).content.decode()
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    assert "</span>执行中" in client.get("/progress/case/").content.decode()


def test_the_pages_of_an_enforcement_speak_of_enforcing(
    people: People, application: Application, browse: Browse
) -> None:
    case = opened_by(application)
    text = browse(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    assert "<h2>原案诉讼请求</h2>" in text and f"执行请求：{application.request.splitlines()[0]}" in text
    assert "请点“申请执行”中的收件编号查看" in text
    applicant = browse(None)
    applicant.post("/progress/", {"number": case.number, "code": code_of(case)})
    shown = applicant.get("/progress/case/").content.decode()
    assert "<dt>执行人员</dt>" in shown and "承办法官" not in shown
    assert "有新的财产线索的，请告诉执行员，也可以拨打12368" in shown
