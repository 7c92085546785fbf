"""不予受理: the clerk proposes, the judge whose turn it is rules, whoever sues reads the ruling; nobody else does."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.support.cases import code_of
from tests.support.court import AT, DAY, People
from tests.support.pleadings import whole
from tests.support.refusals import issued, refused
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock
from tianping.cases.permissions import WindowPerson
from tianping.cases.queries import matters_at_window, stages
from tianping.intake.application import actions as application_actions
from tianping.intake.application.models import Application
from tianping.intake.filing import actions, queries
from tianping.intake.filing.models import Filing
from tianping.intake.mediation.permissions import may_entrust
from tianping.kernel import outbox
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents import queries as paper_queries
from tianping.papers.service.models import Delivery
from tianping.trial.closing import actions as closing_actions
from tianping.trial.hearings.permissions import check_can_keep
from tianping.trial.scheduling.queries import cases_to_schedule

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
REASON = "双方在借款合同中约定由庆阳仲裁委员会仲裁，起诉人经本院告知后坚持起诉。"


@pytest.fixture
def plaintiff(people: People) -> User:
    """甄秀兰, who sues on her phone."""
    user = add_person("xiulan", "甄秀兰", "tianping-2023", by=None, at=AT)
    appoint(user, Post.LITIGANT, since=DAY, by=None, at=AT)
    return acting(user, DAY)


@pytest.fixture
def filing(plaintiff: User) -> Filing:
    """Her pleading, handed in."""
    application = whole(plaintiff)
    application_actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    pk = application_actions.hand_in(application, by=plaintiff, at=AT)
    return Filing.objects.select_related("matter").get(pk=pk)


@pytest.fixture
def page_of() -> PageOf:
    """A browser without scripts, signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def key() -> dict[str, str]:
    """The hidden key of a form sent for the first time."""
    return {"submission_key": str(uuid.uuid4())}


def judge_of(filing: Filing) -> User:
    """The judge before whom the refusal is."""
    filing.refresh_from_db()
    assert filing.refusal_judge is not None
    return acting(filing.refusal_judge, DAY)


def test_from_the_proposal_to_the_plaintiff_who_reads_the_ruling(
    people: People, plaintiff: User, filing: Filing, page_of: PageOf
) -> None:
    typed = {"refuse-ground": "arbitration", "refuse-reason": REASON}
    page_of(people.clerk).post(f"/filing/{filing.pk}/refuse/", {**typed, **key()})
    review = Clock.objects.get(matter=filing.matter_id, period_id="C-FILE-7")
    assert review.stopped_on is None
    judge = judge_of(filing)
    client = page_of(judge)
    assert f"/filing/rulings/{filing.pk}/" in client.get("/cases/today/").content.decode()
    page = client.get(f"/filing/rulings/{filing.pk}/").content.decode()
    assert REASON in page
    assert "双方达成书面仲裁协议" in page
    material = queries.materials_of(filing)[0]
    assert client.get(f"/filing/rulings/{filing.pk}/materials/{material.pk}/").status_code == 200
    assert client.post(f"/filing/rulings/{filing.pk}/", {"refuse-reason": REASON, **key()}).status_code == 422
    answer = client.post(f"/filing/rulings/{filing.pk}/", {**typed, **key()})
    filing.refresh_from_db()
    paper = queries.ruling_of(filing)
    assert paper is not None
    assert answer.headers["Location"] == f"/documents/{paper.pk}/"
    review.refresh_from_db()
    # A draft is no ruling: it may still be given up, and the seven days run.
    assert (filing.status, review.stopped_on) == ("refused", None)
    assert not Message.objects.filter(text__contains="不予受理").exists()
    words = "\n".join(each.text for each in paper_queries.body_of(paper))
    for said in (
        "起诉人：甄秀兰",
        "2023年2月6日，本院收到甄秀兰的起诉状，以贾有财为被告，因民间借贷纠纷提起诉讼。",
        "判令被告偿还借款本金50,000.00元",
        f"本院经审查认为，{REASON}",
        "《中华人民共和国民事诉讼法》第一百二十六条、第一百二十七条第二项规定",
        "对甄秀兰的起诉，本院不予受理。",
        "可以在裁定书送达之日起十日内，向本院递交上诉状",
        "向本院递交上诉状，上诉于甘肃省庆阳市中级人民法院。",
    ):
        assert said in words
    assert "被告：" not in words
    page_of(people.clerk).post(f"/documents/{paper.pk}/proofread/", key())
    client.post(f"/documents/{paper.pk}/sign/", key())
    client.post(f"/documents/{paper.pk}/issue/", key())
    outbox.deliver(outbox.undelivered())
    review.refresh_from_db()
    assert (review.stopped_on, review.stop_cause) == (DAY, "裁定不予受理")
    delivery = Delivery.objects.get(paper=paper)
    assert delivery.litigant.name == "甄秀兰"
    told = " ".join(Message.objects.values_list("text", flat=True))
    assert "不予受理裁定书已经制发，请登录“我的案件”" in told
    reader = page_of(plaintiff)
    receipt = reader.get(f"/apply/{Application.objects.get(filing=filing).pk}/receipt/").content.decode()
    assert f"{paper.number}民事裁定书（不予受理）已经制发" in receipt
    case = Case.objects.get(matter=filing.matter_id)
    opened = reader.post("/progress/", {"number": case.number, "code": code_of(case), **key()})
    assert opened.status_code == 302
    shown = reader.get(f"/progress/papers/{delivery.pk}/").content.decode()
    assert "民事裁定书" in shown
    assert reader.get(f"/progress/papers/{delivery.pk}/file/").status_code == 200


def test_nobody_is_told_of_a_refusal_before_its_ruling_is_issued(
    people: People, plaintiff: User, filing: Filing, page_of: PageOf
) -> None:
    paper = refused(filing, "arbitration", REASON, by=people.clerk)
    case = Case.objects.get(matter=filing.matter_id)
    reader, code, place = page_of(plaintiff), code_of(case), filing.matter.litigants.get(role="plaintiff")
    receipt = f"/apply/{Application.objects.get(filing=filing).pk}/receipt/"
    asked = {"number": case.number, "code": code}

    def read() -> str:
        return reader.get(receipt).content.decode() + reader.get("/mine/").content.decode()

    before = read()
    for told in (case.number, "不予受理", REASON, "上诉"):
        assert told not in before
    assert "待审查" in before
    assert "材料正在审查，还没有案号" in before
    assert reader.post(f"/mine/{case.pk}/open/").status_code == 404
    assert reader.post("/progress/", {**asked, **key()}).status_code == 422
    assert queries.states_in([filing.matter_id]) == {filing.matter_id: "待审查"}
    assert queries.handed_in_of([filing.matter_id])[filing.matter_id].state == "待审查"
    assert matters_at_window(WindowPerson(place.name, "", "", "", "", place))[0].cases == []
    issued(filing, paper, by=people.clerk)
    after = read()
    for told in (case.number, "不予受理", REASON, "上诉"):
        assert told in after
    assert reader.post("/progress/", {**asked, **key()}).status_code == 302
    page = reader.get("/progress/case/").content.decode()
    assert f"本院裁定不予受理，案号{case.number}；裁定书向起诉人送达。" in page
    assert "编号日期" in page
    assert "待确定" not in page
    assert queries.states_in([filing.matter_id]) == {filing.matter_id: "不予受理"}
    assert matters_at_window(WindowPerson(place.name, "", "", "", "", place))[0].cases == [case]


def test_whoever_was_to_be_sued_reads_nothing_of_it(people: People, filing: Filing) -> None:
    paper = refused(filing, "arbitration", REASON, by=people.clerk)
    issued(filing, paper, by=people.clerk)
    sued = filing.matter.litigants.get(role="defendant")
    assert not paper_queries.papers_for_litigant(sued.pk).exists()
    assert not Delivery.objects.filter(litigant=sued).exists()
    assert paper_queries.papers_for_litigant(filing.matter.litigants.get(role="plaintiff").pk).get() == paper


def test_only_the_judge_whose_turn_it_is_rules(people: People, filing: Filing, page_of: PageOf) -> None:
    actions.propose_refusal(filing, "scope", REASON, by=people.clerk, at=AT)
    judge = judge_of(filing)
    other = people.second_judge if judge.pk == people.judge.pk else people.judge
    for verb in (actions.refuse, actions.return_refusal):
        for person in (people.clerk, people.head, other, people.stranger):
            with pytest.raises(Forbidden):
                verb(filing, REASON, by=person, at=AT)
    address = f"/filing/rulings/{filing.pk}/"
    assert page_of(other).get(address).status_code == 404
    assert page_of(other).post(address, {"refuse-reason": REASON, **key()}).status_code == 404
    assert page_of(people.clerk).get(address).status_code == 403
    assert page_of(people.stranger).get(address).status_code == 403
    filing.refresh_from_db()
    assert filing.status == "refusing"


def test_a_judge_who_must_not_sit_is_not_asked(people: People, filing: Filing) -> None:
    for judge in (people.judge, people.second_judge):
        case_actions.note_conflict(judge, "甄秀兰", "与起诉人是近亲属", by=None, at=AT)
    with pytest.raises(Refused, match="没有可以办理的审判员"):
        actions.propose_refusal(filing, "scope", REASON, by=people.clerk, at=AT)


def test_a_judge_who_does_not_agree_gives_it_back_and_it_is_accepted(
    people: People, filing: Filing, page_of: PageOf
) -> None:
    actions.propose_refusal(filing, "scope", REASON, by=people.clerk, at=AT)
    client = page_of(judge_of(filing))
    assert client.post(f"/filing/rulings/{filing.pk}/back/", {"back-reason": "", **key()}).status_code == 422
    client.post(f"/filing/rulings/{filing.pk}/back/", {"back-reason": "属于民事纠纷，应当受理。", **key()})
    filing.refresh_from_db()
    assert (filing.status, filing.refusal_judge, filing.refusal_reason) == ("received", None, "")
    assert Clock.objects.get(matter=filing.matter_id, period_id="C-FILE-7").stopped_on is None
    (case,) = actions.accept_many([filing], actions.Acceptance(), by=people.clerk, at=AT)
    assert case.number == "（2023）甘1027民初1号"


def test_a_ruling_that_was_given_up_is_drawn_up_anew(people: People, filing: Filing, page_of: PageOf) -> None:
    paper = refused(filing, "scope", REASON, by=people.clerk)
    judge = judge_of(filing)
    with pytest.raises(Overtaken, match="已经拟制"):
        actions.draw_up_again(filing, by=judge, at=AT)
    paper_actions.discard(paper, "理由有误", by=judge, at=AT)
    page = page_of(judge).get(f"/filing/rulings/{filing.pk}/").content.decode()
    assert "重新拟制裁定书" in page
    today = page_of(judge).get("/cases/today/").content.decode()
    assert "民间借贷纠纷，不予受理裁定书已经作废" in today
    assert f"/filing/rulings/{filing.pk}/" in today
    page_of(judge).post(f"/filing/rulings/{filing.pk}/again/", key())
    again = queries.ruling_of(filing)
    assert again is not None
    assert f"/filing/rulings/{filing.pk}/" not in page_of(judge).get("/cases/today/").content.decode()
    assert (again.number, again.pk != paper.pk) == (paper.number, True)


def test_a_case_that_was_not_accepted_is_closed_and_may_be_appealed(people: People, filing: Filing) -> None:
    paper = refused(filing, "scope", REASON, by=people.clerk)
    judge = judge_of(filing)
    case = Case.objects.get(matter=filing.matter_id)
    assert stages.stage(case, [], on=DAY).label == "裁定不予受理"
    assert case not in paper_queries.cases_for_runs(people.clerk)
    issued(filing, paper, by=people.clerk)
    ending = closing_actions.close(case, pronounced_on=DAY, by=judge, at=AT + datetime.timedelta(hours=1))
    assert (ending.way, case.closing_way) == ("not_accepted", "not_accepted")
    assert "甄秀兰尚未送达" in ending.waits_for
    assert "贾有财" not in ending.waits_for


def test_the_judge_may_find_another_condition_not_met(
    people: People, plaintiff: User, filing: Filing, page_of: PageOf
) -> None:
    actions.propose_refusal(filing, "arbitration", REASON, by=people.clerk, at=AT)
    client = page_of(judge_of(filing))
    page = client.get(f"/filing/rulings/{filing.pk}/").content.decode()
    # 第一百二十七条第（七）项 is offered for divorces only.
    assert "六个月内又起诉" not in page
    typed = {"refuse-ground": "divorce_again", "refuse-reason": REASON}
    assert client.post(f"/filing/rulings/{filing.pk}/", {**typed, **key()}).status_code == 422
    typed["refuse-ground"] = "plaintiff"
    unchanged = client.post(f"/filing/rulings/{filing.pk}/", {**typed, **key()}).content.decode()
    assert "理由还是按提请的“双方达成书面仲裁协议”写的" in unchanged
    assert "没有裁定，请更正后重新提交" in unchanged
    assert not Case.objects.filter(matter=filing.matter_id).exists()
    typed["refuse-reason"] = "起诉人不是借款合同的出借人，与本案没有直接利害关系。"
    client.post(f"/filing/rulings/{filing.pk}/", {**typed, **key()})
    filing.refresh_from_db()
    seen = page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()
    assert "裁定不予受理：双方达成书面仲裁协议。" in seen
    assert "提请的是“双方达成书面仲裁协议”，裁定的是“原告与本案没有直接利害关系”。" in seen
    assert filing.refusal_ground == "plaintiff"
    paper = queries.ruling_of(filing)
    assert paper is not None
    assert "第一百二十二条第一项" in "".join(each.text for each in paper_queries.body_of(paper))


def test_whoever_sued_at_the_wrong_court_is_told_the_right_one(people: People, filing: Filing) -> None:
    reason = "被告住所地、合同履行地都不在本院辖区。"
    with pytest.raises(Refused, match="请写明有管辖权的法院"):
        actions.propose_refusal(filing, "jurisdiction", reason, by=people.clerk, at=AT)
    actions.propose_refusal(filing, "jurisdiction", reason, court="霍邱县人民法院", by=people.clerk, at=AT)
    judge = judge_of(filing)
    with pytest.raises(Refused, match="没有查到名为"):
        actions.refuse(filing, reason, ground="jurisdiction", court="某某法院", by=judge, at=AT)
    filing.refresh_from_db()
    paper = actions.refuse(filing, reason, by=judge, at=AT)
    words = "".join(each.text for each in paper_queries.body_of(paper))
    assert f"{reason}起诉人可以向有管辖权的霍邱县人民法院起诉。依照" in words
    issued(filing, paper, by=people.clerk)
    told = " ".join(Message.objects.values_list("text", flat=True))
    assert "您可以向有管辖权的霍邱县人民法院起诉。" in told


def test_another_court_stands_for_jurisdiction_alone(filing: Filing) -> None:
    with pytest.raises(IntegrityError, match="another_court_only_for_jurisdiction"), transaction.atomic():
        Filing.objects.filter(pk=filing.pk).update(refusal_court="霍邱县人民法院")


def test_a_refused_suit_has_no_slip_that_says_it_was_accepted(
    people: People, plaintiff: User, filing: Filing, page_of: PageOf
) -> None:
    paper = refused(filing, "arbitration", REASON, by=people.clerk)
    client = page_of(people.clerk)
    assert "打印受理单" not in client.get(f"/cases/{paper.case_id}/").content.decode()
    assert "没有受理单" in client.get(f"/cases/{paper.case_id}/slip/").content.decode()


def test_what_was_not_accepted_is_neither_mediated_nor_heard_nor_planned(people: People, filing: Filing) -> None:
    paper = refused(filing, "arbitration", REASON, by=people.clerk)
    judge, case = judge_of(filing), Case.objects.get(matter=filing.matter_id)
    paper_actions.discard(paper, "理由有误", by=judge, at=AT)
    assert not cases_to_schedule(judge).filter(pk=case.pk).exists()
    assert not may_entrust(judge, case)
    with pytest.raises(Refused, match="起诉没有受理，不开庭"):
        check_can_keep(judge, [case])
