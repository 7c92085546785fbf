"""Who may mark a case as supervised, who may take a step in it, and who may only answer."""

from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Seat
from tianping.cases.permissions import TRIES_CASES, check_sees, check_takes_part, visible_cases
from tianping.cases.queries import ON_THE_BENCH
from tianping.kernel.refusals import Forbidden, Refused
from tianping.trial.deliberation.models import Deliberation, DeliberationSignature, Opinion, Supervision

SUPERVISORS = frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT, Post.DIVISION_HEAD})

LIST_SUPERVISED = Permission("deliberation.list", "查看四类案件", LEADERS)
MARK_SUPERVISED = Permission("deliberation.mark", "标识四类案件", SUPERVISORS | TRIES_CASES | {Post.FILING_CLERK})
VIEW_SUPERVISED = Permission("deliberation.view", "查看四类案件监督记录", LEADERS | TRIES_CASES | {Post.FILING_CLERK})
SUPERVISE = Permission("deliberation.supervise", "采取监督管理措施", SUPERVISORS)
ANSWER_SUPERVISION = Permission("deliberation.answer", "回复监督管理措施", TRIES_CASES)
# What is said in deliberation is secret: those who sit in the case and those who serve its bench, nobody else.
KEEPERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK})
RECORD_DELIBERATION = Permission("deliberation.record", "记录合议庭评议", KEEPERS)
VIEW_DELIBERATION = Permission("deliberation.consult", "查看、签署评议笔录", KEEPERS | {Post.PEOPLES_ASSESSOR})

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


def visible_deliberations(user: Any) -> QuerySet[Deliberation]:
    """The deliberations of the cases in which a person has a seat."""
    return Deliberation.objects.filter(case__in=Seat.objects.filter(user=user, until__isnull=True).values("case"))


def check_can_record(user: Any, case: Case) -> None:
    """Raise unless this person has a seat in this open case, which a panel tries."""
    check_may(user, RECORD_DELIBERATION)
    check_takes_part(user, [case.pk])
    if not Seat.objects.filter(case=case, user=user, until__isnull=True).exists():
        raise Forbidden("合议庭评议不公开，只有本案审判组织成员和书记员可以记录。")
    if case.composition != Case.Composition.PANEL:
        raise Refused("本案由审判员一人独任审理，不需要评议。")
    if case.status != "open":
        raise Refused("本案已经结案，不能再记录评议。")


def check_can_sign(user: Any, deliberation: Deliberation) -> None:
    """Raise unless this person took part in the deliberation and still sits in the case."""
    check_may(user, VIEW_DELIBERATION)
    check_takes_part(user, [deliberation.case_id])
    sits = deliberation.case.seats.filter(user_id=user.pk, until__isnull=True, role__in=ON_THE_BENCH).exists()
    if not sits or not Opinion.objects.filter(deliberation=deliberation, user=user).exists():
        raise Forbidden("评议笔录由参加评议的合议庭成员签名，您不需要签名。")


def may_record(user: Any, case: Case) -> bool:
    """Whether the case page offers this person to write down a deliberation."""
    return _allowed(check_can_record, user, case)


def may_sign(user: Any, deliberation: Deliberation) -> bool:
    """Whether the page offers this person to sign."""
    signed = DeliberationSignature.objects.filter(deliberation=deliberation, by=user).exists()
    return not signed and _allowed(check_can_sign, user, deliberation)


def may_supervise(user: Any, supervision: Supervision) -> bool:
    """Whether the page offers this person the steps of a leader."""
    return _allowed(check_can_step, user, supervision)


def may_answer(user: Any, supervision: Supervision) -> bool:
    """Whether the page offers this person to answer."""
    return _allowed(check_can_answer, user, supervision)


def may_mark(user: Any, case: Case) -> bool:
    """Whether the case page offers this person to mark the case."""
    return bool(MARK_SUPERVISED.posts & held_posts(user)) and case.status == "open" and case.type_code == FIRST_INSTANCE


def _allowed(check: Any, user: Any, about: Supervision | Case | Deliberation) -> bool:
    try:
        check(user, about)
    except Refused:
        return False
    return True
