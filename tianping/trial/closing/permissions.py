"""Who may close cases, take appeals in and send them up; refusals are sentences."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden, Refused

FIRST_INSTANCE = "民初"
CLOSERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK})

VIEW_ENDINGS = Permission("closing.view", "查看结案和生效情况", LEADERS | CLOSERS | {Post.FILING_CLERK})
CLOSE_CASE = Permission("closing.close", "结案", CLOSERS)
# An appeal may be handed in at the counter of the filing division, too (民事诉讼法第一百七十三条).
RECEIVE_APPEAL = Permission("closing.appeal", "收取上诉状", CLOSERS | {Post.FILING_CLERK})
SEND_APPEAL = Permission("closing.send", "移送上诉案件", CLOSERS | {Post.FILING_CLERK})


def acts_in(user: Any, case_ids: Iterable[int]) -> set[int]:
    """Which of these cases the person tries, or serves the bench of."""
    mine = Q(responsible=user) | Q(seats__user=user, seats__until__isnull=True)
    return set(Case.objects.filter(mine, pk__in=list(case_ids)).values_list("pk", flat=True))


def check_can_close(user: Any, cases: Iterable[Case]) -> None:
    """Raise unless this person tries, or serves the bench of, each of these open cases of first instance."""
    check_may(user, CLOSE_CASE)
    wanted = list(cases)
    mine = acts_in(user, [case.pk for case in wanted])
    for case in wanted:
        if case.pk not in mine:
            raise Forbidden(f"您不是{case.number}的审判人员或者书记员，不能办理结案。")
        if case.type_code != FIRST_INSTANCE:
            raise Refused(f"{case.number}不是民事一审案件，不在这里办理结案。")
        if case.status != "open":
            raise Refused(f"{case.number}已经结案，请刷新页面。")


def check_can_handle_appeal(user: Any, case: Case, permission: Permission) -> None:
    """Raise unless this person serves the case, or the counter of the filing division."""
    check_may(user, permission)
    if Post.FILING_CLERK not in held_posts(user) and case.pk not in acts_in(user, [case.pk]):
        raise Forbidden(f"您不是{case.number}的审判人员或者书记员，不能办理本案的上诉事项。")


def may_close(user: Any, case: Case) -> bool:
    """Whether the page offers this person to close the case."""
    try:
        check_can_close(user, [case])
    except Refused:
        return False
    return True


def may_handle_appeal(user: Any, case: Case) -> bool:
    """Whether the page offers this person what is done with an appeal."""
    try:
        check_can_handle_appeal(user, case, RECEIVE_APPEAL)
    except Refused:
        return False
    return True
