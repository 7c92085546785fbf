"""列入待送达: every issued paper goes to its addressee, a decision to every litigant; repeated, nothing doubles."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, People
from tests.support.tried import notified, tried
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.papers.documents.queries import Paper, issued_papers_of
from tianping.papers.service import actions
from tianping.papers.service.models import Delivery


def test_a_notice_goes_to_its_addressee(people: People, case: Case) -> None:
    rows = notified(people, [case], "response_notice", "evidence_notice")
    assert sorted((each.paper.kind, each.litigant.role) for each in rows) == [
        ("evidence_notice", "defendant"),
        ("evidence_notice", "plaintiff"),
        ("response_notice", "defendant"),
    ]


def test_the_fact_that_papers_were_issued_plans_their_service_once(people: People, delivery: Delivery) -> None:
    issued = [delivery.paper_id]
    actions.hear_papers_issued(at=AT, paper_ids=issued)
    actions.hear_papers_issued(at=AT, paper_ids=issued)
    assert Delivery.objects.filter(paper=delivery.paper_id).count() == 1


def test_papers_of_many_cases_cost_as_many_statements_as_those_of_one(people: People, court_clerk: User) -> None:
    def papers_of(*names: str) -> list[Paper]:
        cases = tried(people, court_clerk, *names)
        notified(people, cases, "response_notice")
        return list(issued_papers_of([case.pk for case in cases]))

    one, many = papers_of("黄小明"), papers_of("李大山", "王小丽", "赵四")
    with CaptureQueriesContext(connection) as few:
        actions.plan_many(one, by=people.judge, at=AT)
    with CaptureQueriesContext(connection) as all_of_them:
        actions.plan_many(many, by=people.judge, at=AT)
    assert len(few) == len(all_of_them)
