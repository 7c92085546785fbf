"""Who may apply for preservation, who decides and carries it out; the respondent may not be warned."""

from typing import Any

from django.db.models import Q, QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import CITIZENS, LEADERS, Post
from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.permissions import own_accesses, visible_cases
from tianping.cases.queries import ON_THE_BENCH
from tianping.intake.preservation.models import Application, ApplicationDraft
from tianping.kernel.refusals import Forbidden

BENCH = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK})
OFFICER = frozenset({Post.ENFORCEMENT_OFFICER})
# What an officer needs to carry out, and no application before it was granted.
TO_CARRY_OUT = ("granted", "executed", "nothing_found", "lifting", "lifted", "ended")

APPLY = Permission("preservation.apply", "申请财产保全", CITIZENS)
LIST = Permission("preservation.list", "查看财产保全", LEADERS | BENCH | OFFICER | {Post.FILING_CLERK})
RECEIVE = Permission("preservation.receive", "窗口登记保全申请", frozenset({Post.FILING_CLERK}))
ACCEPT = Permission("preservation.accept", "受理保全申请、登记担保", BENCH | {Post.FILING_CLERK})
DECIDE = Permission("preservation.decide", "裁定财产保全", frozenset({Post.JUDGE}))
SETTLE = Permission("preservation.settle_fee", "按实际保全数额结算申请费", BENCH)
EXECUTE = Permission("preservation.execute", "执行保全裁定", OFFICER)


def visible_applications(user: Any) -> QuerySet[Application]:
    """The applications that a member of the court may see."""
    held = held_posts(user)
    if held & (LEADERS | {Post.FILING_CLERK}):
        return Application.objects.all()
    mine = Q(pk__in=())
    if held & BENCH:
        mine |= Q(case__in=visible_cases(user).values("pk"))
    if held & OFFICER:
        mine |= Q(status__in=TO_CARRY_OUT)
    return Application.objects.filter(mine)


def own_applications(user: Any) -> QuerySet[Application]:
    """What a citizen has handed in, or may read as an applicant; never as anybody else.

    Before a suit whoever stands on the plaintiffs' side of its matter applies (共同申请).
    """
    mine = own_accesses(user)
    together = mine.filter(litigant__role=Litigant.Role.PLAINTIFF).values("litigant__matter")
    as_applicant = Q(applicant__in=mine.values("litigant")) | Q(stage="before_suit", matter__in=together)
    return Application.objects.filter(Q(applied_by=user) | as_applicant)


def own_drafts(user: Any) -> QuerySet[ApplicationDraft]:
    """What a citizen has begun and not handed in."""
    return ApplicationDraft.objects.filter(kept_by=user)


def check_can_accept(user: Any, application: Application) -> None:
    """Raise unless this person may accept the application: the counter before a suit, in a suit the bench, too."""
    check_may(user, ACCEPT)
    if not visible_applications(user).filter(pk=application.pk).exists():
        raise Forbidden("该保全申请不由您办理。")


def check_can_add(user: Any, application: Application) -> None:
    """Raise unless this person applied, or receives applications at the counter (补交材料)."""
    if own_applications(user).filter(pk=application.pk).exists():
        return
    if not RECEIVE.allows(held_posts(user)):
        raise Forbidden("保全申请的材料由申请人补交，或者由立案窗口登记；您不能补交。")
    if not visible_applications(user).filter(pk=application.pk).exists():
        raise Forbidden("该保全申请不由您办理。")


def check_can_decide(user: Any, application: Application) -> None:
    """Raise unless this person sits in the case of the application."""
    check_may(user, DECIDE)
    if not sits(user, application.case):
        raise Forbidden("保全申请由本案的审判员裁定；您不是本案审判组织成员，不能裁定。")


def check_can_settle(user: Any, application: Application) -> None:
    """Raise unless this person works on the case of the application: its bench, and the clerk."""
    check_may(user, SETTLE)
    if not may_settle(user, application):
        raise Forbidden("保全申请费由本案的审判员、书记员结算；本案不由您办理。")


def may_settle(user: Any, application: Application) -> bool:
    """Whether this person works on the case of the application."""
    return SETTLE.allows(held_posts(user)) and visible_cases(user).filter(pk=application.case_id).exists()


def check_can_execute(user: Any) -> None:
    """Raise unless this person carries rulings out."""
    check_may(user, EXECUTE)


def sits(user: Any, case: Case | None) -> bool:
    """Whether a person sits in the case now."""
    if case is None:
        return False
    return Seat.objects.filter(case=case, user=user, until__isnull=True, role__in=ON_THE_BENCH).exists()
