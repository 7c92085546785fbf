"""How a citizen signs in: a mobile number, a code by SMS, and the first time who they are (手机号码登录)."""

from typing import Any

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from tianping.accounts import actions, lockout, queries
from tianping.accounts.identity_forms import PhoneForm, SignUpForm
from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts
from tianping.kernel import clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.web.forms import SentCodeForm

BOTH = require_http_methods(["GET", "POST"])
# Under which key a session remembers the number on its way in: the code that was sent, and whether it was given.
ARRIVING = "phone_sign_in"
NEXT = "next"


@BOTH
def phone(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code, to whatever number it is."""
    way_back = _way_back(request)
    if request.user.is_authenticated:
        return redirect(way_back or queries.first_page_of(held_posts(request.user)))
    form = PhoneForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(lambda: _send(request, form.cleaned_data["phone"], way_back), raising=())
        # Whoever went back and asks again too soon still has the code that was sent.
        if refusal is None or _sent(request).get("phone") == form.cleaned_data["phone"]:
            return redirect("phone_code")
    context = {"form": form, "refusal": refusal, NEXT: way_back, "sent": _sent(request)}
    return render(request, "accounts/phone.html", context, status=_status(form, refusal))


@BOTH
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code. Who has signed up before is let in; who has not goes on to say who they are."""
    arriving = request.session.get(ARRIVING)
    if arriving is None or request.user.is_authenticated:
        return redirect("phone_sign_in")
    form = SentCodeForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(lambda: _check(request, arriving, form.cleaned_data["code"]), raising=())
        if refusal is None:
            request.session[ARRIVING] = {**arriving, "given": True}
            identity = queries.identity_with_phone(arriving["phone"])
            return redirect("phone_sign_up") if identity is None else _let_in(request, identity.user)
    context = {"form": form, "refusal": refusal, "phone": arriving["phone"], NEXT: arriving[NEXT]}
    return render(request, "accounts/phone_code.html", context, status=_status(form, refusal))


@BOTH
def sign_up(request: HttpRequest) -> HttpResponse:
    """The first time: who somebody is, and their consent."""
    arriving = request.session.get(ARRIVING)
    if arriving is None or not arriving["given"] or request.user.is_authenticated:
        return redirect("phone_sign_in")
    form = SignUpForm(request.POST or None, initial={"identity_kind": "resident_id"})
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.sign_up(arriving["phone"], form.draft(), at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _let_in(request, user)
    return render(request, "accounts/phone_sign_up.html", {"form": form}, status=_status(form, None))


def _sent(request: HttpRequest) -> dict[str, Any]:
    """To which number a code was sent that can still be given; empty for none."""
    arriving = request.session.get(ARRIVING, {})
    is_good = not arriving.get("given") and arriving.get("until", "") > clock.now().isoformat()
    return arriving if is_good else {}


def _send(request: HttpRequest, number: str, way_back: str) -> None:
    sent = actions.send_code_from(request, number, at=clock.now())
    request.session[ARRIVING] = {**sent, "given": False, NEXT: way_back}


def _check(request: HttpRequest, arriving: Any, typed: str) -> None:
    actions.check_code_from(request, arriving, typed, at=clock.now())


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Begin the session; whoever has a second factor is asked for it, too."""
    arriving = request.session.pop(ARRIVING)
    answer = perform_login(request, user, redirect_url=arriving[NEXT] or None)
    lockout.remember_device(answer, arriving["phone"])
    return answer


def _way_back(request: HttpRequest) -> str:
    """Where somebody was going; nothing outside this court."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""


def _status(form: Any, refusal: Refused | None) -> int:
    if refusal is not None:
        return refusal.status
    return 422 if form.errors else 200
