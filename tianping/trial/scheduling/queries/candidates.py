"""Which cases wait for a hearing: those that can be planned, from which day on, and why the others cannot."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tianping.cases.models import Case
from tianping.cases.queries import matching
from tianping.papers.documents.queries import ending_papers
from tianping.papers.service.queries import Hindrance, hindrances_to_hearing
from tianping.trial.scheduling.models import Heard, Hearing
from tianping.trial.scheduling.permissions import FIRST_INSTANCE, cases_planned_by
from tianping.trial.scheduling.planning import Wanted
from tianping.trial.scheduling.queries.engaged import Person, people_of, user_key

MOST_PLANNED = 500
ONE_DAY = datetime.timedelta(days=1)
# Everybody must hear of a hearing before it; in ordinary procedure three days before (民事诉讼法第一百三十九条), and
# the summons has to travel first.
DAYS_AHEAD = {"ordinary": 7}
NO_BENCH = "尚未确定审判组织，请先分案"
NO_TRACK = "尚未确定审理程序，请先分流"
NOT_SERVED = "应诉通知书、举证通知书尚未全部送达，请先送达"


@dataclass(frozen=True)
class Candidate:
    """A case that waits for a hearing: who must be there, what stands against it today."""

    case: Case
    people: Sequence[Person]
    hindrances: Sequence[Hindrance]
    missing: Sequence[str]

    @property
    def plannable(self) -> bool:
        """Whether a day can be fixed: everybody was served, and each period that still runs has a known end."""
        return not self.missing and all(each.until is not None for each in self.hindrances)

    @property
    def reasons(self) -> list[str]:
        """Why it cannot be planned, in sentences."""
        return [*self.missing, *(each.sentence for each in self.hindrances if each.until is None)]

    @property
    def first_step(self) -> str:
        """What has to be done first before it can be planned."""
        return self.missing[0] if self.missing else NOT_SERVED

    @property
    def running(self) -> list[Hindrance]:
        """The periods that still run and could be given up on record."""
        return [each for each in self.hindrances if each.until is not None and each.period]

    def earliest(self, on: datetime.date) -> datetime.date:
        """The first day on which it may be heard, planned on that day."""
        over = [each.until + ONE_DAY for each in self.hindrances if each.until is not None]
        return max([on + DAYS_AHEAD.get(self.case.track, 1) * ONE_DAY, *over])

    def wanted(self, on: datetime.date) -> Wanted:
        """The case as the planner wants it."""
        judge = user_key(self.case.responsible_id or 0)
        return Wanted(self.case.pk, judge, tuple(each.key for each in self.people), self.earliest(on))


@dataclass(frozen=True)
class Candidates:
    """The cases that wait for a hearing, in the order of their numbers; ``is_more``: the list goes on."""

    plannable: Sequence[Candidate]
    others: Sequence[Candidate]
    is_more: bool


def cases_to_schedule(user: Any) -> QuerySet[Case]:
    """The open cases of first instance that this person plans, and that have neither a hearing ahead nor had one.

    A case whose last hearing was put off waits again; one whose decision was drawn up waits no more.
    """
    mine = cases_planned_by(user)
    # What was numbered only to be refused has a judge and no procedure (cases.queries.not_accepted).
    rows = Case.objects.filter(type_code=FIRST_INSTANCE, status="open").exclude(responsible__isnull=False, track="")
    if mine is not None:
        rows = rows.filter(pk__in=Case.objects.filter(mine).values("pk"))
    ahead_or_done = Hearing.objects.filter(Q(status="fixed") | Q(status="held", put_off=False), case=OuterRef("pk"))
    decided = ending_papers().filter(case=OuterRef("pk"))
    rows = rows.exclude(Exists(decided))
    return rows.exclude(Exists(ahead_or_done)).exclude(Exists(Heard.objects.filter(case=OuterRef("pk"))))


def candidates(user: Any, on: datetime.date, *, text: str = "", case_ids: Collection[int] | None = None) -> Candidates:
    """The cases that wait for a hearing, narrowed by number or name or to ``case_ids``; a constant of statements."""
    rows = cases_to_schedule(user)
    if text.strip():
        rows = matching(rows, text.strip())
    if case_ids is not None:
        rows = rows.filter(pk__in=case_ids)
    ordered = rows.select_related("matter", "responsible").prefetch_related("matter__litigants")
    cases = list(ordered.order_by("year", "sequence", "pk")[: MOST_PLANNED + 1])
    found = read_candidates(cases[:MOST_PLANNED], on)
    return Candidates(
        [each for each in found if each.plannable],
        [each for each in found if not each.plannable],
        len(cases) > MOST_PLANNED,
    )


def read_candidates(cases: Sequence[Case], on: datetime.date) -> list[Candidate]:
    """These cases with who must be there and what stands against a hearing on that day."""
    people = people_of(cases)
    hindrances = hindrances_to_hearing([case.pk for case in cases], on)
    return [
        Candidate(
            case,
            people[case.pk],
            hindrances[case.pk],
            [*([NO_BENCH] if case.responsible_id is None else []), *([] if case.track else [NO_TRACK])],
        )
        for case in cases
    ]


def hearable_from(case: Case, on: datetime.date) -> Candidate:
    """One case with what stands against its hearing on that day."""
    return read_candidates([case], on)[0]
