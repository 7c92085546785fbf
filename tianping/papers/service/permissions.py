"""Who may see and record service; a refusal is a sentence."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden

SERVERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.FILING_CLERK})

VIEW_SERVICE = Permission("service.view", "查看送达情况", SERVERS | LEADERS | {Post.PEOPLES_ASSESSOR})
RECORD_SERVICE = Permission("service.record", "登记送达", SERVERS)


def cases_served_by(user: Any) -> Q | None:
    """Which cases' papers a person serves, as a filter of cases: their own; None: those of the whole court."""
    if Post.FILING_CLERK in held_posts(user):
        return None
    return Q(responsible=user) | Q(seats__user=user, seats__until__isnull=True)


def check_can_serve(user: Any, case_ids: Collection[int]) -> None:
    """Raise unless this person serves the papers of all these cases: the bench, its clerks, the filing division."""
    check_may(user, RECORD_SERVICE)
    mine = cases_served_by(user)
    if mine is None:
        return
    found = set(Case.objects.filter(mine, pk__in=case_ids).values_list("pk", flat=True))
    if found != set(case_ids):
        raise Forbidden("您不是其中案件的审判人员或者书记员，不能登记送达。")
