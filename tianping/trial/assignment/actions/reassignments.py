"""Reassignment (变更承办法官): asked for with a reason, decided by somebody else, told to the litigants."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import posts_on
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.trial.assignment.actions import seating
from tianping.trial.assignment.models import Reassignment
from tianping.trial.assignment.permissions import check_can_change_bench, check_can_decide, check_can_request
from tianping.trial.assignment.queries import exclusions


@transaction.atomic
def request_reassignment(
    case: Case, reason: str, *, by: User, at: datetime.datetime, to_user: User | None = None
) -> Reassignment:
    """Ask that another judge takes over a case: the one named, or whoever will be drawn."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_request(by, case)
    if not reason.strip():
        raise Refused("请写明变更承办法官的理由。")
    if to_user is not None:
        _check_successor(case, to_user, at)
    request = Reassignment.objects.create(
        case=case,
        from_user_id=case.responsible_id,
        to_user=to_user,
        reason=reason.strip(),
        requested_at=at,
        requested_by=by,
    )
    moves.begin_many(Reassignment.machine, [request.pk], by=by, at=at, verb="request")
    return request


@transaction.atomic
def approve(request: Reassignment, *, by: User, at: datetime.datetime, reason: str = "") -> None:
    """Approve it: the judge leaves the bench; the successor takes the seat, or the case waits to be drawn again."""
    check_can_decide(by, request)
    case = Case.objects.select_for_update().get(pk=request.case_id)
    check_can_change_bench(case)
    if case.responsible_id != request.from_user_id:
        raise Overtaken("本案承办法官已经变更，请刷新页面查看。")
    if request.to_user is not None:
        _check_successor(case, request.to_user, at)
    moves.move(
        request, "approve", by=by, at=at, reason=reason, decided_at=at, decided_by=by, decision_reason=reason.strip()
    )
    left = leave_bench([case], request.from_user_id, by=by, at=at)
    if request.to_user is None:
        _tell(case, f"经审批，{request.from_user.full_name}不再承办本案，将另行随机确定承办法官。", by=by, at=at)
        return
    role = left.get(case.pk) or (Seat.Role.SOLE if case.composition == Case.Composition.SOLE else Seat.Role.JUDGE)
    _tell(case, f"经审批，本案承办法官由{request.from_user.full_name}变更为{request.to_user.full_name}。", by=by, at=at)
    successor = request.to_user.pk
    seating.seat([case], {case.pk: {successor: role}}, {case.pk: successor}, by=by, at=at)


@transaction.atomic
def refuse(request: Reassignment, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Refuse it, with the reason; the judge stays."""
    check_can_decide(by, request)
    if not reason.strip():
        raise Refused("请写明不批准的理由。")
    moves.move(
        request, "refuse", by=by, at=at, reason=reason, decided_at=at, decided_by=by, decision_reason=reason.strip()
    )


def leave_bench(cases: Sequence[Case], user_id: int, *, by: User, at: datetime.datetime) -> dict[int, Seat.Role]:
    """Somebody leaves the seats they hold in these cases; which seats they were, by case."""
    held = list(Seat.objects.filter(case__in=cases, user_id=user_id, until__isnull=True))
    case_actions.unseat_many([seat.pk for seat in held], by=by, at=at)
    return {seat.case_id: Seat.Role(seat.role) for seat in held}


def _check_successor(case: Case, successor: User, at: datetime.datetime) -> None:
    day = china_day(at)
    if not successor.is_active or Post.JUDGE not in posts_on(successor, day):
        raise Refused(f"{successor.full_name}没有担任法官，不能承办案件，请另选。")
    why = exclusions([case.pk], day)[case.pk].get(successor.pk)
    if why is not None:
        raise Refused(f"{successor.full_name}{why}，不能接任本案，请另选。")
    if successor.pk == case.responsible_id:
        raise Refused(f"{successor.full_name}就是本案承办法官，请另选。")


def _tell(case: Case, line: str, *, by: User, at: datetime.datetime) -> None:
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
