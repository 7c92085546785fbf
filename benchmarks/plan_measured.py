"""The part of the measurement of plans that needs the rooms: imported once the database is known."""

import datetime
import time
from dataclasses import dataclass

from benchmarks.scratch import COURT, DAY
from tests.support.cases import open_cases
from tests.support.court import AT, People, open_court
from tests.support.hearings import a_place, made_hearable
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant, Seat
from tianping.kernel import courts
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.queries import Plan, PlanOrder

CASES = 312
PLACES = (("第一法庭", 0), ("屯字支行", 35), ("孟坝支行", 40), ("平泉支行", 55))
MINUTES = 45


@dataclass(frozen=True)
class Built:
    """The court, and what is asked of a plan."""

    people: People
    order: PlanOrder


@dataclass(frozen=True)
class Measured:
    """How many hearings were proposed, and in how many seconds."""

    hearings: int
    seconds: float


def build() -> Built:
    """Three judges with 104 cases each, everybody served, every period given up on record."""
    courts.migrate_court(COURT)
    courts.use_court(COURT)
    people = open_court()
    judges = (people.judge, people.second_judge, people.head)
    cases = open_cases(people.clerk, [f"借款人{chr(0x4E00 + number)}" for number in range(CASES)])
    Litigant.objects.filter(role="defendant").update(identity_number="")
    _seat([case.pk for case in cases], judges, people)
    made_hearable(cases, people.clerk, at=AT)
    places = [a_place(name, people.clerk, at=AT, travel_minutes=way) for name, way in PLACES]
    last = DAY + datetime.timedelta(days=60)
    return Built(people, PlanOrder(DAY + datetime.timedelta(days=1), last, places, MINUTES))


def _seat(case_ids: list[int], judges: tuple[User, ...], people: People) -> None:
    shares = {judge.pk: case_ids[place :: len(judges)] for place, judge in enumerate(judges)}
    drafts = [
        case_actions.SeatDraft(case_id, judge_id, Seat.Role.SOLE) for judge_id, ids in shares.items() for case_id in ids
    ]
    case_actions.seat_many(drafts, by=people.head, at=AT)
    case_actions.make_responsible(shares, by=people.head, at=AT)


def propose(built: Built) -> Measured:
    """Propose the whole plan once."""
    start = time.perf_counter()
    plan = _plan(built)
    return Measured(len(plan.rows), time.perf_counter() - start)


def adopt(built: Built) -> float:
    """Fix the whole plan; seconds."""
    drafts = [Draft(row.candidate.case.pk, row.place.pk, row.proposal.starts, MINUTES) for row in _plan(built).rows]
    start = time.perf_counter()
    actions.fix_many(drafts, by=built.people.clerk, at=AT)
    return time.perf_counter() - start


def _plan(built: Built) -> Plan:
    return queries.propose_plan(built.people.clerk, built.order, DAY)
