"""Plans: whatever is asked, nobody is at two hearings at once, no hearing falls on a rest day or comes too early."""

import datetime
from collections import Counter, defaultdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.court import AT, People
from tests.support.hearings import a_place, made_hearable, served
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.clock import CHINA
from tianping.law.calendars import is_rest_day
from tianping.papers.documents.models import PrintRun
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.models import Hearing, Place
from tianping.trial.scheduling.planning import (
    MOST_A_DAY,
    Frame,
    Proposal,
    Spot,
    Taken,
    Wanted,
    collide,
    place_key,
    propose,
    slots_of_day,
)
from tianping.trial.scheduling.queries import PlanOrder
from tianping.trial.scheduling.tests.conftest import moment, tried

FIRST = datetime.date(2023, 1, 16)
# Round the Spring Festival of 2023: rest days, and two Saturdays and Sundays that are worked.
DAYS = [FIRST + datetime.timedelta(days=number) for number in range(28)]
JUDGES = ("user:1", "user:2", "user:3")
OTHERS = tuple(f"identity:{number}" for number in range(6))
SPOTS = (Spot(1, 0), Spot(2, 0), Spot(3, 40), Spot(4, 90))


@st.composite
def wanted_cases(draw: st.DrawFn) -> list[Wanted]:
    """Up to sixty cases of three judges, their litigants and lawyers shared at random."""
    count = draw(st.integers(1, 60))
    return [
        Wanted(
            number,
            judge := draw(st.sampled_from(JUDGES)),
            (judge, *draw(st.lists(st.sampled_from(OTHERS), max_size=3, unique=True))),
            draw(st.sampled_from(DAYS)),
        )
        for number in range(count)
    ]


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Some working days, places, lengths and loads."""
    days = draw(st.lists(st.sampled_from([day for day in DAYS if not is_rest_day(day)]), min_size=1, unique=True))
    spots = draw(st.lists(st.sampled_from(SPOTS), min_size=1, unique=True))
    return Frame(sorted(days), spots, draw(st.sampled_from([30, 45, 60, 120])), draw(st.integers(1, MOST_A_DAY)))


@st.composite
def times_taken(draw: st.DrawFn) -> dict[str, list[Taken]]:
    """What stands already: an absence of some days, hearings at other hours."""
    taken: defaultdict[str, list[Taken]] = defaultdict(list)
    for key in draw(st.lists(st.sampled_from([*JUDGES, *OTHERS, place_key(1)]), max_size=6)):
        starts = datetime.datetime.combine(draw(st.sampled_from(DAYS)), datetime.time(draw(st.integers(8, 16))), CHINA)
        if draw(st.booleans()):
            taken[key].append(Taken(starts, starts + datetime.timedelta(days=draw(st.integers(1, 5)))))
        else:
            spot = draw(st.sampled_from(SPOTS))
            ends = starts + datetime.timedelta(hours=1)
            taken[key].append(Taken(starts, ends, spot.place_id, spot.travel_minutes))
    return dict(taken)


@settings(max_examples=120, deadline=None)
@given(wanted_cases(), frames(), times_taken())
def test_no_plan_takes_anybody_twice_or_hears_a_case_too_early_or_on_a_rest_day(
    wanted: list[Wanted], frame: Frame, taken: dict[str, list[Taken]]
) -> None:
    found, left = propose(wanted, frame, taken, CHINA)
    assert sorted([*(each.case_id for each in found), *left]) == [each.case_id for each in wanted]
    cases = {each.case_id: each for each in wanted}
    ways = {spot.place_id: spot.travel_minutes for spot in frame.spots}
    by_key: defaultdict[str, list[Taken]] = defaultdict(list)
    load: Counter[tuple[str, datetime.date]] = Counter()
    for each in found:
        case, day = cases[each.case_id], each.starts.date()
        assert not is_rest_day(day)
        assert day >= case.earliest
        assert (each.starts, each.ends) in slots_of_day(day, frame.minutes, CHINA)
        load[case.judge, day] += 1
        span = Taken(each.starts, each.ends, each.place_id, ways[each.place_id])
        for key in (*case.keys, place_key(each.place_id)):
            assert not any(collide(span, other) for other in by_key[key] + taken.get(key, [])), (key, each)
            by_key[key].append(span)
    assert all(count <= frame.most_a_day for count in load.values())
    _nothing_is_left_that_fits(found, left, cases, frame, by_key, taken, load)


def _nothing_is_left_that_fits(
    found: list[Proposal],
    left: list[int],
    cases: dict[int, Wanted],
    frame: Frame,
    by_key: dict[str, list[Taken]],
    taken: dict[str, list[Taken]],
    load: Counter[tuple[str, datetime.date]],
) -> None:
    """A case is left only where its judge is full or sits elsewhere, or somebody is taken, in every slot."""
    sits = {(cases[each.case_id].judge, each.starts.date()): each.place_id for each in found}
    for pk in left:
        case = cases[pk]
        for day in frame.days:
            held = [t for t in taken.get(case.judge, []) if t.place_id is not None and t.starts.date() == day]
            if day < case.earliest or held or load[case.judge, day] >= frame.most_a_day:
                continue
            spots = [s for s in frame.spots if sits.get((case.judge, day), s.place_id) == s.place_id]
            for spot in spots:
                for starts, ends in slots_of_day(day, frame.minutes, CHINA):
                    span = Taken(starts, ends, spot.place_id, spot.travel_minutes)
                    keys = (*case.keys, place_key(spot.place_id))
                    assert any(
                        collide(span, other) for key in keys for other in by_key.get(key, []) + taken.get(key, [])
                    )


def test_seven_hearings_a_day_follow_one_another_at_the_branch() -> None:
    wanted = [Wanted(number, "user:1", ("user:1",), FIRST) for number in range(9)]
    found, left = propose(wanted, Frame([FIRST, FIRST + datetime.timedelta(days=1)], SPOTS[2:3], 45), {}, CHINA)
    assert left == []
    hours = [each.starts.strftime("%d %H:%M") for each in found]
    assert hours == [
        *("16 09:00", "16 09:45", "16 10:30", "16 11:15", "16 14:30", "16 15:15", "16 16:00"),
        *("17 09:00", "17 09:45"),
    ]


def _order(places: list[Place], first: datetime.date, last: datetime.date) -> PlanOrder:
    return PlanOrder(first, last, places, 45)


def test_a_plan_holds_every_case_that_can_be_heard_and_says_why_the_others_cannot(
    people: People, cases: list[Case], court_clerk: User, courtroom: Place, branch: Place
) -> None:
    (unserved,) = tried(people, ["赵六"], clerk=court_clerk)
    (running,) = tried(people, ["钱七"], clerk=court_clerk)
    served([running], people.clerk, at=AT)
    order = _order([courtroom, branch], datetime.date(2023, 2, 7), datetime.date(2023, 2, 24))
    plan = queries.propose_plan(people.judge, order, AT.date())
    days = {row.candidate.case.pk: row.proposal.starts.date() for row in plan.rows}
    assert set(days) == {*(case.pk for case in cases), running.pk}
    assert days[running.pk] == datetime.date(2023, 2, 22)
    ((other),) = plan.others
    assert other.case == unserved
    assert "赵六尚未送达应诉通知书" in other.reasons
    short = queries.propose_plan(
        people.judge, _order([courtroom], order.first_day, datetime.date(2023, 2, 8)), AT.date()
    )
    assert [(each.case.pk, why) for each, why in short.left] == [(running.pk, "答辩期、举证期限在所选日期内没有届满")]


def test_a_plan_is_adopted_as_it_stands_and_its_summonses_go_to_the_worker(
    people: People, court_clerk: User, courtroom: Place, branch: Place
) -> None:
    found = tried(people, [f"被告{number}" for number in range(20)], clerk=court_clerk)
    made_hearable(found, people.clerk, at=AT)
    order = _order([courtroom, branch], datetime.date(2023, 2, 7), datetime.date(2023, 2, 10))
    plan = queries.propose_plan(people.clerk, order, AT.date())
    assert len(plan.rows) == 20
    drafts = [Draft(row.candidate.case.pk, row.place.pk, row.proposal.starts, 45) for row in plan.rows]
    actions.fix_many(drafts, by=people.clerk, at=AT)
    assert Hearing.objects.filter(status="fixed").count() == 20
    assert PrintRun.objects.get().kinds == ["hearing_announcement", "summons"]
    assert queries.propose_plan(people.clerk, order, AT.date()).rows == []


def test_a_plan_costs_the_same_number_of_statements_whatever_its_size(
    people: People, court_clerk: User, courtroom: Place
) -> None:
    order = _order([courtroom], datetime.date(2023, 2, 7), datetime.date(2023, 3, 31))
    counts = []
    for names in (["甲"], [f"被告{number}" for number in range(12)]):
        made_hearable(tried(people, names, clerk=court_clerk), people.clerk, at=AT)
        with CaptureQueriesContext(connection) as seen:
            queries.propose_plan(people.clerk, order, AT.date())
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_day_on_which_the_judge_is_away_is_left_out(people: People, cases: list[Case], courtroom: Place) -> None:
    day = datetime.date(2023, 2, 7)
    actions.note_absence(people.judge, day, day, "参加培训", by=people.judge, at=AT)
    plan = queries.propose_plan(people.judge, _order([courtroom], day, datetime.date(2023, 2, 8)), AT.date())
    assert {row.proposal.starts.date() for row in plan.rows} == {datetime.date(2023, 2, 8)}


@pytest.mark.parametrize("year", [2031])
def test_a_year_whose_holidays_are_unknown_is_not_planned(people: People, cases: list[Case], year: int) -> None:
    assert queries.working_days(datetime.date(year, 3, 3), datetime.date(year, 3, 7)) == []
    place = a_place("第三法庭", people.clerk, at=AT)
    far = moment(9, 9).replace(year=year)
    with pytest.raises(Exception, match="不能判断"):
        actions.fix(Draft(cases[0].pk, place.pk, far, 45), by=people.judge, at=AT)
