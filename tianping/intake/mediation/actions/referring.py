"""What may be done with a mediation: refer before filing, accept, record its end."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Matter
from tianping.intake.mediation.actions.sourcing import note_sources_many
from tianping.intake.mediation.events import EntrustedMediationEnded, MediationEnded
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.permissions import RUN_REFERRAL, WITHDRAW_REFERRAL, check_can_run
from tianping.intake.mediation.queries import TERM, TERMS, TERMS_AFTER, organisation_named
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
    note_sources_many(matters, by=by, at=at)
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
    """The mediator signs for the papers (接受委派、委托); the term of 特邀调解规定第二十七条 begins.

    Thirty days before filing; after filing fifteen in ordinary, seven in simple procedure.
    """
    check_can_run(by, ids, RUN_REFERRAL)
    day = china_day(at)
    moves.move_many(Referral, ids, "accept", by=by, at=at, accepted_on=day)
    rows = list(Referral.objects.filter(pk__in=ids).select_related("case").order_by("pk"))
    case_actions.start_clocks(
        [case_actions.ClockStart(row.case.matter_id, row.case_id, term_of(row), day, Post.MEDIATOR) for row in rows],
        on=day,
    )
    case_actions.note_many(
        [
            (row.case.matter_id, row.case_id, f"调解员已接受{row.get_kind_display()[-2:]}，调解期限开始计算。")
            for row in rows
        ],
        by=by,
        at=at,
        for_litigants=True,
    )


def agree_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Record that the litigants agreed (调解成功)."""
    _end(ids, _End("agree", "agreed", f"调解成功：{outcome}"), RUN_REFERRAL, by=by, at=at, outcome=outcome)


def fail_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Record that no agreement was reached (调解不成): back to the filing clerk, or to the bench, as it is."""
    _end(ids, _End("fail", "failed", "调解不成"), RUN_REFERRAL, by=by, at=at, outcome=outcome)


def withdraw_many(ids: Sequence[int], *, outcome: str, by: User, at: datetime.datetime) -> None:
    """Take a referral before filing back (退回), for example because a litigant no longer consents."""
    if Referral.objects.filter(pk__in=ids, kind=Referral.Kind.AFTER).exists():
        raise Refused("立案后委托的调解由本案审判组织收回，请在案件页面办理。")
    _end(ids, _End("withdraw", "withdrawn", "调解退回"), WITHDRAW_REFERRAL, by=by, at=at, outcome=outcome)


def term_of(referral: Referral) -> str:
    """Which term a referral has (调解期限)."""
    return TERM if referral.kind == Referral.Kind.BEFORE else TERMS_AFTER[referral.case.track or "ordinary"]


class _End(NamedTuple):
    verb: str
    result: str
    line: str


@transaction.atomic
def _end(
    ids: Sequence[int], end: _End, permission: Permission, *, by: User, at: datetime.datetime, outcome: str
) -> None:
    check_can_run(by, ids, permission)
    ended(ids, end.verb, end.result, end.line, by=by, at=at, outcome=outcome)


@transaction.atomic
def ended(
    ids: Sequence[int], verb: str, result: str, line: str, *, by: User, at: datetime.datetime, outcome: str
) -> None:
    """Mediations end: whoever records it has been checked. A 诉前调 number closes; a numbered case goes on."""
    if not outcome.strip():
        raise Refused("请写明调解结果或者调解不成的原因。")
    day = china_day(at)
    rows = list(Referral.objects.filter(pk__in=ids).select_related("case").order_by("pk"))
    moves.move_many(Referral, ids, verb, by=by, at=at, reason=outcome, ended_on=day, outcome=outcome)
    cause = f"诉前{line}"[:100] if all(row.kind == Referral.Kind.BEFORE for row in rows) else line[:100]
    case_actions.stop_clocks([row.case.matter_id for row in rows], TERMS, on=day, cause=cause, by=by)
    before = [row for row in rows if row.kind == Referral.Kind.BEFORE]
    after = [row for row in rows if row.kind == Referral.Kind.AFTER]
    goes_on = "" if verb == "agree" else "，转登记立案。"
    words = f"诉前{line}{goes_on}"
    case_actions.close_cases([row.case_id for row in before], by=by, at=at, reason=words)
    resumes = "" if verb == "agree" else "，恢复审理。"
    lines = [
        (row.case.matter_id, row.case_id, (words if row in before else f"委托{line}{resumes}")[:300]) for row in rows
    ]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)
    outbox.publish_many([MediationEnded(matter_id=row.case.matter_id, outcome=result) for row in before], at=at)
    outbox.publish_many([EntrustedMediationEnded(row.case_id, row.pk, result) for row in after], at=at)
