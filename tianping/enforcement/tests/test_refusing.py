"""通知补正、裁定不予受理、撤回: an application is corrected once, refused by a judge with reasons, or taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import People
from tests.support.enforced import draft, ended, looker, on
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.enforcement import actions
from tianping.enforcement.models import Application
from tianping.kernel import outbox
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.queries import Paper
from tianping.papers.service.queries import deliveries_of

LATER = on(2023, 4, 3)
REASON = "判决书没有确定被执行人向申请执行人给付款项的义务。"


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


@pytest.fixture
def application(people: People) -> Application:
    """The bank's application against 黄小明, both with a telephone."""
    case = ended(people, Case.ClosingWay.JUDGMENT)
    for role, phone in (("plaintiff", "19900000003"), ("defendant", "19900000004")):
        case.matter.litigants.filter(role=role).update(phone=phone)
    return actions.apply(looker(case), draft(case), at=LATER)


def in_the_case(browse: Browse, application: Application, role: str = "plaintiff") -> Client:
    title, client = application.title_case, browse(None)
    assert title is not None
    client.post("/progress/", {"number": title.number, "code": code_of(title, role)})
    return client


def on_duty(application: Application) -> User:
    application.refresh_from_db()
    assert application.refusal_judge is not None
    return acting(application.refusal_judge, LATER.date())


def test_corrections_are_asked_for_once_with_every_point_and_the_day_of_receipt_stays(
    people: People, application: Application, browse: Browse
) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_correction", args=[application.pk])
    assert send(clerk, address, points=" ").status_code == 422
    assert send(clerk, address, points="补交身份证复印件\n写明利息的起算日").status_code == 302
    application.refresh_from_db()
    assert (application.status, str(application.correct_by)) == ("correcting", "2023-04-18")
    (sent,) = Message.objects.filter(key__startswith="enforcement_correction:")
    assert (sent.address, "补交身份证复印件；写明利息的起算日" in sent.text) == ("19900000003", True)
    own = in_the_case(browse, application).get(reverse("enforcement_apply")).content.decode()
    assert "2023年4月18日前" in own and "写明利息的起算日" in own
    actions.take_corrections(application, {1: "身份证复印件1份", 2: "说明1份"}, by=people.clerk, at=LATER)
    application.refresh_from_db()
    assert (application.status, application.received_at) == ("received", LATER)
    with pytest.raises(Refused, match="已经通知过一次补正"):
        actions.ask_correction(application, "再补", by=people.clerk, at=LATER)
    with pytest.raises(Forbidden):
        actions.ask_correction(application, "再补", by=people.judge, at=LATER)


def test_a_judge_refuses_by_a_ruling_that_goes_to_the_applicant_alone(
    people: People, application: Application, browse: Browse
) -> None:
    clerk, address = browse(people.clerk), reverse("enforcement_refusal", args=[application.pk])
    short = send(clerk, address, **{"refusal-ground": "no_performance", "refusal-reason": "没有"})
    assert (short.status_code, "至少10个字" in short.content.decode()) == (422, True)
    assert send(clerk, address, **{"refusal-ground": "no_performance", "refusal-reason": REASON}).status_code == 302
    judge = on_duty(application)
    other = people.second_judge if judge.pk == people.judge.pk else people.judge
    ruling = reverse("enforcement_ruling", args=[application.pk])
    assert browse(other).get(ruling).status_code == 404
    bench, whole = browse(judge), reverse("enforcement", args=[application.pk])
    assert browse(other).get(whole).status_code == 404
    read = bench.get(whole).content.decode()
    assert REASON in read and f'href="{ruling}"' in read and reverse("enforcement_list") + '"' not in read
    assert ruling in bench.get(reverse("today")).content.decode()
    sent = send(bench, ruling, ground="no_performance", reason=REASON)
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    paper = Paper.objects.get(variant="enforcement_not_accepted")
    assert (paper.number, paper.addressee) == ("（2023）甘1027执1号", application.applicant)
    text = "".join(str(part) for paragraph in paper.body for part in paragraph)
    assert (
        "执行裁定书" in text
        and f"本院经审查认为，{REASON}依照" in text
        and "第十六条第一款第三项、第十六条第二款" in text
    )
    # Until it is issued, there is no number for anybody.
    own = in_the_case(browse, application)
    assert paper.case.number not in own.get("/progress/case/").content.decode()
    paper_actions.proofread_many([paper], by=people.clerk, at=LATER)
    paper_actions.sign_many([paper], by=judge, at=LATER)
    paper_actions.issue_many([paper], by=judge, at=LATER)
    outbox.deliver(outbox.undelivered())
    paper.case.refresh_from_db()
    assert (paper.case.status, paper.case.closing_way) == ("closed", "not_accepted")
    assert [each.litigant for each in deliveries_of(paper.case_id)] == [application.applicant]
    page = own.get("/progress/case/").content.decode()
    assert "不予受理" in page and paper.case.number in page
    own.post(reverse("enforcement_open", args=[paper.case_id]))
    assert "本院裁定不予受理执行申请" in own.get("/progress/case/").content.decode()
    assert "申请复议" in Message.objects.get(address="19900000003", text__contains="不予受理").text
    assert not Message.objects.filter(address="19900000004").exists()
    debtor = in_the_case(browse, application, "defendant").get("/progress/case/").content.decode()
    assert paper.case.number not in debtor


def test_the_judge_may_give_it_back_and_the_clerk_opens_it(people: People, application: Application) -> None:
    actions.propose_refusal(application, "not_due", REASON, by=people.clerk, at=LATER)
    judge = on_duty(application)
    with pytest.raises(Forbidden):
        actions.refuse(application, "not_due", REASON, by=people.clerk, at=LATER)
    actions.return_refusal(application, "履行期限已经届满。", by=judge, at=LATER)
    application.refresh_from_db()
    assert actions.accept(application, by=people.clerk, at=LATER).type_code == "执"


def test_the_two_years_are_no_ground(people: People, application: Application) -> None:
    with pytest.raises(Refused, match="超过申请执行期间的，应当受理"):
        actions.propose_refusal(application, "late", REASON, by=people.clerk, at=LATER)


def test_the_applicant_takes_it_back_before_it_is_opened_and_may_apply_again(
    people: People, application: Application, browse: Browse
) -> None:
    client, address = in_the_case(browse, application), reverse("enforcement_take_back")
    assert send(client, address, reason="").status_code == 422
    assert send(client, address, reason="对方已经付清").status_code == 302
    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert "收款账户户名" in client.get(reverse("enforcement_apply")).content.decode()
    assert send(in_the_case(browse, application, "defendant"), address, reason="不是我的").status_code == 404
