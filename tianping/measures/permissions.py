"""Who may see the register of measures, and who writes in it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case
from tianping.cases.permissions import visible_cases
from tianping.kernel.refusals import Forbidden
from tianping.measures.models import Measure

BENCH = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK})
SEES_ALL = LEADERS | {Post.FILING_CLERK, Post.ENFORCEMENT_OFFICER}

LIST_MEASURES = Permission("measures.list", "查看查封、扣押、冻结登记", SEES_ALL | BENCH)
# A ruling is handed to those who enforce (保全规定第二条); the bench may carry it out where they do not.
KEEP_MEASURES = Permission("measures.keep", "登记、续行、解除查封、扣押、冻结", BENCH | {Post.ENFORCEMENT_OFFICER})

RECEIVE_REQUESTS = Permission(
    "measures.receive_requests", "登记续行申请", BENCH | {Post.FILING_CLERK, Post.ENFORCEMENT_OFFICER}
)


def visible_measures(user: Any) -> QuerySet[Measure]:
    """The measures that a person may see: leaders, the filing division and those who enforce all, others their own."""
    held = held_posts(user)
    if held & SEES_ALL:
        return Measure.objects.all()
    if held & BENCH:
        mine = visible_cases(user).values("pk")
        return Measure.objects.filter(Q(case__in=mine) | Q(enforced_in__in=mine))
    return Measure.objects.none()


def check_can_keep(user: Any, measures: Sequence[Measure]) -> None:
    """Raise unless this person may write in the register about these measures."""
    check_may(user, KEEP_MEASURES)
    ids = {measure.pk for measure in measures}
    if visible_measures(user).filter(pk__in=ids).count() != len(ids):
        raise Forbidden("所选措施中有的不由您办理，不能登记。")


def check_can_receive(user: Any, measures: Sequence[Measure]) -> None:
    """Raise unless this person may take what asks for these measures to be renewed."""
    check_may(user, RECEIVE_REQUESTS)
    ids = {measure.pk for measure in measures}
    if visible_measures(user).filter(pk__in=ids).count() != len(ids):
        raise Forbidden("所选措施中有的您不能查看，不能登记续行申请。")


def check_can_record(user: Any, case_ids: Sequence[int]) -> None:
    """Raise unless this person may enter measures that these cases ordered."""
    check_may(user, KEEP_MEASURES)
    if Post.ENFORCEMENT_OFFICER in held_posts(user):
        return
    wanted = set(case_ids)
    if visible_cases(user).filter(pk__in=wanted).count() != len(wanted):
        raise Forbidden("该案件不由您办理，不能登记查封、扣押、冻结。")


def may_record(user: Any, case: Case) -> bool:
    """Whether a person may enter a measure that this case ordered."""
    try:
        check_can_record(user, [case.pk])
    except Forbidden:
        return False
    return True
