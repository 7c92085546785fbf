"""Where and when the demonstration's cases are heard: courtrooms, a bank's branches, a judge in training, a plan."""

import datetime
from collections.abc import Sequence

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.config.demo.stage import Stage
from tianping.trial.scheduling import actions, queries
from tianping.trial.scheduling.actions import Draft
from tianping.trial.scheduling.queries import PlanOrder

# Name, address, minutes from the court.
PLACES = (
    ("第一法庭", "", 0),
    ("第二法庭", "", 0),
    ("屯字支行巡回审判点", "屯字镇街道", 35),
    ("孟坝支行巡回审判点", "孟坝镇街道", 40),
    ("平泉支行巡回审判点", "平泉镇街道", 55),
)
TRAINING_BEGINS, TRAINING_DAYS = 9, 1
GAVE_UP = slice(1, 3)
MINUTES, WEEKS = 45, 5


def hearings_are_fixed(cases: Sequence[Case], judge: User, stage: Stage) -> None:
    """Places are entered; some litigants give their periods up; what can be heard is planned and fixed."""
    at = stage.at
    for name, address, minutes in PLACES:
        actions.enter_place(name, address, minutes, by=stage.clerk, at=at)
    begins = stage.day + datetime.timedelta(days=TRAINING_BEGINS)
    ends = begins + datetime.timedelta(days=TRAINING_DAYS)
    actions.note_absence(judge, begins, ends, "参加审判业务培训", by=stage.head, at=at)
    actions.waive_many([case.pk for case in cases[GAVE_UP]], "2023年2月6日询问笔录", by=stage.clerk, at=at)
    last = stage.day + datetime.timedelta(weeks=WEEKS)
    order = PlanOrder(stage.day, last, list(queries.open_places()), MINUTES)
    plan = queries.propose_plan(stage.clerk, order, stage.day, case_ids=[case.pk for case in cases[1:]])
    drafts = [Draft(row.candidate.case.pk, row.place.pk, row.proposal.starts, MINUTES) for row in plan.rows]
    actions.fix_many(drafts, by=stage.clerk, at=at)
