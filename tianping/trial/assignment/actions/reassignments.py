"""Reassignment (变更审判人员): asked for with a reason, decided by somebody else, told to the litigants."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import posts_on
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.cases.queries import ON_THE_BENCH
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.trial.assignment.actions import seating
from tianping.trial.assignment.models import Reassignment
from tianping.trial.assignment.permissions import check_can_change_bench, check_can_decide, check_can_request
from tianping.trial.assignment.queries import exclusions

POSTS = {Seat.Role.ASSESSOR: (Post.PEOPLES_ASSESSOR, "人民陪审员")}
JUDGE = (Post.JUDGE, "法官")


@transaction.atomic
def request_reassignment(
    case: Case,
    reason: str,
    *,
    by: User,
    at: datetime.datetime,
    leaving: User | None = None,
    to_user: User | None = None,
) -> Reassignment:
    """Ask that somebody else takes the place of the responsible judge, or of another member of the bench (``leaving``).

    ``to_user`` names the successor; without one the place is drawn again.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_request(by, case)
    if not reason.strip():
        raise Refused("请写明变更审判人员的理由。")
    from_id = leaving.pk if leaving is not None else case.responsible_id
    if from_id != case.responsible_id and _seat_of(case, from_id) is None:
        raise Refused("拟更换的人员不是本案审判组织成员，请核对。")
    if to_user is not None:
        _check_successor(case, from_id, to_user, at)
    request = Reassignment.objects.create(
        case=case, from_user_id=from_id, to_user=to_user, reason=reason.strip(), requested_at=at, requested_by=by
    )
    moves.begin_many(Reassignment.machine, [request.pk], by=by, at=at, verb="request")
    return request


@transaction.atomic
def approve(request: Reassignment, *, by: User, at: datetime.datetime, reason: str = "") -> None:
    """Approve it: somebody leaves the bench; the successor takes the seat, or the place waits to be drawn again."""
    check_can_decide(by, request)
    case = Case.objects.select_for_update().get(pk=request.case_id)
    check_can_change_bench(case)
    seat = _seat_of(case, request.from_user_id)
    is_responsible = case.responsible_id == request.from_user_id
    if seat is None and not is_responsible:
        raise Overtaken("本案审判人员已经变更，请刷新页面查看。")
    if request.to_user is not None:
        _check_successor(case, request.from_user_id, request.to_user, at)
    moves.move(
        request, "approve", by=by, at=at, reason=reason, decided_at=at, decided_by=by, decision_reason=reason.strip()
    )
    leave_bench([case], request.from_user_id, by=by, at=at)
    what = "承办法官" if is_responsible else seat.get_role_display() if seat is not None else ""
    if request.to_user is None:
        if is_responsible:
            case_actions.release_responsible(case, by=by, at=at)
        _tell(case, f"经审批，{what}{request.from_user.full_name}退出本案，将另行随机抽取。", by=by, at=at)
        return
    _tell(case, f"经审批，{what}由{request.from_user.full_name}变更为{request.to_user.full_name}。", by=by, at=at)
    alone = Seat.Role.SOLE if case.composition == Case.Composition.SOLE else Seat.Role.JUDGE
    places = {case.pk: {request.to_user.pk: Seat.Role(seat.role) if seat is not None else alone}}
    seating.seat([case], places, {case.pk: request.to_user.pk} if is_responsible else {}, by=by, at=at)


@transaction.atomic
def refuse(request: Reassignment, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Refuse it, with the reason; the judge stays."""
    check_can_decide(by, request)
    if not reason.strip():
        raise Refused("请写明不批准的理由。")
    moves.move(
        request, "refuse", by=by, at=at, reason=reason, decided_at=at, decided_by=by, decision_reason=reason.strip()
    )


def leave_bench(cases: Sequence[Case], user_id: int, *, by: User, at: datetime.datetime) -> None:
    """Somebody leaves the seats they hold in these cases."""
    held = Seat.objects.filter(case__in=cases, user_id=user_id, until__isnull=True)
    case_actions.unseat_many(list(held.values_list("pk", flat=True)), by=by, at=at)
    seating.stop_telling(cases, "审判人员退出，另行确定后重新告知", by=by, at=at)


def _seat_of(case: Case, user_id: int | None) -> Seat | None:
    """The place that somebody holds on the bench of a case."""
    return Seat.objects.filter(case=case, user_id=user_id, role__in=ON_THE_BENCH, until__isnull=True).first()


def _check_successor(case: Case, from_id: int | None, successor: User, at: datetime.datetime) -> None:
    day, seat = china_day(at), _seat_of(case, from_id)
    post, word = POSTS.get(Seat.Role(seat.role), JUDGE) if seat is not None else JUDGE
    if not successor.is_active or post not in posts_on(successor, day):
        raise Refused(f"{successor.full_name}没有担任{word}，请另选。")
    why = exclusions([case.pk], day)[case.pk].get(successor.pk)
    if why is not None:
        raise Refused(f"{successor.full_name}{why}，不能接任，请另选。")


def _tell(case: Case, line: str, *, by: User, at: datetime.datetime) -> None:
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
