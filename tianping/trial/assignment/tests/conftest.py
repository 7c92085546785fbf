"""What the tests of assignment share: a court with three judges in a pool, their team, assessors, and cases."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, FOUNDED, PASSWORD, People, open_court
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.trial.assignment import actions
from tianping.trial.assignment.models import Draw, Member, Pool


@dataclass(frozen=True)
class Team:
    """The pool and who is in it."""

    pool: Pool
    judges: tuple[User, User, User]
    assistant: User
    court_clerk: User
    assessors: tuple[User, ...]


def person(username: str, full_name: str, post: Post) -> User:
    """Somebody who holds one post since the court was founded."""
    user = add_person(username, full_name, PASSWORD, by=None, at=FOUNDED)
    appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def team(people: People) -> Team:
    """三名法官的突击队: 孙法 has an assistant and a clerk; four assessors stand on the court's list."""
    return make_team(people)


def make_team(people: People) -> Team:
    """The team, for tests with a database of their own."""
    third = person("judge3", "秦断", Post.JUDGE)
    assistant = person("assistant", "许助", Post.JUDGE_ASSISTANT)
    court_clerk = person("recorder", "何记", Post.COURT_CLERK)
    assessors = tuple(person(f"assessor{n}", f"陪审{n}", Post.PEOPLES_ASSESSOR) for n in range(1, 5))
    pool = actions.open_pool("金融审判突击队", by=people.head, at=AT)
    judges = (people.judge, people.second_judge, third)
    for judge in judges:
        actions.add_member(pool, judge, Member.Role.JUDGE, by=people.head, at=AT)
    for helper, role in ((assistant, Member.Role.ASSISTANT), (court_clerk, Member.Role.CLERK)):
        actions.add_member(pool, helper, role, serves=people.judge, by=people.head, at=AT)
    return Team(pool, judges, assistant, court_clerk, assessors)


def some_cases(people: People, count: int) -> list[Case]:
    """So many new cases of simple procedure."""
    return open_cases(people.clerk, [f"被告{number}" for number in range(count)])


def panel_case(people: People, name: str = "黄小明") -> Case:
    """A case of ordinary procedure that a panel tries."""
    (case,) = open_cases(people.clerk, [name], track="ordinary", clocks=("C-TRIAL-ORD",))
    case_actions.set_tracks({("ordinary", "panel", False): [case.pk]})
    case.refresh_from_db()
    return case


def assign(people: People, team: Team, cases: list[Case], **how: Any) -> Draw:
    """The three steps of a draw, one after another."""
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    actions.fix(draw, [case.pk for case in cases], by=people.clerk, at=AT, **how)
    return actions.draw(draw, by=people.clerk, at=AT)


def drawn_by_the_first(people: People, team: Team) -> Case:
    """A case of 孙法 with the team: nobody else could be drawn, the others are away on the day."""
    for judge in team.judges[1:]:
        actions.pause(judge, "休假", since=DAY, until=DAY.replace(day=7), by=people.head, at=AT)
    (waiting,) = some_cases(people, 1)
    assign(people, team, [waiting])
    return Case.objects.get(pk=waiting.pk)
