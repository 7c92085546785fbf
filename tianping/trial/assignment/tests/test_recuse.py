"""回避: who raises it, who decides, what follows from it (民事诉讼法第四十七条至第五十条)."""

import pytest

from tests.support.court import AT, People
from tianping.cases.models import Case, Litigant, Seat, TimelineEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.models import Recusal
from tianping.trial.assignment.tests.conftest import Team, assign, some_cases

RELATION = Recusal.Ground.RELATION


@pytest.fixture
def case(people: People, team: Team) -> Case:
    """A case of 孙法, who has an assistant and a clerk."""
    cases = some_cases(people, 12)
    assign(people, team, cases)
    return Case.objects.filter(responsible=people.judge)[0]


@pytest.fixture
def applicant(case: Case) -> Litigant:
    """The defendant, who asks."""
    return Litigant.objects.get(matter=case.matter_id, role="defendant")


@pytest.fixture
def asked(people: People, case: Case, applicant: Litigant) -> Recusal:
    """The defendant asks that 孙法 withdraws."""
    return actions.raise_recusal(case, people.judge, RELATION, "系同学", by=people.judge, at=AT, applicant=applicant)


def test_the_president_decides_on_a_judge_who_then_leaves_the_case(people: People, case: Case, asked: Recusal) -> None:
    assert list(queries.recusals_to_decide(people.president)) == [asked]
    actions.decide_recusal(asked, True, "情况属实", by=people.president, at=AT)
    assert not Seat.objects.filter(case=case, user=people.judge, until__isnull=True).exists()
    assert case in queries.waiting()
    assert TimelineEntry.objects.filter(case=case, for_litigants=True, text__contains="已决定孙法回避").exists()


@pytest.mark.parametrize("who", ["head", "vice_president", "second_judge", "clerk", "stranger"])
def test_nobody_else_decides_on_a_judge(people: People, asked: Recusal, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.decide_recusal(asked, True, "属实", by=getattr(people, who), at=AT)
    assert asked not in queries.recusals_to_decide(getattr(people, who))


def test_the_judge_decides_on_the_clerk_and_nobody_else_does(
    people: People, team: Team, case: Case, applicant: Litigant
) -> None:
    asked = actions.raise_recusal(
        case, team.court_clerk, RELATION, "系邻居", by=people.judge, at=AT, applicant=applicant
    )
    with pytest.raises(Forbidden, match="审判长或者独任审判员"):
        actions.decide_recusal(asked, False, "不影响", by=people.president, at=AT)
    assert list(queries.recusals_to_decide(people.judge)) == [asked]
    assert not queries.recusals_to_decide(people.president).exists()
    actions.decide_recusal(asked, True, "更换书记员", by=people.judge, at=AT)
    assert case not in queries.waiting()


def test_what_the_committee_decides_on_the_president_is_recorded_by_the_vice_president(
    people: People, case: Case, applicant: Litigant
) -> None:
    asked = actions.raise_recusal(
        case, people.president, RELATION, "系亲属", by=people.judge, at=AT, applicant=applicant
    )
    with pytest.raises(Forbidden, match="本人"):
        actions.decide_recusal(asked, True, "属实", by=people.president, at=AT)
    assert list(queries.recusals_to_decide(people.vice_president)) == [asked]
    actions.decide_recusal(asked, True, "审判委员会决定", by=people.vice_president, at=AT)


def test_a_refused_request_is_reviewed_once(people: People, case: Case, asked: Recusal) -> None:
    actions.decide_recusal(asked, False, "理由不成立", by=people.president, at=AT)
    actions.ask_review(asked, by=people.judge, at=AT)
    assert Seat.objects.filter(case=case, user=people.judge, until__isnull=True).exists()
    actions.decide_review(asked, False, "维持", by=people.president, at=AT)
    with pytest.raises(Overtaken):
        actions.ask_review(asked, by=people.judge, at=AT)
    assert asked.status == "upheld"


def test_the_three_days_of_a_review_run_from_the_request_for_it(people: People, asked: Recusal) -> None:
    assert queries.asked_at(asked) == AT
    actions.decide_recusal(asked, False, "理由不成立", by=people.president, at=AT)
    later = AT.replace(day=9)
    actions.ask_review(asked, by=people.judge, at=later)
    assert queries.asked_at(asked) == later


def test_a_review_may_lead_to_the_recusal(people: People, case: Case, asked: Recusal) -> None:
    actions.decide_recusal(asked, False, "理由不成立", by=people.president, at=AT)
    actions.ask_review(asked, by=people.judge, at=AT)
    actions.decide_review(asked, True, "新证据属实", by=people.president, at=AT)
    assert case in queries.waiting()


def test_withdrawing_is_for_oneself_and_asking_for_a_litigant_of_the_case(people: People, case: Case) -> None:
    with pytest.raises(Forbidden, match="由本人提出"):
        actions.raise_recusal(case, people.second_judge, RELATION, "同学", by=people.judge, at=AT)
    stranger = Litigant.objects.exclude(matter=case.matter_id).order_by("pk")[0]
    with pytest.raises(Refused, match="不是本案当事人"):
        actions.raise_recusal(case, people.judge, RELATION, "同学", by=people.judge, at=AT, applicant=stranger)
    with pytest.raises(Refused, match="理由"):
        actions.raise_recusal(case, people.judge, RELATION, " ", by=people.judge, at=AT)
    actions.raise_recusal(case, people.judge, RELATION, "同学", by=people.judge, at=AT)
    with pytest.raises(Overtaken):
        actions.raise_recusal(case, people.judge, RELATION, "同学", by=people.judge, at=AT)
