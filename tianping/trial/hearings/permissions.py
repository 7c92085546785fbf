"""Who may keep, read and sign records of hearings; refusals are sentences."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Seat
from tianping.cases.permissions import check_takes_part
from tianping.cases.queries import ON_THE_BENCH, not_accepted
from tianping.kernel.refusals import Forbidden, Refused

FIRST_INSTANCE = "民初"
KEEPERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK})

VIEW_RECORD = Permission("hearings.view", "查看庭审笔录", KEEPERS | LEADERS | {Post.PEOPLES_ASSESSOR})
KEEP_RECORD = Permission("hearings.keep", "记录庭审", KEEPERS)

TURN_CASE = Permission("hearings.turn", "登记不计入审限的期间", KEEPERS)
CONVERT_CASE = Permission("hearings.convert", "转换审理程序", frozenset({Post.JUDGE}))


def acts_in(user: Any, case_ids: Iterable[int]) -> set[int]:
    """Which of these cases the person tries, or serves the bench of."""
    mine = Q(responsible=user) | Q(seats__user=user, seats__until__isnull=True)
    return set(Case.objects.filter(mine, pk__in=list(case_ids)).values_list("pk", flat=True))


def may_keep(user: Any, case: Case) -> bool:
    """Whether this person may keep a record in this case now."""
    if not KEEP_RECORD.allows(held_posts(user)) or case.type_code != FIRST_INSTANCE or case.status != "open":
        return False
    return bool(acts_in(user, [case.pk]))


def may_convert(user: Any, case: Case) -> bool:
    """Whether this person may bring the case into another procedure: one who sits in it."""
    return CONVERT_CASE.allows(held_posts(user)) and may_keep(user, case) and _sits(user, case)


def check_can_convert(user: Any, case: Case) -> None:
    """Raise unless this person sits in the case: another procedure is the bench's decision, not the clerk's."""
    check_may(user, CONVERT_CASE)
    check_can_keep(user, [case])
    if not _sits(user, case):
        raise Forbidden("只有本案审判组织成员可以决定转换审理程序。")


def _sits(user: Any, case: Case) -> bool:
    seated = Seat.objects.filter(case=case, user=user, until__isnull=True, role__in=ON_THE_BENCH)
    return case.responsible_id == user.pk or seated.exists()


def check_can_keep(user: Any, cases: Iterable[Case], *, urgent: bool = False) -> None:
    """Raise unless this person tries, or serves the bench of, each of these open cases of first instance.

    Whoever was asked to withdraw takes no part until that is decided, but in what is ``urgent``.
    """
    check_may(user, KEEP_RECORD)
    wanted = list(cases)
    if not urgent:
        check_takes_part(user, [case.pk for case in wanted])
    mine = acts_in(user, [case.pk for case in wanted])
    for case in wanted:
        if case.pk not in mine:
            raise Forbidden(f"您不是{case.number}的审判人员或者书记员，不能记录本案庭审。")
        if case.type_code != FIRST_INSTANCE:
            raise Refused(f"{case.number}不是民事一审案件，不在这里记录庭审。")
        if case.status != "open":
            raise Refused(f"{case.number}已经结案，不能再记录庭审。")
        if not_accepted(case):
            raise Refused(f"{case.number}是裁定不予受理的案件，起诉没有受理，不开庭。")
