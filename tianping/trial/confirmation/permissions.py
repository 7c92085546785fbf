"""Who accepts applications about agreements, and who decides on them; refusals are sentences."""

from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Seat
from tianping.kernel.refusals import Forbidden
from tianping.trial.confirmation.models import Application

SEES_ALL = LEADERS | {Post.FILING_CLERK}
HELPERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK})

LIST_APPLICATIONS = Permission("confirmation.list", "查看司法确认申请", SEES_ALL | HELPERS)
ACCEPT_APPLICATION = Permission("confirmation.accept", "受理司法确认申请", frozenset({Post.FILING_CLERK}))
RECEIVE_APPLICATION = Permission("confirmation.receive", "窗口收取司法确认申请", frozenset({Post.FILING_CLERK}))
IDENTIFY_APPLICANT = Permission("confirmation.identify", "补登申请人身份证件", HELPERS | {Post.FILING_CLERK})
DECIDE_APPLICATION = Permission("confirmation.decide", "审查司法确认申请", frozenset({Post.JUDGE}))


def visible_applications(user: Any) -> QuerySet[Application]:
    """The applications that a person may see: leaders and the filing division all, others those of their cases."""
    posts = held_posts(user)
    if posts & SEES_ALL:
        return Application.objects.all()
    if posts & HELPERS:
        seated = Seat.objects.filter(user=user, until__isnull=True).values("case")
        return Application.objects.filter(case__in=seated)
    return Application.objects.none()


def check_can_decide(user: Any, application: Application) -> None:
    """Raise unless this person is the judge who was named for the application (司法确认规定第六条)."""
    check_may(user, DECIDE_APPLICATION)
    if application.case is None or application.case.responsible_id != user.pk:
        raise Forbidden("该申请由指定的承办法官审查，您不是承办法官，不能办理。")
