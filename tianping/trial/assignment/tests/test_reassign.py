"""变更审判人员: who asks, who decides, what follows from it."""

from typing import Any

import pytest

from tests.support.court import AT, DAY, People
from tianping.cases.models import Case, Seat, TimelineEntry
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.law.benches import Bench
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.models import Reassignment, Recusal
from tianping.trial.assignment.tests.conftest import Team, assign, drawn_by_the_first, panel_case


@pytest.fixture
def case(people: People, team: Team) -> Case:
    """A case of 孙法, with the team."""
    drawn = drawn_by_the_first(people, team)
    for paused in team.judges[1:]:
        made = paused.pk
        assert made in queries.paused_on(DAY)
    return drawn


def assign_late(people: People, team: Team, case: Case) -> None:
    """Draw again on the day when the other judges are back."""
    late = AT.replace(day=7)
    draw = actions.commit(team.pool, by=people.clerk, at=late)
    actions.fix(draw, [case.pk], by=people.clerk, at=late)
    actions.draw(draw, by=people.clerk, at=late)


def ask(people: People, case: Case, **how: Any) -> Reassignment:
    return actions.request_reassignment(case, "长期出差", by=people.judge, at=AT, **how)


def test_the_case_waits_for_a_new_draw_in_which_the_judge_is_not(people: People, team: Team, case: Case) -> None:
    request = ask(people, case)
    assert list(queries.reassignments_to_approve(people.head)) == [request]
    actions.approve(request, by=people.head, at=AT)
    assert case in queries.waiting()
    late = AT.replace(day=7)
    draw = actions.commit(team.pool, by=people.clerk, at=late)
    actions.fix(draw, [case.pk], by=people.clerk, at=late)
    actions.draw(draw, by=people.clerk, at=late)
    case.refresh_from_db()
    excluded = draw.roster["cases"][0]["judges"]["excluded"]
    assert {"id": people.judge.pk, "why": "已变更的原审判人员"} in excluded
    assert case.responsible_id in {team.judges[1].pk, team.judges[2].pk}
    assert case not in queries.waiting()


def test_a_named_successor_takes_the_seat_at_once_and_the_litigants_read_it(
    people: People, team: Team, case: Case
) -> None:
    late = AT.replace(day=7)
    request = actions.request_reassignment(case, "工作调动", by=people.judge, at=late, to_user=people.second_judge)
    actions.approve(request, by=people.president, at=late)
    case.refresh_from_db()
    assert case.responsible == people.second_judge
    sits = Seat.objects.get(case=case, role="sole", until__isnull=True)
    assert sits.user == people.second_judge
    assert TimelineEntry.objects.filter(case=case, for_litigants=True, text__contains="由孙法变更为沈明").exists()
    assert Event.objects.filter(name="assignment.cases_assigned").count() == 2


def test_a_request_needs_a_reason_and_stands_alone(people: People, case: Case) -> None:
    with pytest.raises(Refused, match="理由"):
        actions.request_reassignment(case, " ", by=people.judge, at=AT)
    ask(people, case)
    with pytest.raises(Refused, match="待批准"):
        ask(people, case)


@pytest.mark.parametrize("who", ["second_judge", "clerk", "cashier", "stranger"])
def test_only_the_judge_of_the_case_and_leaders_may_ask(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.request_reassignment(case, "想换", by=getattr(people, who), at=AT)


def test_nobody_approves_what_they_asked_for_or_what_they_are_to_get(people: People, team: Team, case: Case) -> None:
    asked = actions.request_reassignment(case, "案多人少", by=people.head, at=AT)
    with pytest.raises(Forbidden, match="不能批准自己的申请"):
        actions.approve(asked, by=people.head, at=AT)
    assert not queries.reassignments_to_approve(people.head).exists()
    with pytest.raises(Forbidden):
        actions.approve(asked, by=people.judge, at=AT)
    actions.approve(asked, by=people.vice_president, at=AT)


def test_a_refusal_says_why_and_the_judge_stays(people: People, case: Case) -> None:
    request = ask(people, case)
    with pytest.raises(Refused, match="不批准的理由"):
        actions.refuse(request, "", by=people.head, at=AT)
    actions.refuse(request, "可以改期开庭", by=people.head, at=AT)
    assert (request.status, request.decision_reason) == ("refused", "可以改期开庭")
    assert Seat.objects.get(case=case, role="sole", until__isnull=True).user == people.judge
    with pytest.raises(Refused, match="已经作出决定"):
        actions.approve(request, by=people.president, at=AT)


def test_a_successor_must_be_a_judge_who_may_sit(people: People, team: Team, case: Case) -> None:
    for successor, why in ((people.clerk, "没有担任法官"), (team.judges[1], "暂停分案")):
        with pytest.raises(Refused, match=why):
            actions.request_reassignment(case, "调整", by=people.head, at=AT, to_user=successor)


def test_a_request_is_overtaken_where_the_judge_has_changed_meanwhile(people: People, team: Team, case: Case) -> None:
    request = ask(people, case)
    recusal = actions.raise_recusal(case, people.judge, Recusal.Ground.RELATION, "同学", by=people.judge, at=AT)
    actions.decide_recusal(recusal, True, "属实", by=people.president, at=AT)
    assign_late(people, team, case)
    with pytest.raises(Overtaken, match="已经变更"):
        actions.approve(request, by=people.head, at=AT)


def test_an_empty_place_on_a_panel_is_filled_and_the_others_stay(people: People, team: Team) -> None:
    case = panel_case(people)
    assign(people, team, [case], panel=Bench(2, 1))
    case.refresh_from_db()
    before = {
        seat.user_id for seat in Seat.objects.filter(case=case, until__isnull=True, role__in=["judge", "assessor"])
    }
    actions.approve(actions.request_reassignment(case, "调任", by=people.head, at=AT), by=people.president, at=AT)
    assert case in queries.waiting()
    draw = assign(people, team, [case])
    (filled,) = queries.lots_of(draw)
    after = {seat.user_id: seat.role for seat in Seat.objects.filter(case=case, until__isnull=True)}
    assert before < set(after)
    assert after[filled.user_id] == "presiding"
    assert sorted(role for role in after.values() if role in {"presiding", "judge", "assessor"}) == [
        "assessor",
        "judge",
        "presiding",
    ]


def test_an_assessor_is_replaced_by_an_assessor_and_the_judge_stays_responsible(people: People, team: Team) -> None:
    case = panel_case(people)
    assign(people, team, [case], panel=Bench(1, 2))
    case.refresh_from_db()
    leaving = Seat.objects.filter(case=case, role="assessor", until__isnull=True).order_by("pk")[0].user
    sits = set(Seat.objects.filter(case=case, until__isnull=True).values_list("user_id", flat=True))
    coming = next(each for each in team.assessors if each.pk not in sits)
    with pytest.raises(Refused, match="没有担任人民陪审员"):
        actions.request_reassignment(case, "住院", leaving=leaving, to_user=people.judge, by=people.head, at=AT)
    with pytest.raises(Refused, match="不是本案审判组织成员"):
        actions.request_reassignment(case, "住院", leaving=coming, by=people.head, at=AT)
    request = actions.request_reassignment(case, "住院", leaving=leaving, to_user=coming, by=people.head, at=AT)
    before = case.responsible
    actions.approve(request, by=people.president, at=AT)
    case.refresh_from_db()
    assert case.responsible == before
    assert Seat.objects.get(case=case, user=coming, until__isnull=True).role == "assessor"
    assert not Seat.objects.filter(case=case, user=leaving, until__isnull=True).exists()
    line = f"人民陪审员由{leaving.full_name}变更为{coming.full_name}"
    assert TimelineEntry.objects.filter(case=case, for_litigants=True, text__contains=line).exists()


def test_an_assessor_who_left_is_drawn_again_from_the_others(people: People, team: Team) -> None:
    case = panel_case(people)
    assign(people, team, [case], panel=Bench(1, 2))
    leaving = Seat.objects.filter(case=case, role="assessor", until__isnull=True).order_by("pk")[0].user
    case.refresh_from_db()
    before = case.responsible
    request = actions.request_reassignment(case, "住院", leaving=leaving, by=people.head, at=AT)
    actions.approve(request, by=people.president, at=AT)
    (lot,) = queries.lots_of(assign(people, team, [case]))
    assert (lot.role, lot.user == leaving) == ("assessor", False)
    case.refresh_from_db()
    assert case.responsible == before
