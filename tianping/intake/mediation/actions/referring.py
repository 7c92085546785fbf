"""What may be done with a mediation before filing: refer, accept, record its end."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Matter
from tianping.intake.mediation.events import MediationEnded
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.permissions import RUN_REFERRAL, WITHDRAW_REFERRAL, check_can_run
from tianping.intake.mediation.queries import TERM, organisation_named
from tianping.kernel import moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused

CASE_TYPE = "诉前调"


@transaction.atomic
def refer_many(matters: Sequence[Matter], mediator_name: str, *, by: User, at: datetime.datetime) -> list[Referral]:
    """Refer matters to mediation before filing, each under its own 诉前调 number (民事诉讼法第一百二十五条).

    Raises Refused where the register has no open organisation of that name.
    """
    organisation = organisation_named(mediator_name)
    cases = case_actions.open_cases(matters, CASE_TYPE, by=by, at=at)
    referrals = Referral.objects.bulk_create(
        [Referral(case=case, organisation=organisation, referred_on=china_day(at), referred_by=by) for case in cases]
    )
    moves.begin_many(Referral.machine, [row.pk for row in referrals], by=by, at=at, verb="refer")
    case_actions.note_many(
        [(case.matter_id, case.pk, f"经起诉人同意，以{case.number}委派{organisation}诉前调解。") for case in cases],
        by=by,
        at=at,
        for_litigants=True,
    )
    return referrals


@transaction.atomic
def accept_many(ids: Sequence[int], *, by: User, at: datetime.datetime) -> None:
    """The mediator signs for the papers (接受委派); the thirty days of 特邀调解规定第二十七条 begin."""
    check_can_run(by, ids, RUN_REFERRAL)
    day = china_day(at)
    moves.move_many(Referral, ids, "accept", by=by, at=at, accepted_on=day)
    cases = list(Case.objects.filter(referral__in=ids))
    case_actions.start_clocks(
        [case_actions.ClockStart(case.matter_id, case.pk, TERM, day, Post.MEDIATOR) for case in cases], on=day
    )
    case_actions.note_many(
        [(case.matter_id, case.pk, "调解员已接受委派，调解期限开始计算。") for case in cases],
        by=by,
        at=at,
        for_litigants=True,
    )


def agree_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Record that the litigants agreed (调解成功)."""
    _end(ids, "agree", RUN_REFERRAL, "agreed", f"诉前调解成功：{outcome}", by=by, at=at, outcome=outcome)


def fail_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Record that no agreement was reached (调解不成); the filing goes back to the filing clerk as it is."""
    _end(ids, "fail", RUN_REFERRAL, "failed", "诉前调解不成，转登记立案。", by=by, at=at, outcome=outcome)


def withdraw_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Take a referral back (退回), for example because a litigant no longer consents."""
    _end(ids, "withdraw", WITHDRAW_REFERRAL, "withdrawn", "诉前调解退回，转登记立案。", by=by, at=at, outcome=outcome)


@transaction.atomic
def _end(
    ids: Sequence[int],
    verb: str,
    permission: Permission,
    result: str,
    line: str,
    *,
    by: User,
    at: datetime.datetime,
    outcome: str,
) -> None:
    check_can_run(by, ids, permission)
    if not outcome.strip():
        raise Refused("请写明调解结果或者调解不成的原因。")
    day = china_day(at)
    moves.move_many(Referral, ids, verb, by=by, at=at, reason=outcome, ended_on=day, outcome=outcome)
    cases = list(Case.objects.filter(referral__in=ids))
    case_actions.stop_clocks([case.matter_id for case in cases], [TERM], on=day, cause=line[:100], by=by)
    case_actions.close_cases([case.pk for case in cases], by=by, at=at, reason=line)
    case_actions.note_many([(case.matter_id, case.pk, line[:300]) for case in cases], by=by, at=at, for_litigants=True)
    outbox.publish_many([MediationEnded(matter_id=case.matter_id, outcome=result) for case in cases], at=at)
