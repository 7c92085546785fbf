"""拟制: who may, one paper for each litigant, what is refused, numbers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Case, Matter, Seat
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.documents import actions, queries
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper
from tianping.papers.documents.tests.conftest import HEARING, judgment_facts, litigant, open_disputes, seat, seat_sole


def test_a_notice_is_drawn_up_for_each_litigant_whom_it_concerns(case: Case, court_clerk: User) -> None:
    papers = actions.draw_up_many(
        [PaperRequest(case.pk, kind) for kind in ("acceptance_notice", "response_notice", "evidence_notice")],
        by=court_clerk,
        at=AT,
    )
    assert [(paper.kind, paper.addressee.role) for paper in papers if paper.addressee] == [
        ("acceptance_notice", "plaintiff"),
        ("response_notice", "defendant"),
        ("response_notice", "defendant"),
        ("evidence_notice", "plaintiff"),
        ("evidence_notice", "defendant"),
        ("evidence_notice", "defendant"),
    ]
    assert {paper.number for paper in papers} == {case.number}


def test_many_papers_cost_as_many_statements_as_few(people: People, court_clerk: User) -> None:
    counts = []
    for many in (1, 12):
        cases = open_disputes(people.clerk, *[f"被告{n}" for n in range(many)])
        seat_sole(cases, people.judge, court_clerk)
        with CaptureQueriesContext(connection) as statements:
            actions.draw_up_many([PaperRequest(each.pk, "response_notice") for each in cases], by=court_clerk, at=AT)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_bench_its_clerk_and_for_notices_the_filing_division_draw_up(
    people: People, case: Case, court_clerk: User
) -> None:
    for user in (people.judge, court_clerk, people.clerk):
        actions.draw_up_many([PaperRequest(case.pk, "response_notice")], by=user, at=AT)
    for user in (people.second_judge, people.head, people.president, people.stranger):
        with pytest.raises(Forbidden):
            actions.draw_up_many([PaperRequest(case.pk, "response_notice")], by=user, at=AT)
    with pytest.raises(Forbidden, match="不能制作本案文书"):
        actions.draw_up(PaperRequest(case.pk, "judgment", judgment_facts(case)), by=people.clerk, at=AT)


def test_an_open_notice_is_drawn_up_anew_and_the_issued_one_is_replaced(case: Case, court_clerk: User) -> None:
    request = PaperRequest(case.pk, "summons", HEARING, litigant(case).pk)
    first = actions.draw_up(request, by=court_clerk, at=AT)
    second = actions.draw_up(request, by=court_clerk, at=AT)
    first.refresh_from_db()
    assert (first.status, second.status, second.replaces) == ("discarded", "draft", None)
    actions.issue(second, by=court_clerk, at=AT)
    third = actions.draw_up(request, by=court_clerk, at=AT)
    assert third.replaces_id == second.pk


def test_an_open_decision_is_not_drawn_up_twice(people: People, case: Case) -> None:
    request = PaperRequest(case.pk, "judgment", judgment_facts(case))
    paper = actions.draw_up(request, by=people.judge, at=AT)
    with pytest.raises(Refused, match="已有一份未制发的民事判决书"):
        actions.draw_up(request, by=people.judge, at=AT)
    with pytest.raises(Refused, match="写明作废的原因"):
        actions.discard(paper, " ", by=people.judge, at=AT)
    actions.discard(paper, "事实有变", by=people.judge, at=AT)
    assert actions.draw_up(request, by=people.judge, at=AT).number == case.number


def test_decisions_bear_the_number_of_the_case_and_procedural_rulings_follow(people: People, case: Case) -> None:
    requests = [
        PaperRequest(case.pk, "ruling", {"reason": "案情复杂"}, variant="conversion"),
        PaperRequest(case.pk, "judgment", judgment_facts(case)),
        PaperRequest(
            case.pk, "ruling", {"corrected": "民事判决书", "corrections": ["“十”应为“十五”"]}, variant="correction"
        ),
    ]
    papers = actions.draw_up_many(requests, by=people.judge, at=AT)
    assert [paper.number for paper in papers] == [f"{case.number}之一", case.number, f"{case.number}之二"]


@pytest.mark.parametrize("code", [kind.code for kind in KINDS.values() if kind.needs or kind.variants])
def test_what_a_paper_cannot_do_without_is_asked_for_in_a_sentence(people: People, case: Case, code: str) -> None:
    with pytest.raises(Refused, match="请"):
        actions.draw_up_many([PaperRequest(case.pk, code)], by=people.judge, at=AT)
    assert not Paper.objects.exists()


def test_a_stranger_to_the_case_is_no_addressee(people: People, case: Case, court_clerk: User) -> None:
    other = open_disputes(people.clerk, "局外人")[0]
    with pytest.raises(Refused, match="不是"):
        actions.draw_up(PaperRequest(case.pk, "summons", HEARING, litigant(other).pk), by=court_clerk, at=AT)


def test_who_sits_is_told_only_once_somebody_sits(people: People, court_clerk: User) -> None:
    (case,) = open_disputes(people.clerk, "王五")
    with pytest.raises(Refused, match="请先分案"):
        actions.draw_up_many([PaperRequest(case.pk, "sole_notice")], by=people.clerk, at=AT)
    with pytest.raises(Refused, match="组成合议庭"):
        actions.draw_up_many([PaperRequest(case.pk, "panel_notice")], by=people.clerk, at=AT)
    seat([case], (people.judge, Seat.Role.PRESIDING), (people.second_judge, Seat.Role.JUDGE))
    papers = actions.draw_up_many([PaperRequest(case.pk, "panel_notice")], by=people.clerk, at=AT)
    assert "由审判长孙法、审判员沈明组成合议庭" in str(papers[0].body)


def test_a_person_sees_the_papers_of_their_cases_only(people: People, case: Case, court_clerk: User) -> None:
    paper = actions.draw_up(PaperRequest(case.pk, "hearing_announcement", HEARING), by=court_clerk, at=AT)
    for user in (people.judge, court_clerk, people.clerk, people.head):
        assert queries.paper_visible_to(user, paper.pk) == paper
    for user in (people.second_judge, people.mediator, people.stranger):
        assert queries.paper_visible_to(user, paper.pk) is None


def test_whoever_sues_for_their_pay_is_told_in_the_notice_that_the_fee_need_not_be_paid_first(
    case: Case, court_clerk: User
) -> None:
    # 诉讼费用交纳办法第二十条第一款.
    Matter.objects.filter(pk=case.matter_id).update(cause_name="追索劳动报酬纠纷")
    (paper,) = actions.draw_up_many([PaperRequest(case.pk, "acceptance_notice")], by=court_clerk, at=AT)
    assert "可以不预交案件受理费" in str(paper.body)
    assert "按撤诉处理" not in str(paper.body)


@pytest.mark.parametrize(("cause", "published"), [("离婚纠纷", False), ("抚养费纠纷", False), ("民间借贷纠纷", True)])
def test_of_a_divorce_or_of_children_the_notices_say_that_nothing_is_published(
    case: Case, court_clerk: User, cause: str, published: bool
) -> None:
    # 人民法院在互联网公布裁判文书的规定第四条第四项.
    Matter.objects.filter(pk=case.matter_id).update(cause_name=cause)
    requests = [PaperRequest(case.pk, kind) for kind in ("acceptance_notice", "response_notice")]
    for paper in actions.draw_up_many(requests, by=court_clerk, at=AT):
        assert ("将依法在互联网公布" in str(paper.body)) == published
        assert ("不在互联网公布" in str(paper.body)) != published
