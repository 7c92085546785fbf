"""Seating whoever was drawn or named, with the judge's team; the litigants read it in the timeline."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import holdings_on
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.cases.queries import seats_of
from tianping.kernel import outbox
from tianping.kernel.clock import china_day
from tianping.trial.assignment.events import CasesAssigned
from tianping.trial.assignment.models import Pool
from tianping.trial.assignment.permissions import HELPERS
from tianping.trial.assignment.queries import exclusions, team_of
from tianping.trial.assignment.queries.eligible import Excluded

Role = Seat.Role
TELLING_PERIOD = "C-PANEL-3"


@dataclass(frozen=True)
class Newcomers:
    """Who comes to the bench of a case: judges in the order drawn, the first of them responsible, then assessors."""

    judges: tuple[int, ...]
    assessors: tuple[int, ...] = ()


def bench_roles(
    cases: Sequence[Case], newcomers: Mapping[int, Newcomers], on: datetime.date
) -> dict[int, dict[int, Role]]:
    """Where each newcomer sits: case id → user id → role (民事诉讼法第四十四条).

    A president or division head who sits presides, else the first drawn; where somebody presides already, judges
    join as members.
    """
    presides = {seat.case_id for seat in Seat.objects.filter(case__in=cases, role=Role.PRESIDING, until__isnull=True)}
    leaders = set(
        holdings_on(on).filter(post__in=[Post.PRESIDENT, Post.DIVISION_HEAD]).values_list("user_id", flat=True)
    )
    return {case.pk: _roles(case, newcomers[case.pk], case.pk in presides, leaders) for case in cases}


def preside_over_panels(cases: Sequence[Case], *, by: User, at: datetime.datetime) -> None:
    """Where a case goes over to a panel, its sole judge now presides (转由合议庭审理)."""
    alone = list(Seat.objects.filter(case__in=cases, case__composition="panel", role=Role.SOLE, until__isnull=True))
    if alone:
        case_actions.unseat_many([each.pk for each in alone], by=by, at=at)
        drafts = [case_actions.SeatDraft(each.case_id, each.user_id, Role.PRESIDING) for each in alone]
        case_actions.seat_many(drafts, by=by, at=at)


def seat(
    cases: Sequence[Case],
    roles: Mapping[int, Mapping[int, Role]],
    responsible: Mapping[int, int],
    *,
    by: User,
    at: datetime.datetime,
    pool: Pool | None = None,
) -> None:
    """Seat people in cases by ``roles``, make judges ``responsible`` (case id → user id), seat their teams, tell it.

    In a constant number of statements for each judge, however many cases.
    """
    drafts = [
        case_actions.SeatDraft(case_id, user_id, role)
        for case_id, places in roles.items()
        for user_id, role in places.items()
    ]
    by_judge: dict[int, list[int]] = defaultdict(list)
    for case_id, user_id in responsible.items():
        by_judge[user_id].append(case_id)
    drafts += _helpers(responsible, pool, by=by, at=at)
    case_actions.seat_many(drafts, by=by, at=at)
    case_actions.make_responsible(by_judge, by=by, at=at)
    words = _words(cases)
    case_actions.note_many(
        [(case.matter_id, case.pk, words[case.pk]) for case in cases], by=by, at=at, for_litigants=True
    )
    _must_be_told(cases, responsible, by=by, at=at)
    outbox.publish(CasesAssigned(tuple(case.pk for case in cases)), at=at)


def stop_telling(cases: Sequence[Case], cause: str, *, by: User, at: datetime.datetime) -> None:
    """The bench is not what it was: nobody needs to be told of it any more."""
    case_actions.stop_clocks([case.matter_id for case in cases], [TELLING_PERIOD], on=china_day(at), cause=cause, by=by)


def _must_be_told(cases: Sequence[Case], responsible: Mapping[int, int], *, by: User, at: datetime.datetime) -> None:
    """Three days to tell the litigants who sits (民事诉讼法第一百三十一条); three new ones after every change."""
    stop_telling(cases, "审判人员已变更，重新告知", by=by, at=at)
    day = china_day(at)
    starts = [
        case_actions.ClockStart(
            case.matter_id,
            case.pk,
            TELLING_PERIOD,
            day,
            Post.COURT_CLERK,
            responsible.get(case.pk, case.responsible_id),
        )
        for case in cases
    ]
    case_actions.start_clocks(starts, on=day)


def _roles(case: Case, new: Newcomers, has_presiding: bool, leaders: set[int]) -> dict[int, Role]:
    if case.composition == Case.Composition.SOLE:
        return dict.fromkeys(new.judges, Role.SOLE)
    places = dict.fromkeys(new.judges, Role.JUDGE)
    if not has_presiding and new.judges:
        first = next((each for each in new.judges if each in leaders), new.judges[0])
        places[first] = Role.PRESIDING
    return places | dict.fromkeys(new.assessors, Role.ASSESSOR)


def _helpers(
    responsible: Mapping[int, int], pool: Pool | None, *, by: User, at: datetime.datetime
) -> list[case_actions.SeatDraft]:
    """The team of each new responsible judge takes the places of the team before; whoever must not serve does not."""
    day, case_ids = china_day(at), list(responsible)
    teams = team_of(set(responsible.values()), day, pool=pool)
    held, against = seats_of(case_ids), exclusions(case_ids, day)
    leaving: list[int] = []
    drafts: list[case_actions.SeatDraft] = []
    for case_id, judge in responsible.items():
        coming = [
            (member.user_id, Role(member.role))
            for member in teams.get(judge, ())
            if against[case_id].get(member.user_id) not in (Excluded.RECUSAL, Excluded.CONFLICT)
        ]
        helping = {each.user_id: each for each in held[case_id] if each.role in HELPERS}
        roles = {role for _user, role in coming}
        leaving += [each.pk for each in helping.values() if each.role in roles]
        drafts += [case_actions.SeatDraft(case_id, user_id, role) for user_id, role in coming]
    if leaving:
        case_actions.unseat_many(leaving, by=by, at=at)
    return drafts


def _words(cases: Sequence[Case]) -> dict[int, str]:
    """The line of the timeline: who sits now."""
    words = {}
    for case_id, seats in seats_of([case.pk for case in cases]).items():
        who = "，".join(f"{each.get_role_display()}{each.user.full_name}" for each in seats)
        words[case_id] = f"本案审判组织已确定：{who}。"[:300]
    return words
