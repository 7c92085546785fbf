"""Fixing hearings (排期): one or hundreds, all or none, with their summonses and announcements."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import moves
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.wording import chinese_date
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import Paper
from tianping.trial.scheduling.actions.checks import check_benches, check_load, check_periods, check_times
from tianping.trial.scheduling.actions.engaging import engage
from tianping.trial.scheduling.models import Hearing, Place
from tianping.trial.scheduling.permissions import check_can_plan
from tianping.trial.scheduling.queries import people_of

NOTICE_OF_HEARING = "C-HEAR-3"
# So many summonses are made while one waits; more are made by the worker.
MADE_AT_ONCE = 5


@dataclass(frozen=True)
class Draft:
    """A hearing that is wanted: which case, where, from when, for how many minutes; ``replaces`` an earlier one."""

    case_id: int
    place_id: int
    starts: datetime.datetime
    minutes: int
    is_public: bool = True
    replaces_id: int | None = None


def fix(draft: Draft, *, by: User, at: datetime.datetime) -> Hearing:
    """Fix one hearing."""
    return fix_many([draft], by=by, at=at)[0]


@transaction.atomic
def fix_many(drafts: Sequence[Draft], *, by: User, at: datetime.datetime) -> list[Hearing]:
    """Fix hearings (确定开庭时间、地点): summonses and announcements are made and go to be issued.

    All or none. Raises Refused where the law, the calendar or somebody who is taken stands against one of them.
    """
    if not drafts:
        raise Refused("请勾选要排期的案件。")
    cases = _locked(drafts)
    check_can_plan(by, list(cases.values()))
    check_benches(cases.values())
    judges = _locked_judges(cases)
    hearings = _drafted(drafts, cases, _places(drafts), by=by, at=at)
    check_times(hearings, at=at)
    check_periods(hearings)
    check_load(hearings, judges)
    try:
        with transaction.atomic():
            Hearing.objects.bulk_create(hearings)
    except IntegrityError:
        raise Overtaken("其中有案件已经排期，请刷新页面查看；需要变更的请办理改期。") from None
    moves.begin_many(Hearing.machine, [each.pk for each in hearings], by=by, at=at, verb="fix")
    people = people_of(list(cases.values()))
    engage({each: people[each.case_id] for each in hearings})
    _start_notice_clocks(hearings, on=china_day(at))
    case_actions.note_many([_line(each) for each in hearings], by=by, at=at, for_litigants=True)
    case_actions.message_everybody([_told(each) for each in hearings], by=by, at=at)
    _summon(hearings, by=by, at=at)
    return hearings


def facts_of(hearing: Hearing) -> dict[str, str]:
    """What the summons and the announcement say of the hearing."""
    return {
        "starts_at": hearing.starts.astimezone(CHINA).isoformat(),
        "place_name": hearing.place.name,
        "place_address": hearing.place.address,
    }


def _locked(drafts: Sequence[Draft]) -> dict[int, Case]:
    wanted = {draft.case_id for draft in drafts}
    if len(wanted) != len(drafts):
        raise Refused("同一案件一次只能排一个开庭时间。")
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=wanted).select_related("matter", "responsible")
    cases = {case.pk: case for case in rows.order_by("pk")}
    if len(cases) != len(wanted):
        raise Refused("所选案件中有的已经不存在，请刷新页面。")
    return cases


def _locked_judges(cases: Mapping[int, Case]) -> dict[int, User]:
    """The judges of the cases, locked in one order, so that two who plan for the same judge count one after another."""
    wanted = {case.responsible_id for case in cases.values()}
    return {user.pk: user for user in User.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")}


def _places(drafts: Sequence[Draft]) -> dict[int, Place]:
    wanted = {draft.place_id for draft in drafts}
    places = Place.objects.filter(pk__in=wanted, closed_at__isnull=True).in_bulk()
    if len(places) != len(wanted):
        raise Refused("所选地点已经停用，请另选开庭地点。")
    return places


def _drafted(
    drafts: Sequence[Draft], cases: Mapping[int, Case], places: Mapping[int, Place], *, by: User, at: datetime.datetime
) -> list[Hearing]:
    return [
        Hearing(
            case=cases[draft.case_id],
            place=places[draft.place_id],
            starts=draft.starts,
            ends=draft.starts + datetime.timedelta(minutes=draft.minutes),
            is_public=draft.is_public,
            replaces_id=draft.replaces_id,
            fixed_at=at,
            fixed_by=by,
        )
        for draft in drafts
    ]


def _start_notice_clocks(hearings: Sequence[Hearing], *, on: datetime.date) -> None:
    """In ordinary procedure everybody must know three days before (第一百三十九条): a clock watches over that."""
    starts = [
        case_actions.ClockStart(
            each.case.matter_id,
            each.case_id,
            NOTICE_OF_HEARING,
            china_day(each.starts),
            Post.COURT_CLERK,
            each.case.responsible_id,
        )
        for each in hearings
        if each.case.track == Case.Track.ORDINARY
    ]
    case_actions.start_clocks(starts, on=on)


def _line(hearing: Hearing) -> tuple[int, int, str]:
    local = hearing.starts.astimezone(CHINA)
    again = "改定" if hearing.replaces_id else "定"
    text = f"{again}于{chinese_date(local.date())}{local:%H:%M}在{hearing.place.name}开庭。"
    return hearing.case.matter_id, hearing.case_id, text


def _told(hearing: Hearing) -> tuple[str, Case, str]:
    """What is told by SMS; the summons follows."""
    _matter, _case, text = _line(hearing)
    return f"hearing:{hearing.pk}", hearing.case, f"本案{text}请等候传票并按时到庭。"


def _summon(hearings: Sequence[Hearing], *, by: User, at: datetime.datetime) -> None:
    """Draw the summonses and announcements up and have them issued, many of them by the worker."""
    requests = [PaperRequest(each.case_id, "summons", facts_of(each)) for each in hearings]
    requests += [
        PaperRequest(each.case_id, "hearing_announcement", facts_of(each)) for each in hearings if each.is_public
    ]
    papers: Sequence[Paper] = paper_actions.draw_up_many(requests, by=by, at=at)
    if len(hearings) > MADE_AT_ONCE:
        paper_actions.order_issue(papers, by=by, at=at)
    else:
        paper_actions.issue_many(papers, by=by, at=at)
