"""After somebody applied the other is asked to join; after the paper is drawn up somebody is led to read it."""

import re

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse
from tests.support.court import AT, DAY, PASSWORD, People
from tests.support.mediated import KIND, agreed, applied, dispute, looker
from tianping.accounts.actions import IdentityDraft, add_person, appoint, sign_up
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases.actions import give_access
from tianping.cases.models import Litigant, LitigantAccess, Seat
from tianping.intake.mediation.actions import Referral
from tianping.kernel.models import Message
from tianping.papers.documents import actions as papers
from tianping.papers.documents.queries import papers_by_id, to_proofread
from tianping.papers.service import actions as service
from tianping.papers.service.actions import Tried
from tianping.trial.assignment.actions import add_member, open_pool
from tianping.trial.assignment.models import Member
from tianping.trial.confirmation import actions
from tianping.trial.confirmation.models import Application

HIS = "19900000001"


@pytest.fixture
def court_clerk(people: People) -> User:
    """范书 is the clerk of 孙法."""
    person = add_person("bailiff", "范书", PASSWORD, by=None, at=AT)
    appoint(person, Post.COURT_CLERK, since=DAY, by=None, at=AT)
    pool = open_pool("第一团队", by=people.head, at=AT)
    add_member(pool, people.judge, Member.Role.JUDGE, by=people.head, at=AT)
    serving = acting(person, DAY)
    add_member(pool, serving, Member.Role.CLERK, serves=people.judge, by=people.head, at=AT)
    return serving


def decided(people: People, referral: Referral) -> Application:
    """Accepted, and the ruling drawn up by the judge."""
    application = applied(referral)
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    actions.decide(application, [], "", by=people.judge, at=AT)
    application.refresh_from_db()
    return application


def with_telephone(referral: Referral) -> None:
    Litigant.objects.filter(matter=referral.case.matter_id, role="defendant").update(phone=HIS)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (KIND.CONFIRMATION, "申请司法确认（不收费），要双方都申请，本院才能受理。同意的，请在2023年3月8日前"),
        (KIND.PAPER, "请求出具调解书（受理费减半），要双方都申请，本院才能受理。"),
    ],
)
def test_the_other_side_is_told_that_an_application_waits_for_them(
    people: People, referral: Referral, kind: Application.Kind, words: str
) -> None:
    with_telephone(referral)
    before = Message.objects.count()
    actions.apply(looker(referral.case, "plaintiff"), kind, True, at=AT)
    (text,) = Message.objects.order_by("pk").values_list("text", flat=True)[before:]
    assert words in text and "王原告" not in text
    assert Message.objects.latest("pk").address == HIS
    actions.apply(looker(referral.case, "defendant"), kind, True, at=AT)
    assert Message.objects.filter(text__contains="本院才能受理").count() == 1


def test_both_ways_say_what_they_cost_do_and_take(people: People, referral: Referral, browse: Browse) -> None:
    client = Client()
    client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case)})
    page = client.get("/progress/confirmation/").content.decode()
    counter = browse(people.clerk).get(f"/confirmations/cases/{referral.case_id}/new/").content.decode()
    for shown in (page, counter):
        assert "费用：不收费。" in shown and "案件受理费减半，本案525.00元" in shown
        assert "2023年3月8日前（含当日）双方都要申请" in shown and "双方签收后生效" in shown


def test_where_nothing_can_be_confirmed_only_the_paper_is_explained(people: People) -> None:
    referral, client = agreed(people, dispute("离婚纠纷")), Client()
    client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case)})
    page = client.get("/progress/confirmation/").content.decode()
    assert "案件受理费减半" in page and "费用：不收费。" not in page


def test_the_clerk_of_the_judge_serves_in_it_and_proof_reads(
    people: People, court_clerk: User, referral: Referral, browse: Browse
) -> None:
    application = decided(people, referral)
    assert application.case is not None and application.paper is not None
    seats = Seat.objects.filter(case=application.case).order_by("pk").values_list("user", "role")
    assert list(seats) == [(people.judge.pk, "sole"), (court_clerk.pk, "clerk")]
    assert list(to_proofread(court_clerk)) == [application.paper]
    client = browse(court_clerk)
    assert client.get(f"/documents/{application.paper.pk}/").status_code == 200
    assert "文书待校对" in client.get(f"/confirmations/{application.pk}/").content.decode()
    papers.proofread(application.paper, by=court_clerk, at=AT)


def test_the_judge_reads_who_proof_reads_and_what_follows(
    people: People, court_clerk: User, referral: Referral, browse: Browse
) -> None:
    application = decided(people, referral)
    judge, address = browse(people.judge), f"/confirmations/{application.pk}/"
    paper = application.paper
    assert paper is not None
    assert "由范书校对" in judge.get(address).content.decode()
    assert "拟稿人不能校对自己的文书" in judge.get(f"/documents/{paper.pk}/").content.decode()
    papers.proofread(paper, by=court_clerk, at=AT)
    assert "文书待签署" in judge.get(address).content.decode()
    paper.refresh_from_db()
    papers.sign(paper, by=people.judge, at=AT)
    assert "文书待制发" in judge.get(address).content.decode()
    paper.refresh_from_db()
    papers.issue(paper, by=people.judge, at=AT)
    assert "待送达" in judge.get(address).content.decode()


def test_without_a_team_the_page_says_who_else_proof_reads(people: People, referral: Referral, browse: Browse) -> None:
    application = decided(people, referral)
    page = browse(people.judge).get(f"/confirmations/{application.pk}/").content.decode()
    assert "请立案庭或者庭长校对" in page


def test_a_litigant_reads_no_result_of_a_draft(people: People, referral: Referral) -> None:
    application, client = decided(people, referral), Client()
    client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case)})
    page = client.get("/progress/confirmation/").content.decode()
    assert "确认有效" not in page and "待送达" not in page and "审查中" in page
    paper = application.paper
    assert paper is not None
    papers.proofread(paper, by=people.clerk, at=AT)
    papers.sign(paper, by=people.judge, at=AT)
    papers.issue(paper, by=people.judge, at=AT)
    page = client.get("/progress/confirmation/").content.decode()
    assert "确认有效" in page and "待送达" in page


def test_from_the_issue_on_no_page_says_that_the_agreement_is_still_reviewed(
    people: People, referral: Referral
) -> None:
    application = decided(people, referral)
    paper, case = application.paper, application.case
    assert paper is not None and case is not None
    user = acting(sign_up(HIS, IdentityDraft("李被告", "resident_id", "622827198001010014"), at=AT), DAY)
    his = Litigant.objects.get(matter=case.matter_id, role="defendant")
    give_access(user, his, LitigantAccess.How.FILED, by=user, at=AT)
    client = Client()
    client.force_login(user)

    def shown() -> str:
        pages = [client.get("/mine/").content.decode()]
        for number in (case, referral.case):
            client.post(f"/mine/{number.pk}/open/")
            pages.append(client.get("/progress/case/").content.decode())
        return "".join(pages)

    assert "法官正在审查调解协议" in shown() and "法院已经作出裁定" not in shown()
    papers.proofread(paper, by=people.clerk, at=AT)
    papers.sign(paper, by=people.judge, at=AT)
    papers.issue(paper, by=people.judge, at=AT)
    page = shown()
    assert "正在审查" not in page
    assert page.count("法院已经作出裁定，正在送达双方。") == 4 and f"请到新的案号{case.number}里查看" in page
    ids = [each.pk for each in service.plan_many(papers_by_id([paper.pk]), by=None, at=AT)]
    service.record_attempts_many(ids, Tried("direct", DAY), by=people.judge, at=AT)
    actions.hear_papers_served(at=AT, delivery_ids=ids)
    page = shown()
    assert "正在审查" not in page and "正在送达" not in page
    assert page.count("法院裁定调解协议有效，裁定书已经送达双方。") == 4 and "可以申请强制执行" in page


def test_whoever_applied_first_reads_both_ways_in_which_the_other_joins(people: People, referral: Referral) -> None:
    client, others = Client(), Litigant.objects.filter(matter=referral.case.matter_id, role="defendant")
    client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case)})
    actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=AT)
    page = client.get("/progress/confirmation/").content.decode()
    assert "用手机短信登录，在“我的案件”里打开本案；或者用本案的案号和他的查询码打开本案。" in page
    # A mobile number says who a person is, never for which organisation they answer.
    others.update(kind="legal")
    page = client.get("/progress/confirmation/").content.decode()
    assert "短信登录" not in page and "请告诉对方也来申请：用本案的案号和他的查询码打开本案。" in page


def test_the_list_opens_on_what_waits_for_whoever_looks(
    people: People, court_clerk: User, referral: Referral, browse: Browse
) -> None:
    def opened(user: User) -> str:
        page = browse(user).get("/confirmations/").content.decode()
        (found,) = re.findall(r'aria-current="page"[^>]*>([^<]+)<', page.partition('aria-label="申请的进度"')[2])
        return str(found)

    assert opened(people.clerk) == "待受理"
    application = applied(referral)
    assert (opened(people.clerk), opened(people.judge)) == ("待受理", "待受理")
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    assert [opened(each) for each in (people.judge, court_clerk, people.clerk)] == ["审查中"] * 3
    page = browse(people.judge).get("/confirmations/").content.decode()
    assert re.search(r"<span>司法确认</span><span class=\"tp-count\">1<", page)
    other = applied(agreed(people, dispute()))
    assert (opened(people.clerk), opened(people.judge)) == ("待受理", "审查中")
    assert other.status == "received"
