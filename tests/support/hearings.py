"""Cases that can be heard, made by the real verbs: everybody served, their periods given up on record."""

import datetime
from collections.abc import Sequence

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.clock import CHINA, china_day
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.service.actions import Tried, plan_many, record_attempts_many
from tianping.trial.scheduling.actions import Draft, enter_place, fix, waive_many
from tianping.trial.scheduling.models import Hearing, Place

NOTICES = ("response_notice", "evidence_notice")


def served(cases: Sequence[Case], by: User, *, at: datetime.datetime) -> None:
    """The notices of these cases were issued and served by hand on the same day."""
    papers = draw_up_many([PaperRequest(case.pk, kind) for case in cases for kind in NOTICES], by=by, at=at)
    issue_many(papers, by=by, at=at)
    rows = plan_many(list(issued_papers_of([case.pk for case in cases])), by=by, at=at)
    waiting = [row for row in rows if row.status == "waiting"]
    for kind, receiver in (("natural", "self"), ("legal", "office")):
        ids = [row.pk for row in waiting if row.litigant.kind == kind]
        if ids:
            record_attempts_many(ids, Tried("direct", china_day(at), receiver=receiver), by=by, at=at)


def made_hearable(cases: Sequence[Case], by: User, *, at: datetime.datetime) -> None:
    """Everybody was served and gave the rest of their periods up on record."""
    served(cases, by, at=at)
    waive_many([case.pk for case in cases], "2023年2月6日询问笔录", by=by, at=at)


def planned_hearing(case: Case, judge: User, clerk: User, *, at: datetime.datetime) -> Hearing:
    """A hearing of the case, three days later, in a courtroom and at an hour of its own."""
    made_hearable([case], clerk, at=at)
    place = a_place(f"第{case.pk}法庭", clerk, at=at)
    day, hour = china_day(at) + datetime.timedelta(days=3), datetime.time(9 + case.pk % 8)
    starts = datetime.datetime.combine(day, hour, CHINA)
    return fix(Draft(case.pk, place.pk, starts, 60), by=judge, at=at)


def a_place(name: str, by: User, *, at: datetime.datetime, travel_minutes: int = 0) -> Place:
    """A courtroom, or a place of circuit hearings."""
    return enter_place(name, "", travel_minutes, by=by, at=at)
