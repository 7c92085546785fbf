"""Recusals (回避): raised by oneself or by a litigant, decided by whom the law names, reviewed once."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.accounts.posts import Post
from tianping.accounts.queries import posts_on
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.assignment.actions.reassignments import leave_bench
from tianping.trial.assignment.models import Recusal
from tianping.trial.assignment.permissions import (
    RAISE_RECUSAL,
    check_can_change_bench,
    check_can_decide_recusal,
)


@transaction.atomic
def raise_recusal(
    case: Case,
    person: User,
    ground: Recusal.Ground,
    reason: str,
    *,
    by: User,
    at: datetime.datetime,
    applicant: Litigant | None = None,
) -> Recusal:
    """Put on record that somebody withdraws (自行回避), or that a litigant asks for it (申请回避, with ``applicant``).

    民事诉讼法第四十七条、第四十八条: the reason must be given; until the decision the person does not take part.
    """
    check_may(by, RAISE_RECUSAL)
    check_can_change_bench(case)
    if applicant is None and by.pk != person.pk:
        raise Forbidden("自行回避应当由本人提出；当事人申请回避的，请选择申请人。")
    if applicant is not None and applicant.matter_id != case.matter_id:
        raise Refused("申请人不是本案当事人，请核对。")
    if not reason.strip():
        raise Refused("提出回避应当说明理由。")
    if Recusal.objects.filter(case=case, person=person, status__in=["requested", "reviewing", "granted"]).exists():
        raise Overtaken("已有针对该人员的回避申请，请刷新页面查看。")
    recusal = Recusal.objects.create(
        case=case,
        person=person,
        kind=Recusal.Kind.ASKED if applicant else Recusal.Kind.OWN,
        applicant=applicant,
        ground=ground,
        reason=reason.strip(),
        raised_at=at,
        raised_by=by,
    )
    moves.begin_many(Recusal.machine, [recusal.pk], by=by, at=at, verb="raise")
    case_actions.suspend(case, person, by=by, at=at)
    return recusal


@transaction.atomic
def decide_recusal(recusal: Recusal, granted: bool, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Decide on a recusal (民事诉讼法第四十九条、第五十条); granted, the person leaves the bench of the case."""
    _check(recusal, reason, by=by, at=at)
    moves.move(
        recusal,
        "grant" if granted else "refuse",
        by=by,
        at=at,
        reason=reason,
        decided_at=at,
        decided_by=by,
        decision_reason=reason.strip(),
    )
    _after(recusal, granted, by=by, at=at)


@transaction.atomic
def ask_review(recusal: Recusal, *, by: User, at: datetime.datetime) -> None:
    """A litigant whose request was refused asks for review, once (申请复议); the person goes on meanwhile."""
    check_may(by, RAISE_RECUSAL)
    if recusal.kind != Recusal.Kind.ASKED:
        raise Refused("只有申请回避的当事人可以申请复议。")
    moves.move(recusal, "ask_review", by=by, at=at)


@transaction.atomic
def decide_review(recusal: Recusal, granted: bool, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Decide on the review within three days (民事诉讼法第五十条)."""
    _check(recusal, reason, by=by, at=at)
    moves.move(
        recusal,
        "overturn" if granted else "uphold",
        by=by,
        at=at,
        reason=reason,
        reviewed_at=at,
        reviewed_by=by,
        review_reason=reason.strip(),
    )
    _after(recusal, granted, by=by, at=at)


def _check(recusal: Recusal, reason: str, *, by: User, at: datetime.datetime) -> None:
    is_president = Post.PRESIDENT in posts_on(recusal.person, china_day(at))
    check_can_decide_recusal(by, recusal, is_president=is_president)
    if not reason.strip():
        raise Refused("请写明决定的理由。")


def _after(recusal: Recusal, granted: bool, *, by: User, at: datetime.datetime) -> None:
    case, name = recusal.case, recusal.person.full_name
    case_actions.resume(case, recusal.person, by=by, at=at)
    if granted:
        leave_bench([case], recusal.person_id, by=by, at=at)
        if case.responsible_id == recusal.person_id:
            case_actions.release_responsible(case, by=by, at=at)
        line = f"已决定{name}回避，将另行确定人员。"
    else:
        line = f"已决定驳回对{name}的回避申请。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
