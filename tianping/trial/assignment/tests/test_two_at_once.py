"""Two people at the same moment: a case is in one draw, and a draw is drawn once."""

import pytest

from tests.support.court import AT, open_court
from tianping.cases.models import Seat
from tianping.kernel.models import Event
from tianping.kernel.refusals import Refused
from tianping.kernel.tests.together import at_once
from tianping.trial.assignment import actions
from tianping.trial.assignment.models import Entry
from tianping.trial.assignment.tests.conftest import make_team, some_cases


@pytest.mark.usefixtures("own_database")
def test_of_two_who_fix_the_same_cases_one_is_refused() -> None:
    people = open_court()
    team = make_team(people)
    ids = [case.pk for case in some_cases(people, 4)]
    first, second = (actions.commit(team.pool, by=people.clerk, at=AT) for _time in range(2))
    answers = at_once(
        lambda: actions.fix(first, ids, by=people.clerk, at=AT),
        lambda: actions.fix(second, ids[::-1], by=people.head, at=AT),
    )
    (lost,) = [answer for answer in answers if isinstance(answer, Exception)]
    assert isinstance(lost, Refused)
    assert Entry.objects.count() == len(ids)


@pytest.mark.usefixtures("own_database")
def test_of_two_who_draw_at_once_one_finds_it_drawn() -> None:
    people = open_court()
    team = make_team(people)
    cases = some_cases(people, 6)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    actions.fix(draw, [case.pk for case in cases], by=people.clerk, at=AT)
    answers = at_once(
        lambda: actions.draw(draw, by=people.clerk, at=AT), lambda: actions.draw(draw, by=people.head, at=AT)
    )
    (lost,) = [answer for answer in answers if isinstance(answer, Exception)]
    assert "已经抽取过" in str(lost)
    assert Seat.objects.filter(role="sole").count() == len(cases)
    assert Event.objects.filter(name="assignment.cases_assigned").count() == 1
