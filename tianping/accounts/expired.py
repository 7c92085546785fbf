"""A form that came without the browser's own token: not done, and what was typed is not lost (提交没有办成).

The token goes with the cookies: somebody cleared them, closed a private window, or signed in again in another. Only
where the browser itself says that the form stood on a page of this court is anything of it kept or shown: nobody
elsewhere puts words on our pages.
"""

import re

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tianping.accounts.middleware import keep_draft
from tianping.accounts.permissions import PUBLIC, log_in_page_for, put_aside
from tianping.kernel.web.addresses import is_of_this_court, page_before

# What a form carries besides what somebody wrote: keys of choices and of the form itself, pictures, secrets.
NOT_WRITTEN = re.compile(r"[a-z][a-z0-9_.:-]*|[0-9]|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|data:.*|/.*", re.DOTALL)
SECRET = re.compile(r"password|code|token|secret|draft|next")


def not_sent(request: HttpRequest, **_reason: str) -> HttpResponse:
    """Say what happened and what to do: sign in where that is needed, and the way back to the same page."""
    is_ours = is_of_this_court(request, request.headers.get("Origin") or request.headers.get("Referer", ""))
    permission = getattr(getattr(request.resolver_match, "func", None), "permission", PUBLIC)
    signs_in = not permission.public and not request.user.is_authenticated
    page = page_before(request) or "/"
    kept = is_ours and (put_aside(request) if signs_in else request.user.is_authenticated and keep_draft(request))
    context = {
        "forgotten": settings.CSRF_COOKIE_NAME not in request.COOKIES,
        "signs_in": signs_in,
        "way": redirect_to_login(page, log_in_page_for(permission))["Location"] if signs_in else page,
        "kept": kept,
        "written": _written(request) if is_ours else [],
        "had_files": is_ours and bool(request.FILES),
    }
    return render(request, "accounts/not_sent.html", context, status=403)


def _written(request: HttpRequest) -> list[str]:
    """What somebody wrote into the form, in its order, to be copied."""
    texts = [text.strip() for name in request.POST if not SECRET.search(name) for text in request.POST.getlist(name)]
    return [text for text in texts if text and not NOT_WRITTEN.fullmatch(text)]
