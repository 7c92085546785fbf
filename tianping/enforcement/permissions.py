"""Who may see, take in and accept applications for enforcement."""

from typing import Any

from django.db.models import Q, QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import CITIZENS, LEADERS, Post
from tianping.cases.models import Case
from tianping.cases.permissions import own_accesses
from tianping.enforcement.models import Application, ApplicationDraft
from tianping.kernel.refusals import Forbidden, Refused

SEES_ALL = LEADERS | {Post.FILING_CLERK, Post.ENFORCEMENT_OFFICER}

LIST = Permission("enforcement.list", "查看申请执行", SEES_ALL)
READ = Permission("enforcement.view", "查看一件申请执行", SEES_ALL | {Post.JUDGE})
APPLY = Permission("enforcement.apply", "申请执行其他机构、其他法院的文书", CITIZENS)
RECEIVE = Permission("enforcement.receive", "窗口登记申请执行、执行立案", frozenset({Post.FILING_CLERK}))

RULE = Permission("enforcement.rule", "裁定不予受理执行申请", frozenset({Post.JUDGE}))
NOTIFY = Permission("enforcement.notify", "登记执行通知书送达", frozenset({Post.ENFORCEMENT_OFFICER}))

# What ends a case without anything to perform (没有给付内容).
NOTHING_TO_PERFORM = frozenset(
    {"not_accepted", "withdrawn", "deemed_withdrawn", "suit_dismissed", "transferred", "terminated"}
)
TITLES = frozenset({"民初", "诉前调确", "诉前调书"})


def visible_applications(user: Any) -> QuerySet[Application]:
    """The applications that a person may see: leaders, the filing division and those who enforce all.

    A judge reads those of which a refusal is put before them, and no others.
    """
    posts = held_posts(user)
    if posts & SEES_ALL:
        return Application.objects.all()
    return Application.objects.filter(refusal_judge=user) if Post.JUDGE in posts else Application.objects.none()


def own_applications(user: Any) -> QuerySet[Application]:
    """What a citizen has handed in on outside titles, or may read as the applicant; never as anybody else."""
    mine = own_accesses(user).values("litigant")
    rows = Application.objects.filter(outside__isnull=False)
    return rows.filter(Q(applied_by=user) | Q(applicant__in=mine))


def own_drafts(user: Any) -> QuerySet[ApplicationDraft]:
    """What a citizen has begun and not handed in."""
    return ApplicationDraft.objects.filter(kept_by=user)


def check_can_rule(user: Any, application: Application) -> None:
    """Raise unless the refusal was put before this judge."""
    check_may(user, RULE)
    if application.refusal_judge_id != user.pk:
        raise Forbidden("该执行申请没有提请您裁定，不能办理。")


def is_title(case: Case) -> bool:
    """Whether something that binds and can be enforced ended the case (执行规定第十六条)."""
    return case.type_code in TITLES and case.effective_on is not None and case.closing_way not in NOTHING_TO_PERFORM


def check_is_title(case: Case, *, on: Any) -> None:
    """Raise unless the case ended by what can be enforced and binds on that day."""
    if case.status != "closed" or case.type_code not in TITLES:
        raise Refused(f"{case.number}没有审结，或者不是可以申请执行的案件。")
    if case.closing_way in NOTHING_TO_PERFORM:
        raise Refused(f"{case.number}以{case.get_closing_way_display()}结案，没有可以强制执行的给付内容。")
    if case.effective_on is None or case.effective_on > on:
        raise Refused(f"{case.number}的法律文书还没有生效，生效并且履行期限届满以后才能申请执行。")
