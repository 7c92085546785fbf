"""分案团队: who is in it, since when, with whom; who takes no new cases for a time."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.support.court import AT, DAY, People
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.models import Member
from tianping.trial.assignment.queries.eligible import judges_of
from tianping.trial.assignment.tests.conftest import Team

JUDGE, CLERK = Member.Role.JUDGE, Member.Role.CLERK


@pytest.mark.parametrize("who", ["judge", "clerk", "cashier", "stranger"])
def test_pools_are_managed_by_leaders(people: People, team: Team, who: str) -> None:
    other = getattr(people, who)
    for verb in (
        lambda: actions.open_pool("另一团队", by=other, at=AT),
        lambda: actions.close_pool(team.pool, by=other, at=AT),
        lambda: actions.add_member(team.pool, people.head, JUDGE, by=other, at=AT),
        lambda: actions.end_member(Member.objects.all()[0], by=other, at=AT),
        lambda: actions.pause(people.judge, "休假", since=DAY, by=other, at=AT),
    ):
        with pytest.raises(Forbidden):
            verb()


def test_two_open_pools_never_bear_one_name(people: People, team: Team) -> None:
    with pytest.raises(Refused, match="已有名为"):
        actions.open_pool(team.pool.name, by=people.head, at=AT)
    actions.close_pool(team.pool, by=people.head, at=AT)
    assert actions.open_pool(team.pool.name, by=people.head, at=AT).pk != team.pool.pk
    with pytest.raises(Overtaken):
        actions.close_pool(team.pool, by=people.head, at=AT)


def test_a_pool_with_an_unfinished_draw_stays_open(people: People, team: Team) -> None:
    actions.commit(team.pool, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="未完成的抽取"):
        actions.close_pool(team.pool, by=people.head, at=AT)


def test_a_member_holds_the_post_and_is_in_the_pool_once(people: People, team: Team) -> None:
    with pytest.raises(Refused, match="没有担任法官"):
        actions.add_member(team.pool, people.cashier, JUDGE, by=people.head, at=AT)
    with pytest.raises(Refused, match="已在本团队中"):
        actions.add_member(team.pool, people.judge, JUDGE, by=people.head, at=AT)
    with pytest.raises(Refused, match="所配合的法官"):
        actions.add_member(team.pool, team.court_clerk, CLERK, by=people.head, at=AT)
    with pytest.raises(Refused, match="1到100"):
        actions.add_member(team.pool, people.second_judge, JUDGE, weight=0, by=people.head, at=AT)


def test_a_judge_who_leaves_takes_the_team_along_and_may_come_back(people: People, team: Team) -> None:
    member = Member.objects.get(user=people.judge)
    actions.end_member(member, by=people.head, at=AT)
    assert people.judge not in judges_of(team.pool, DAY)
    assert queries.team_of([people.judge.pk], DAY) == {}
    with pytest.raises(Overtaken):
        actions.end_member(member, by=people.head, at=AT)
    again = actions.add_member(team.pool, people.judge, JUDGE, weight=50, by=people.head, at=AT)
    assert judges_of(team.pool, DAY)[people.judge] == 50
    assert again.pk != member.pk


def test_the_database_refuses_a_clerk_beside_the_clerk(people: People, team: Team) -> None:
    held = Member.objects.get(role=CLERK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(pool=team.pool, user=people.clerk, role=CLERK, serves=held.serves, since=DAY)


def test_a_pause_ends_on_its_day_or_when_somebody_comes_back(people: People, team: Team) -> None:
    tomorrow = DAY + datetime.timedelta(days=1)
    actions.pause(people.judge, "年休假", since=DAY, until=tomorrow, by=people.head, at=AT)
    open_end = actions.pause(people.second_judge, "借调", since=DAY, by=people.head, at=AT)
    assert queries.paused_on(DAY) == {people.judge.pk, people.second_judge.pk}
    assert queries.paused_on(tomorrow) == {people.second_judge.pk}
    actions.end_pause(open_end, by=people.head, at=AT)
    assert queries.paused_on(tomorrow) == set()
    with pytest.raises(Refused, match="晚于"):
        actions.pause(people.judge, "休假", since=tomorrow, until=DAY, by=people.head, at=AT)
    with pytest.raises(Refused, match="原因"):
        actions.pause(people.judge, " ", since=DAY, by=people.head, at=AT)
