"""司法确认、诉前调解书: applied for together, in time, where the law allows; ruled on; binding when served."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, PASSWORD, People
from tests.support.mediated import KIND, agreed, applied, dispute, looker
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Clock, Counsel, Litigant
from tianping.cases.permissions import Looker
from tianping.intake.mediation.actions import Referral
from tianping.kernel import outbox
from tianping.kernel.models import Event, Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees.queries import item_of
from tianping.papers.documents import actions as papers
from tianping.papers.documents.queries import Paper
from tianping.papers.service import actions as service
from tianping.papers.service.actions import Tried
from tianping.papers.service.models import Delivery
from tianping.trial.confirmation import actions, queries
from tianping.trial.confirmation.models import Application

PHONES = ("19900000031", "19900000032")
LATER = AT + datetime.timedelta(days=31)


def running(referral: Referral) -> set[str]:
    rows = Clock.objects.filter(matter=referral.case.matter_id, stopped_on__isnull=True)
    return set(rows.values_list("period_id", flat=True))


def issued(people: People, application: Application) -> Paper:
    """What was decided, proof-read, signed and issued."""
    application.refresh_from_db()
    paper = application.paper
    assert paper is not None
    papers.proofread(paper, by=people.clerk, at=AT)
    papers.sign(paper, by=people.judge, at=AT)
    papers.issue(paper, by=people.judge, at=AT)
    outbox.deliver(list(Event.objects.filter(name__startswith="papers.").values_list("pk", flat=True)))
    return paper


def handed(people: People, paper: Paper, *roles: str) -> None:
    """The paper is handed to the litigants of these roles."""
    rows = Delivery.objects.filter(paper=paper, litigant__role__in=roles)
    tried = Tried(method="direct", day=DAY)
    service.record_attempts_many([row.pk for row in rows], tried, by=people.judge, at=AT)
    outbox.deliver(list(Event.objects.filter(name__startswith="papers.").values_list("pk", flat=True)))


def text_of(paper: Paper) -> str:
    return "\n".join(line[1] for line in paper.body)


def test_both_apply_and_the_court_has_three_days(people: People, referral: Referral) -> None:
    application = actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=AT)
    assert (application.status, running(referral)) == ("asked", {"CONF-APPLY-30"})
    with pytest.raises(Overtaken):
        actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=AT)
    with pytest.raises(Refused, match="对方已经申请司法确认"):
        actions.apply(looker(referral.case, "defendant"), KIND.PAPER, True, at=AT)
    actions.apply(looker(referral.case, "defendant"), KIND.CONFIRMATION, True, at=AT)
    application.refresh_from_db()
    assert (application.status, application.received_on, running(referral)) == ("received", DAY, {"CONF-ACCEPT-3"})


def test_the_page_of_the_mediation_says_what_comes_after_both_have_applied(people: People, referral: Referral) -> None:
    client, case = Client(), referral.case
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    said = "三十日内可以共同申请司法确认"
    assert said in client.get("/progress/case/").content.decode()
    application = applied(referral)
    page = client.get("/progress/case/").content.decode()
    assert "已共同申请，待受理" in page and "三日内决定是否受理" in page and said not in page
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    assert "请到新的案号查看审查的进度" in client.get("/progress/case/").content.decode()


def test_who_promises_nothing_or_comes_too_late_is_refused(people: People, referral: Referral) -> None:
    with pytest.raises(Refused, match="承诺"):
        actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, False, at=AT)
    with pytest.raises(Refused, match="三十日内提出"):
        actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=LATER)
    assert actions.apply(looker(referral.case, "plaintiff"), KIND.PAPER, True, at=LATER).status == "asked"


def test_a_divorce_is_not_confirmed_but_may_become_a_mediation_paper(people: People) -> None:
    referral = agreed(people, dispute("离婚纠纷"))
    with pytest.raises(Refused, match="第三百五十五条第一款第（三）项"):
        actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=AT)
    assert applied(referral, KIND.PAPER).status == "received"


def test_accepted_it_has_its_number_its_judge_and_fifteen_days_and_costs_nothing(
    people: People, referral: Referral
) -> None:
    for litigant, phone in zip(referral.case.matter.litigants.order_by("position"), PHONES, strict=True):
        Litigant.objects.filter(pk=litigant.pk).update(phone=phone)
    application = applied(referral)
    with pytest.raises(Forbidden):
        actions.accept(application, people.judge, by=people.judge, at=AT)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    assert case.number == "（2023）甘1027诉前调确1号"
    assert (case.responsible, running(referral), item_of(case)) == (people.judge, {"CONF-DECIDE-15"}, None)
    told = Message.objects.filter(key__startswith=f"confirmation:{application.pk}:accepted:").order_by("pk")
    assert list(told.values_list("address", "text")) == [
        (
            phone,
            "【镇原县人民法院】（2023）甘1027诉前调确1号：双方申请司法确认，本院已经受理，由法官审查调解协议，"
            "在2023年2月21日前（含当日）作出裁定，送达双方；有特殊情况依法延长的除外。如有疑问请拨打12368。",
        )
        for phone in PHONES
    ]


def test_both_applicants_get_the_notice_that_it_was_accepted(people: People, referral: Referral) -> None:
    # 司法确认规定第四条第一款.
    case = actions.accept(applied(referral), people.judge, by=people.clerk, at=AT)
    notices = {each.addressee.name: each for each in Paper.objects.filter(case=case) if each.addressee is not None}
    assert {(each.kind, each.status) for each in notices.values()} == {("acceptance_notice", "issued")}
    for name, other in (("王原告", "李被告"), ("李被告", "王原告")):
        text = text_of(notices[name])
        for said in (
            f"你与{other}就民间借贷纠纷达成调解协议",
            "由审判员孙法审查",
            "第二百零一条",
            "第四条第一款",
            "十五日内作出裁定",
        ):
            assert said in text, said
        assert "起诉" not in text.replace("也可以向人民法院提起诉讼", "") and "案件受理费" not in text
    outbox.deliver(list(Event.objects.filter(name__startswith="papers.").values_list("pk", flat=True)))
    assert set(Delivery.objects.values_list("litigant__name", flat=True)) == {"王原告", "李被告"}


def test_a_request_for_a_mediation_paper_has_no_notice_of_a_confirmation(people: People, referral: Referral) -> None:
    case = actions.accept(applied(referral, KIND.PAPER), people.judge, by=people.clerk, at=AT)
    assert not Paper.objects.filter(case=case).exists()


def test_confirmed_it_binds_once_both_were_served(people: People, referral: Referral) -> None:
    application = applied(referral)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    with pytest.raises(Forbidden):
        actions.decide(application, [], "", by=people.second_judge, at=AT)
    actions.decide(application, [], "", by=people.judge, at=AT)
    paper = issued(people, application)
    assert paper.number == case.number
    article = "《中华人民共和国民事诉讼法》第二百零二条"
    for said in ("申请人：王原告", "调解协议有效", article, "送达双方当事人后发生法律效力"):
        assert said in text_of(paper), said
    handed(people, paper, "plaintiff")
    application.refresh_from_db()
    assert application.status == "decided"
    handed(people, paper, "defendant")
    application.refresh_from_db()
    case.refresh_from_db()
    assert (application.status, application.result) == ("effective", "granted")
    assert (case.status, case.effective_on, running(referral)) == ("closed", DAY, set())


def test_once_it_binds_no_page_offers_what_was_done_and_the_history_says_each_thing_once(
    people: People, referral: Referral, browse: Browse
) -> None:
    application = applied(referral)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    actions.decide(application, [], "", by=people.judge, at=AT)
    handed(people, issued(people, application), "plaintiff", "defendant")
    client = Client()
    client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case, "defendant")})
    public = client.get("/progress/case/").content.decode()
    staff = browse(people.clerk).get(f"/cases/{referral.case_id}/").content.decode()
    assert "请求法院出具调解书" not in public and "请求法院出具调解书" not in staff
    assert "按照协议履行；一方不履行的，对方可以申请强制执行" in public
    assert "已经司法确认或者出具调解书的，一方不履行，对方可以申请强制执行" in staff
    own = browse(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    assert own.count("本院受理司法确认的申请") == 1
    assert "申请人王原告申请司法确认。" in own
    assert "原告王原告" not in own


def test_what_is_dismissed_names_its_items(people: People, referral: Referral) -> None:
    application = applied(referral)
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="应当写明理由"):
        actions.decide(application, ["unclear"], " ", by=people.judge, at=AT)
    actions.decide(application, ["unclear"], "付款账户没有写明", by=people.judge, at=AT)
    text = text_of(issued(people, application))
    assert "第三百五十八条第五项" in text
    assert "驳回王原告、李被告的申请" in text


def test_a_mediation_paper_is_charged_half(people: People, referral: Referral) -> None:
    application = applied(referral, KIND.PAPER)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    item = item_of(case)
    assert item is not None
    assert (case.type_code, item.amount_fen) == ("诉前调书", 52_500)
    actions.decide(application, [], "", by=people.judge, at=AT)
    assert "请求本院出具调解书" in text_of(issued(people, application))


def test_what_is_not_accepted_says_why_and_the_agreement_stands(people: People, referral: Referral) -> None:
    application = applied(referral)
    with pytest.raises(Refused, match="选择属于哪一种情形"):
        actions.refuse(application, [], "理由", by=people.clerk, at=AT)
    actions.refuse(application, ["title"], "协议确认了房屋归属", by=people.clerk, at=AT)
    assert "第三百五十五条第一款第（五）项" in application.why
    assert running(referral) == set()
    actions.apply(looker(referral.case, "plaintiff"), KIND.PAPER, True, at=AT)


def test_an_application_is_taken_back_until_it_is_decided(people: People, referral: Referral) -> None:
    application = applied(referral)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    actions.withdraw(looker(referral.case, "defendant"), at=AT)
    application.refresh_from_db()
    case.refresh_from_db()
    assert (application.status, case.status, running(referral)) == ("withdrawn", "closed", set())


def test_counsel_take_an_application_back_only_by_a_mandate_that_names_it(
    people: People, referral: Referral, browse: Browse
) -> None:
    # 民事诉讼法第六十二条第二款; on the new number, too, they stay the counsel that they are.
    application = applied(referral)
    actions.accept(application, people.judge, by=people.clerk, at=AT)
    lawyer = add_person("lvheng", "律衡", PASSWORD, by=None, at=AT)
    appoint(lawyer, Post.LAWYER, since=DAY, by=None, at=AT)
    lawyer = acting(lawyer, DAY)
    theirs = referral.case.matter.litigants.get(role="defendant")
    draft = CounselDraft(theirs.pk, "律衡", Counsel.Kind.LAWYER, Counsel.Authority.GENERAL, user_id=lawyer.pk)
    (counsel,) = name_counsel_many([draft], by=people.clerk, at=AT)
    with pytest.raises(Refused, match="一般授权的诉讼代理人不能代为撤回申请.*请由当事人本人办理"):
        actions.withdraw(Looker(referral.case, theirs, lawyer, as_counsel=True), at=AT)
    client = browse(lawyer)
    send(client, reverse("mine_open", args=[referral.case_id]))
    assert send(client, "/progress/confirmation/case/")["Location"] == "/progress/case/"
    page = client.get("/progress/confirmation/").content.decode()
    assert "不能代为撤回申请" in page and "/progress/confirmation/withdraw/" not in page
    assert send(client, "/progress/confirmation/withdraw/").status_code == 422
    application.refresh_from_db()
    assert application.status == "accepted"
    Counsel.objects.filter(pk=counsel.pk).update(authority=Counsel.Authority.SPECIAL, scope="代为撤回申请")
    send(client, "/progress/confirmation/withdraw/")
    application.refresh_from_db()
    assert application.status == "withdrawn"


def test_a_judge_whom_a_litigant_knows_is_not_named(people: People, referral: Referral) -> None:
    application = applied(referral)
    with pytest.raises(Refused, match="请另行指定"):
        actions.accept(application, people.mediator, by=people.clerk, at=AT)
    assert people.judge in queries.possible_judges(application, on=DAY)


def test_from_the_pages_both_apply_the_clerk_accepts_and_the_judge_decides(
    people: People, referral: Referral, browse: Browse
) -> None:
    for role in ("plaintiff", "defendant"):
        client = Client()
        client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case, role)})
        assert "申请司法确认" in client.get("/progress/case/").content.decode()
        refused = send(client, "/progress/confirmation/", kind="confirmation")
        assert "请阅读承诺的内容" in refused.content.decode()
        send(client, "/progress/confirmation/", kind="confirmation", promised="on")
    application = Application.objects.get()
    address, clerk, judge = f"/confirmations/{application.pk}/", browse(people.clerk), browse(people.judge)
    listed = clerk.get("/confirmations/").content.decode()
    # 三日内决定是否受理: applied for on Monday the 6th.
    assert "王原告" in listed
    assert "2023年2月9日" in listed
    assert judge.get(address).status_code == 404
    for who in (people.mediator, people.stranger):
        assert browse(who).get(address).status_code == 403
    send(clerk, f"{address}accept/", **{"accept-judge": people.judge.pk})
    assert "审查发现的问题" in judge.get(address).content.decode()
    send(judge, f"{address}decide/")
    application.refresh_from_db()
    assert application.status == "decided"
    assert send(client, "/progress/confirmation/case/")["Location"] == "/progress/case/"
    assert "诉前调确" in client.get("/progress/case/").content.decode()
    assert Client().get("/progress/confirmation/")["Location"] == "/progress/"
    assert Litigant.objects.count() == 2


def test_whoever_joins_reads_what_is_joined_and_whoever_asks_anew_asks_for_themselves(
    people: People, referral: Referral
) -> None:
    client, number = Client(), referral.case.number
    client.post("/progress/", {"number": number, "code": code_of(referral.case, "plaintiff")})
    send(client, "/progress/confirmation/", kind="paper", promised="on")
    other = Client()
    other.post("/progress/", {"number": number, "code": code_of(referral.case, "defendant")})
    page = other.get("/progress/confirmation/").content.decode()
    assert "对方请求法院出具调解书" in page
    assert "同意并一起申请" in page
    assert "不收费" not in page
    send(client, "/progress/confirmation/withdraw/")
    assert Application.objects.get().status == "withdrawn"
    anew = other.get("/progress/confirmation/").content.decode()
    assert "对方请求法院出具调解书" not in anew
    assert "提交申请" in anew
