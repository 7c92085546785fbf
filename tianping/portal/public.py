"""What this court can do for a citizen today (首页), and asking to be called (请人帮我)."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import identity_of
from tianping.kernel import clock
from tianping.kernel.refusals import TooMany, tried
from tianping.kernel.submissions import once
from tianping.portal import actions
from tianping.portal.forms import CallBackForm, own_page
from tianping.portal.queries import page_name


def home(request: HttpRequest) -> HttpResponse:
    """The first page: the ways that exist on this installation."""
    return render(request, "portal/home.html")


@require_http_methods(["GET", "POST"])
def ask_for_call(request: HttpRequest) -> HttpResponse:
    """请人帮我: a telephone to be left from any page; only what is really left is counted."""
    if request.method == "POST":
        return _leave(request)
    known = {"page": own_page(request.GET.get("page", "/"))}
    if request.user.is_authenticated:
        known |= _known_of(signed_in(request))
    return _ask(request, CallBackForm(initial=known))


@require_http_methods(["GET"])
def call_asked(request: HttpRequest) -> HttpResponse:
    """The confirmation: what happens next, nothing of what was typed, and the way back to where they were."""
    return render(request, "portal/call_asked.html", _came_from(own_page(request.GET.get("page", "/"))))


@once
def _leave(request: HttpRequest) -> HttpResponse:
    form = CallBackForm(request.POST)
    by = signed_in(request) if request.user.is_authenticated else None
    if form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        refusal = tried(
            lambda: actions.ask_for_call(form.asked, by=by, at=clock.now(), address=address), raising=(TooMany,)
        )
        if refusal is None:
            query = urlencode({"page": form.asked.page}, safe="/")
            return redirect(f"{reverse('call_asked')}?{query}")
        form.add_error(None, str(refusal))
    return _ask(request, form, status=422)


def _known_of(user: User) -> dict[str, str]:
    """The name, and the telephone with which a citizen signs in."""
    identity = identity_of(user)
    return {"name": user.full_name, "phone": identity.phone if identity is not None else ""}


def _ask(request: HttpRequest, form: CallBackForm, status: int = 200) -> HttpResponse:
    back = own_page(str(form["page"].value() or "/"))
    return render(request, "portal/call_ask.html", {"form": form, **_came_from(back)}, status=status)


def _came_from(page: str) -> dict[str, str]:
    """The page that somebody comes from, by its address and its name; another asking from here keeps it."""
    name = page_name(page)
    return {"back": page, "help_from": page, "page": "刚才的页面" if name == page else name}
