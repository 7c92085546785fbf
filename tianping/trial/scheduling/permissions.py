"""Who plans hearings, sees the plan, keeps the places and absences; refusals are sentences."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from tianping.accounts.permissions import PUBLIC, Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden, Refused

FIRST_INSTANCE = "民初"
PLANNERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.FILING_CLERK})

VIEW_SCHEDULE = Permission("scheduling.view", "查看开庭排期", PLANNERS | LEADERS | {Post.PEOPLES_ASSESSOR})
PLAN_HEARINGS = Permission("scheduling.plan", "排期、改期", PLANNERS)
KEEP_PLACES = Permission("scheduling.places", "登记法庭和巡回审判点", LEADERS | {Post.FILING_CLERK})
KEEP_ABSENCES = Permission("scheduling.absences", "登记请假、外出", PLANNERS | LEADERS)
# The calendar is fetched by a program that cannot log in: its address holds a secret of the person's own.
SUBSCRIBE = PUBLIC


def cases_planned_by(user: Any) -> Q | None:
    """Which cases a person plans, as a filter of cases: those they try or serve; None: those of the whole court."""
    if Post.FILING_CLERK in held_posts(user):
        return None
    return Q(responsible=user) | Q(seats__user=user, seats__until__isnull=True)


def check_can_plan(user: Any, cases: Collection[Case]) -> None:
    """Raise unless this person plans the hearings of all these open cases of first instance."""
    check_may(user, PLAN_HEARINGS)
    mine = cases_planned_by(user)
    if mine is not None:
        found = set(Case.objects.filter(mine, pk__in=[case.pk for case in cases]).values_list("pk", flat=True))
        for case in cases:
            if case.pk not in found:
                raise Forbidden(f"您不是{case.number}的审判人员或者书记员，不能排期。")
    for case in cases:
        if case.type_code != FIRST_INSTANCE:
            raise Refused(f"{case.number}不是民事一审案件，不在这里排期。")
        if case.status != "open":
            raise Refused(f"{case.number}已经结案，不能再排期。")


def may_plan(user: Any, case: Case) -> bool:
    """Whether this person may fix a hearing of this case, for pages that offer only what may be done."""
    try:
        check_can_plan(user, [case])
    except Refused:
        return False
    return True


def check_can_note_absence(user: Any, absent_id: int) -> None:
    """Raise unless it is one's own absence, or one leads the court or plans for all of it."""
    check_may(user, KEEP_ABSENCES)
    if absent_id != user.pk and not held_posts(user) & (LEADERS | {Post.FILING_CLERK}):
        raise Forbidden("您只能登记本人的请假、外出；他人的由院庭长、审管办或者立案庭登记。")
