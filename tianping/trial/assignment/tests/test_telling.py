"""告知审判人员: three days to tell the litigants who sits, three new ones after a change (民事诉讼法第131条)."""

import datetime

import pytest

from tests.support.court import AT, DAY, People
from tianping.cases.models import Case, Clock
from tianping.kernel.refusals import Refused
from tianping.law.benches import Bench
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.models import Paper
from tianping.papers.service import actions as service_actions
from tianping.trial.assignment import actions
from tianping.trial.assignment.tests.conftest import Team, assign, drawn_by_the_first, panel_case

LATER = AT.replace(day=7)


@pytest.fixture
def case(people: People, team: Team) -> Case:
    """A case that was drawn by 孙法 on the 6th."""
    return drawn_by_the_first(people, team)


def running(case: Case) -> list[tuple[datetime.date, datetime.date]]:
    """When the running periods to tell began, and their last days."""
    clocks = Clock.objects.filter(case=case, period_id="C-PANEL-3", stopped_on__isnull=True)
    return list(clocks.values_list("started_on", "legal_due"))


def told(case: Case, by: People, at: datetime.datetime) -> list[Paper]:
    """The run makes the notices, everybody signs for them."""
    run = paper_actions.order_run([case.pk], ["sole_notice"], by=by.judge, at=at)
    paper_actions.make_run(run_id=run.pk, by_id=by.judge.pk, at=at.isoformat())
    papers = list(Paper.objects.filter(run=run).order_by("pk"))
    for each in service_actions.plan_many(papers, by=by.judge, at=at):
        receiver = "self" if each.litigant.kind == "natural" else "office"
        tried = service_actions.Tried("direct", at.date(), receiver=receiver)
        service_actions.record_attempt(each, tried, by=by.judge, at=at)
    return papers


def test_three_days_run_from_the_draw_until_everybody_was_told(people: People, case: Case) -> None:
    # The 6th and three days: Thursday the 9th.
    assert running(case) == [(DAY, datetime.date(2023, 2, 9))]
    assert len(told(case, people, AT)) == 2
    assert not running(case)
    clock = Clock.objects.get(case=case, period_id="C-PANEL-3")
    assert clock.stop_cause == "审判人员已告知当事人"
    assert "第一百三十一条" in clock.because


def test_a_new_judge_is_told_anew_and_the_notice_of_before_ends_nothing(people: People, case: Case, team: Team) -> None:
    old = told(case, people, AT)
    request = actions.request_reassignment(case, "工作调动", by=people.judge, at=LATER, to_user=people.second_judge)
    actions.approve(request, by=people.president, at=LATER)
    assert running(case) == [(LATER.date(), datetime.date(2023, 2, 10))]
    run = paper_actions.order_run([case.pk], ["sole_notice"], by=people.second_judge, at=LATER)
    paper_actions.make_run(run_id=run.pk, by_id=people.second_judge.pk, at=LATER.isoformat())
    new = list(Paper.objects.filter(run=run).order_by("pk"))
    assert [paper.replaces for paper in new] == old
    again = paper_actions.order_run([case.pk], ["sole_notice"], by=people.second_judge, at=LATER)
    paper_actions.make_run(run_id=again.pk, by_id=people.second_judge.pk, at=LATER.isoformat())
    assert not Paper.objects.filter(run=again).exists()
    assert running(case)


def test_a_drafted_notice_of_before_is_not_issued(people: People, case: Case) -> None:
    papers = paper_actions.draw_up_many([paper_actions.PaperRequest(case.pk, "sole_notice")], by=people.judge, at=AT)
    request = actions.request_reassignment(case, "工作调动", by=people.judge, at=LATER, to_user=people.second_judge)
    actions.approve(request, by=people.president, at=LATER)
    with pytest.raises(Refused, match="审判人员已经更换.*重新拟制"):
        paper_actions.issue_many(papers, by=people.second_judge, at=LATER)


def test_nothing_has_to_be_told_while_nobody_is_seated(people: People, case: Case) -> None:
    request = actions.request_reassignment(case, "长期出差", by=people.judge, at=AT)
    actions.approve(request, by=people.head, at=AT)
    assert not running(case)


def test_a_panel_is_told_of_once_it_sits(people: People, team: Team) -> None:
    case = panel_case(people)
    assign(people, team, [case], panel=Bench(2, 1))
    assert running(case) == [(DAY, datetime.date(2023, 2, 9))]
