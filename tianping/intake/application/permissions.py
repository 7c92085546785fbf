"""Who may write a pleading: citizens and lawyers their own, filing clerks those of the counter."""

from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import CITIZENS, Post
from tianping.intake.application.models import Application
from tianping.kernel.refusals import Forbidden, Refused

CLERKS = frozenset({Post.FILING_CLERK})

APPLY = Permission("application.write", "填写起诉状", CLERKS | CITIZENS)


def at_counter(user: Any) -> bool:
    """Whether this person writes for somebody at the window."""
    return bool(held_posts(user) & CLERKS)


def visible_applications(user: Any) -> QuerySet[Application]:
    """Whose pleadings a person sees: clerks all of the counter, everybody else their own."""
    if at_counter(user):
        return Application.objects.filter(channel=Application.Channel.COUNTER)
    return Application.objects.filter(owner=user)


def is_being_corrected(application: Application) -> bool:
    """Whether the court has asked for corrections that are not handed in yet (补正中)."""
    became = application.filing or application.forwarding
    return became is not None and became.status == "correcting"


def check_can_write(user: Any, application: Application) -> None:
    """Raise unless this person may change this pleading now: it is theirs, and with them."""
    check_may(user, APPLY)
    if not visible_applications(user).filter(pk=application.pk).exists():
        raise Forbidden("这份起诉状不是您填写的。")
    if application.status == "handed_in" and not is_being_corrected(application):
        raise Refused("起诉状已经提交给法院，不能再改；法院通知补正的，可以按通知修改后重新提交。")
    if application.status == "given_up":
        raise Refused("这份起诉状已经放弃，请重新填写一份。")
