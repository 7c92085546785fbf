"""Who may draw, manage pools, ask for a reassignment and approve it, and decide on a recusal."""

from collections.abc import Callable
from typing import Any

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Seat
from tianping.cases.permissions import SEES_ALL_CASES, TRIES_CASES
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.recusals import Whose
from tianping.trial.assignment.models import Reassignment, Recusal

DRAWERS = frozenset({Post.FILING_CLERK, Post.TRIAL_MANAGER, Post.DIVISION_HEAD})
DECIDERS = frozenset({Post.DIVISION_HEAD, Post.VICE_PRESIDENT, Post.PRESIDENT})

# The list of waiting cases finds them by a litigant's name: for those alone who see all cases. The public pages show
# everybody else what was drawn.
VIEW_DRAWS = Permission("assignment.view", "查看随机分案", SEES_ALL_CASES)
DRAW_CASES = Permission("assignment.draw", "随机分案", DRAWERS)
MANAGE_POOLS = Permission("assignment.pools", "管理分案团队", frozenset({Post.TRIAL_MANAGER, *DECIDERS}))
LIST_REASSIGNMENTS = Permission("assignment.reassignments", "查看变更审判人员", LEADERS | {Post.JUDGE})
REQUEST_REASSIGNMENT = Permission(
    "assignment.request", "申请变更审判人员", frozenset({Post.JUDGE, Post.TRIAL_MANAGER, *DECIDERS})
)
DECIDE_REASSIGNMENT = Permission("assignment.decide", "批准变更审判人员", DECIDERS)
RAISE_RECUSAL = Permission("assignment.recuse", "登记回避", TRIES_CASES | {Post.TRIAL_MANAGER})
# The president decides on judges and assessors, the presiding or sole judge on the others, the committee on the
# president (民事诉讼法第四十九条); the vice-president puts the committee's decision on record.
DECIDE_RECUSAL = Permission(
    "assignment.decide_recusal", "决定回避", frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT, Post.JUDGE})
)
LIST_RECUSALS = Permission("assignment.recusals", "查看回避", RAISE_RECUSAL.posts | DECIDE_RECUSAL.posts)

FIRST_INSTANCE = "民初"
HELPERS = (Seat.Role.ASSISTANT, Seat.Role.CLERK)
OWN_REQUEST = "申请人不能批准自己的申请，请由其他院庭长审批。"


def check_can_change_bench(case: Case) -> None:
    """Raise unless the case is one of first instance that is still open."""
    if case.type_code != FIRST_INSTANCE or case.status != "open":
        raise Refused("只有在办的民事一审案件可以变更审判组织成员，本案不能变更。")


def check_can_request(user: Any, case: Case) -> None:
    """Raise unless this person may ask that the bench of this case changes: its judge, or who leads."""
    check_may(user, REQUEST_REASSIGNMENT)
    check_can_change_bench(case)
    leads = bool(held_posts(user) & (DECIDERS | {Post.TRIAL_MANAGER}))
    if case.responsible_id != user.pk and not leads:
        raise Forbidden("只有本案承办法官或者院庭长、审管办可以申请变更审判人员。")
    if case.responsible_id is None:
        raise Refused("本案还没有承办法官，请先随机分案。")
    if Reassignment.objects.filter(case=case, status="requested").exists():
        raise Refused("本案已有一份待批准的变更申请，请等待作出决定。")


def check_can_decide(user: Any, request: Reassignment) -> None:
    """Raise unless this person may decide on the request: a head or president, and not who made it."""
    check_may(user, DECIDE_REASSIGNMENT)
    if request.requested_by_id == user.pk:
        raise Forbidden(OWN_REQUEST)
    if request.to_user_id == user.pk:
        raise Forbidden("拟接任的承办法官不能批准本申请，请由其他院庭长审批。")
    if request.status != "requested":
        raise Refused("该申请已经作出决定，请刷新页面查看。")


def check_can_decide_recusal(user: Any, recusal: Recusal, *, is_president: bool) -> None:
    """Raise unless this person decides (民事诉讼法第四十九条); ``is_president``: whether it is about the president."""
    check_may(user, DECIDE_RECUSAL)
    if recusal.person_id == user.pk:
        raise Forbidden("本人的回避不能由本人决定。")
    whose = whose_recusal(recusal, is_president=is_president)
    if whose == "other":
        seated = recusal.case.seats.filter(user_id=user.pk, until__isnull=True)
        if not seated.filter(role__in=[Seat.Role.SOLE, Seat.Role.PRESIDING]).exists():
            raise Forbidden("法官助理、书记员等其他人员的回避由本案审判长或者独任审判员决定。")
        return
    if whose == "president" and Post.VICE_PRESIDENT not in held_posts(user):
        raise Forbidden("院长的回避由审判委员会决定，请由副院长登记决定。")
    if whose == "bench" and Post.PRESIDENT not in held_posts(user):
        raise Forbidden("审判人员的回避由院长决定。")


def whose_recusal(recusal: Recusal, *, is_president: bool) -> Whose:
    """As what the person is asked to withdraw: by that the law names who decides."""
    helps = recusal.case.seats.filter(user_id=recusal.person_id, role__in=HELPERS, until__isnull=True).exists()
    return "other" if helps else "president" if is_president else "bench"


def allowed(check: Callable[[], None]) -> bool:
    """Whether a check lets somebody through, for pages that offer only what may be done."""
    try:
        check()
    except Refused:
        return False
    return True
