"""What is checked of everybody who is signed in, at every request: posts, idle time, a password still to be changed."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from tianping.accounts.permissions import API, log_in_page, to_log_in
from tianping.accounts.posts import idle_minutes
from tianping.accounts.queries import posts_on
from tianping.kernel import audit, clock, drafts
from tianping.kernel.refusals import Refused

# The session is written at most so often; a page read every second costs no write each time.
WRITE_AFTER_SECONDS = 20
OPEN_BEFORE_PASSWORD_CHANGE = ("account_change_password", "account_logout", "stay")


class PostMiddleware:
    """Puts ``posts`` (a frozenset of Post) on ``request.user``; a revoked post is gone at the next request.

    Idle time is measured by the server's own clock, not by the demonstration day.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the posts once; sign out whoever was away too long; hold back whoever must change a password."""
        user: Any = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        user.posts = posts_on(user, clock.today())
        if _was_away(request, idle_minutes(user.posts)):
            return _sign_out(request, idle_minutes(user.posts))
        if user.must_change_password and request.path not in map(reverse, OPEN_BEFORE_PASSWORD_CHANGE):
            return _to_change_password(request)
        return self.get_response(request)


def _to_change_password(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"sentence": "登录密码由管理员设置，请先在网页上修改密码。"}, status=403)
    return redirect("account_change_password")


def _was_away(request: HttpRequest, minutes: int) -> bool:
    """Whether the last request of this session was too long ago; notes the present one."""
    now, session = time.time(), request.session
    last_seen = session.get("last_seen")
    if last_seen is not None and now - last_seen > minutes * 60:
        return True
    if last_seen is None or now - last_seen > WRITE_AFTER_SECONDS:
        session["last_seen"] = now
    return False


def _sign_out(request: HttpRequest, minutes: int) -> HttpResponse:
    user: Any = request.user
    audit.record("session.idle", f"person:{user.pk}", by=user, at=clock.now())
    was_kept = keep_draft(request)
    logout(request)
    if was_kept:
        drafts.note_taken_up(request.session, request.POST[drafts.FIELD][:60])
    kept = "您填写的内容已经保留，登录后可以继续填写。" if was_kept else ""
    messages.warning(request, f"您已超过{minutes}分钟没有操作，为防止他人冒用，系统已退出登录。请重新登录。{kept}")
    # Back to the form, where what was typed is offered again.
    if was_kept:
        return redirect_to_login(request.get_full_path(), log_in_page(user.posts))
    return to_log_in(request, page_of=log_in_page(user.posts))


@receiver(user_logged_in, dispatch_uid="accounts.draft")
def take_up_draft(request: Any, user: Any, **_facts: Any) -> None:
    """What somebody sent after the log-in had ended is theirs once they have signed in again."""
    # A program signs somebody in without a request.
    if request is not None:
        drafts.take_up(request.session, user, at=clock.now())


def keep_draft(request: HttpRequest) -> bool:
    """Keep a form that was sent too late for whoever filled it in; whether it was kept."""
    form = request.POST.get(drafts.FIELD, "") if request.method == "POST" else ""
    if not form or request.path.startswith(API):
        return False
    try:
        drafts.keep(request.user, form[:60], request.POST, at=clock.now())
    except Refused:
        return False
    return True
