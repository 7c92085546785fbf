"""Who may mark a case as supervised, who may take a step in it, and who may only answer."""

from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case
from tianping.cases.permissions import TRIES_CASES, check_sees, visible_cases
from tianping.kernel.refusals import Forbidden, Refused
from tianping.trial.deliberation.models import Supervision

SUPERVISORS = frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT, Post.DIVISION_HEAD})

LIST_SUPERVISED = Permission("deliberation.list", "查看四类案件", LEADERS)
MARK_SUPERVISED = Permission("deliberation.mark", "标识四类案件", SUPERVISORS | TRIES_CASES | {Post.FILING_CLERK})
VIEW_SUPERVISED = Permission("deliberation.view", "查看四类案件监督记录", LEADERS | TRIES_CASES | {Post.FILING_CLERK})
SUPERVISE = Permission("deliberation.supervise", "采取监督管理措施", SUPERVISORS)
ANSWER_SUPERVISION = Permission("deliberation.answer", "回复监督管理措施", TRIES_CASES)

FIRST_INSTANCE = "民初"


def visible_supervisions(user: Any) -> QuerySet[Supervision]:
    """The supervised cases among those that a person may see."""
    return Supervision.objects.filter(case__in=visible_cases(user))


def check_can_mark(user: Any, case: Case) -> None:
    """Raise unless this person may mark this case: one they may see, open, and of first instance."""
    check_may(user, MARK_SUPERVISED)
    check_sees(user, case.pk)
    if case.type_code != FIRST_INSTANCE or case.status != "open":
        raise Refused("只有在办的一审案件可以标识为四类案件，本案不能标识。")


def check_can_step(user: Any, supervision: Supervision) -> None:
    """Raise unless this person leads and does not sit in the case: whoever tries it does not supervise it."""
    check_may(user, SUPERVISE)
    case = supervision.case
    seated = case.seats.filter(user_id=user.pk, until__isnull=True).exists()
    if seated or case.responsible_id == user.pk:
        raise Forbidden("您是本案审判组织成员，不能对本案采取监督管理措施，请由其他院庭长办理。")
    if supervision.status != "marked":
        raise Refused("本案已经解除监督，不能再采取监督管理措施。")


def check_can_answer(user: Any, supervision: Supervision) -> None:
    """Raise unless this person sits in the case or serves its bench."""
    check_may(user, ANSWER_SUPERVISION)
    case = supervision.case
    if case.responsible_id != user.pk and not case.seats.filter(user_id=user.pk, until__isnull=True).exists():
        raise Forbidden("只有本案审判组织成员可以回复监督管理措施。")
    if supervision.status != "marked":
        raise Refused("本案已经解除监督，不需要再回复。")


def may_supervise(user: Any, supervision: Supervision) -> bool:
    """Whether the page offers this person the steps of a leader."""
    return _allowed(check_can_step, user, supervision)


def may_answer(user: Any, supervision: Supervision) -> bool:
    """Whether the page offers this person to answer."""
    return _allowed(check_can_answer, user, supervision)


def may_mark(user: Any, case: Case) -> bool:
    """Whether the case page offers this person to mark the case."""
    return bool(MARK_SUPERVISED.posts & held_posts(user)) and case.status == "open" and case.type_code == FIRST_INSTANCE


def _allowed(check: Any, user: Any, supervision: Supervision) -> bool:
    try:
        check(user, supervision)
    except Refused:
        return False
    return True
