"""Who may see a case, lengthen its clocks and decide on that; a refusal is a sentence."""

from typing import Any

from django.db.models import Q, QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Clock, ClockExtension
from tianping.kernel.refusals import Forbidden, Refused

SEES_ALL_CASES = LEADERS | {Post.FILING_CLERK}
HANDLES_CASES = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.FILING_CLERK})

LIST_CASES = Permission("cases.list", "查看案件列表", SEES_ALL_CASES | HANDLES_CASES)
VIEW_CASE = Permission("cases.view", "查看案件", SEES_ALL_CASES | HANDLES_CASES)
REVEAL_PERSONAL_DATA = Permission("cases.reveal", "查看当事人证件号码、电话", SEES_ALL_CASES | HANDLES_CASES)
WORK_LIST = Permission("cases.work_list", "查看到期事项", SEES_ALL_CASES | HANDLES_CASES)
LENGTHEN_CLOCK = Permission("cases.lengthen_clock", "扣除审限、申请延长审限", HANDLES_CASES)
DECIDE_EXTENSION = Permission(
    "cases.decide_extension", "批准延长审限", frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT})
)

TRIAL_LIMITS = frozenset({"C-TRIAL-ORD", "C-TRIAL-SIMPLE", "C-TRIAL-SMALL"})


def visible_cases(user: Any) -> QuerySet[Case]:
    """The cases that a person may see: leaders and the filing division all, others those they handle."""
    posts = held_posts(user)
    if posts & SEES_ALL_CASES:
        return Case.objects.all()
    if posts & HANDLES_CASES:
        return Case.objects.filter(responsible=user)
    return Case.objects.none()


def visible_clocks(user: Any) -> QuerySet[Clock]:
    """The running clocks that a person has to watch: their own, and those of their posts that nobody owns yet."""
    own = Q(owner=user) | Q(owner__isnull=True, owner_post__in=sorted(held_posts(user)))
    return Clock.objects.filter(own, stopped_on__isnull=True)


def check_can_lengthen(user: Any, clock: Clock) -> None:
    """Raise unless this person may lengthen this clock: only running trial limits can be lengthened."""
    check_may(user, LENGTHEN_CLOCK)
    if clock.period_id not in TRIAL_LIMITS:
        raise Refused("只有审理期限可以扣除或者延长；本期间为法定期间，不能由法院变更。")
    if clock.stopped_on is not None:
        raise Refused("该期限已经停止计算，不能再扣除或者延长。")


def check_can_decide_extension(user: Any, extension: ClockExtension) -> None:
    """Raise unless this person may decide on the extension: not the one who asked for it."""
    check_may(user, DECIDE_EXTENSION)
    if extension.requested_by_id == user.pk:
        raise Forbidden("申请人不能批准自己的申请，请由其他院领导审批。")
    if extension.status != "requested":
        raise Refused("该申请已经作出决定，请刷新页面查看。")
