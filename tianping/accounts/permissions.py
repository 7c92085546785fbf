"""Who may: a permission is a name and the posts that have it; every URL carries one."""

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from tianping.accounts.models import User
from tianping.accounts.posts import CITIZENS, EVERYONE, OUTSIDERS, Post
from tianping.kernel import audit, clock, drafts, limits
from tianping.kernel.refusals import Forbidden, Refused

API = "/api/"
FORBIDDEN_SENTENCE = "您的岗位不能办理此事项。如确需办理，请与本院安全管理员联系核对岗位。"
NOT_FOR_CITIZENS = "这是法院工作人员办案的页面。办理自己的事项，请回到首页，或者打开“我的案件”；也可以拨打12368。"

RAN_OUT = "登录已过期，请重新登录；已经保存的内容都保留着。"
SENT_TOO_LATE = "刚才提交的这一页没有办成，登录后请再核对一次、重新提交。"
KEPT_ASIDE = "刚才提交的这一页没有办成，填写的内容还在，登录后请核对、重新提交。"
ASIDE_PER_MINUTE = 60
KEEPS_DRAFT = "draft_keep"
# Under which key a session remembers that its citizen holds the telephone, and how long that stands for a signature.
PROVED, PROOF_GOOD_FOR = "phone_proved", datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Permission:
    """A thing that may be done, and the posts whose holders may do it.

    ``public`` needs no log-in; ``without_post`` needs a log-in and no post (one's own account).
    """

    name: str
    title: str
    posts: frozenset[Post] = frozenset()
    public: bool = False
    without_post: bool = False

    def allows(self, held: frozenset[Post]) -> bool:
        """Whether somebody who is signed in and holds these posts may."""
        return self.public or self.without_post or bool(self.posts & held)


PUBLIC = Permission("public", "公开", public=True)
SIGNED_IN = Permission("signed_in", "本人账号", EVERYONE, without_post=True)

VIEW_PEOPLE = Permission(
    "accounts.people", "查看人员", frozenset({Post.SYSTEM_ADMINISTRATOR, Post.SECURITY_ADMINISTRATOR})
)
MANAGE_PEOPLE = Permission("accounts.people.manage", "管理人员账号", frozenset({Post.SYSTEM_ADMINISTRATOR}))
APPOINT = Permission("accounts.appoint", "任免岗位", frozenset({Post.SECURITY_ADMINISTRATOR}))
READ_AUDIT = Permission("accounts.audit", "查看和核验审计记录", frozenset({Post.AUDIT_ADMINISTRATOR}))
ENTER_LOCAL_FIGURES = Permission(
    "accounts.local_figures", "登记本院数据", frozenset({Post.TRIAL_MANAGER, Post.PRESIDENT})
)

VERIFY_IDENTITY = Permission("accounts.identities", "核验当事人身份", frozenset({Post.FILING_CLERK}))
CONFIRM_LAWYER = Permission("accounts.lawyers", "核对律师执业证", frozenset({Post.FILING_CLERK}))
VIEW_MESSAGES = Permission(
    "accounts.messages", "查看已发信息", frozenset({Post.SYSTEM_ADMINISTRATOR, Post.FILING_CLERK})
)
OWN_IDENTITY = Permission("accounts.own_identity", "本人身份信息", OUTSIDERS)


def held_posts(user: Any) -> frozenset[Post]:
    """The posts that a person holds today, as the request's middleware read them; none for a stranger."""
    return getattr(user, "posts", frozenset())


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that a guard has let through."""
    return cast(User, request.user)


def check_may(user: Any, permission: Permission) -> None:
    """Raise Forbidden unless the permission is public, or the person is signed in and one of the posts has it."""
    if not permission.public and not (user.is_authenticated and permission.allows(held_posts(user))):
        raise Forbidden(forbidden_sentence(held_posts(user)))


def forbidden_sentence(held: frozenset[Post]) -> str:
    """What whoever holds these posts is told where they may not; a citizen has no post to be looked into."""
    return NOT_FOR_CITIZENS if held and held <= CITIZENS else FORBIDDEN_SENTENCE


def check_not_oneself(by: Any, user: Any, sentence: str) -> None:
    """Raise Forbidden with the sentence if somebody is about to act on their own account or posts."""
    if by is not None and by.pk == user.pk:
        raise Forbidden(sentence)


def permitted(permission: Permission) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Guard a view: a stranger goes to the log-in, a post without the permission is refused, and it is logged."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not permission.public and not request.user.is_authenticated:
                return to_log_in(request, permission)
            check_request(request, permission)
            return view(request, *args, **kwargs)

        cast(Any, guarded).permission = permission
        return guarded

    return decorate


def check_request(request: HttpRequest, permission: Permission) -> None:
    """Raise Forbidden, and write the refused access down, unless whoever asks has the permission."""
    try:
        check_may(request.user, permission)
    except Forbidden:
        record_refused(request, permission)
        raise


def log_in_page(held: frozenset[Post]) -> str:
    """Where somebody who holds these posts signs in: citizens by telephone, everybody else by name and password."""
    return "phone_sign_in" if held and held <= CITIZENS else settings.LOGIN_URL


def log_in_page_for(permission: Permission) -> str:
    """Where a stranger is asked to sign in: by telephone, if citizens may (a clerk finds the other way there)."""
    is_citizens = permission.posts & CITIZENS and permission.posts != EVERYONE
    return "phone_sign_in" if is_citizens else settings.LOGIN_URL


def to_log_in(request: HttpRequest, permission: Permission = SIGNED_IN, *, page_of: str = "") -> HttpResponse:
    """To the log-in page (``page_of``, else that of the permission) and back, from a form to the page that shows it.

    A part of a page that asks for itself sends the whole page there. A program is told in a sentence. Whose session
    ran out is told so.
    """
    page_of = page_of or log_in_page_for(permission)
    if request.resolver_match is not None and request.resolver_match.url_name == KEEPS_DRAFT:
        # The script that saves while somebody types tells them; their text waits for the log-in.
        put_aside(request)
        return HttpResponse(status=401)
    if request.path.startswith(API):
        return JsonResponse({"sentence": "尚未登录，或者登录已过期，请先登录。"}, status=401)
    if request.method == "POST":
        messages.warning(request, f"{RAN_OUT}{KEPT_ASIDE if put_aside(request) else SENT_TOO_LATE}")
    elif _ran_out(request):
        messages.warning(request, RAN_OUT)
    if request.headers.get("HX-Request") == "true":
        way_back = _without_host(request.headers.get("HX-Current-URL", "/"))
        return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(way_back, page_of)["Location"]})
    if request.method == "GET":
        return redirect_to_login(request.get_full_path(), page_of)
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return redirect_to_login(_without_host(page), page_of)
    return redirect(page_of)


def put_aside(request: HttpRequest) -> bool:
    """Keep what a stranger sent into a form with a draft for whoever signs in next; whether it waits in the session."""
    form = request.POST.get(drafts.FIELD, "")[:60]
    if not form:
        return False
    try:
        source = request.META.get("REMOTE_ADDR", "")
        limits.count_guess("draft.aside", source, at=clock.now(), per_minute=ASIDE_PER_MINUTE)
        drafts.put_aside(request.session, form, request.POST)
    except Refused:
        return False
    return True


def _ran_out(request: HttpRequest) -> bool:
    """Whether the browser still brings the key of a session that is no more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def _without_host(address: str) -> str:
    return urlsplit(address)._replace(scheme="", netloc="").geturl()


def keep_proof(request: HttpRequest, phone: str, *, at: datetime.datetime) -> None:
    """Remember in this session that whoever is signed in gave back the code that was sent to a number (手机核验)."""
    request.session[PROVED] = {"user": signed_in(request).pk, "phone": phone, "at": at.isoformat()}


def proved_phone(request: HttpRequest, *, at: datetime.datetime) -> str:
    """The number that whoever is signed in has proved to hold within the last ten minutes; empty without."""
    kept = request.session.get(PROVED)
    if not kept or kept["user"] != request.user.pk:
        return ""
    return kept["phone"] if at - datetime.datetime.fromisoformat(kept["at"]) <= PROOF_GOOD_FOR else ""


def use_proof(request: HttpRequest) -> None:
    """It stood for one signature; the next asks again."""
    request.session.pop(PROVED, None)


def record_refused(request: HttpRequest, permission: Permission) -> None:
    """Write a refused access down: who, what, by which route; never what stood in the address or the form."""
    audit.record(
        "access.refused",
        f"permission:{permission.name}",
        by=signed_in(request),
        at=clock.now(),
        route=request.resolver_match.route if request.resolver_match else "",
        method=request.method or "",
    )
