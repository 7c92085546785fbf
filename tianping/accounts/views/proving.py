"""A citizen who is signed in shows once more that they hold the telephone with which they signed up (手机核验).

For what is done with one's name and without a hand-written signature. No transaction stands around it: wrong codes are
counted whatever becomes of the page.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from tianping.accounts import actions, queries
from tianping.accounts.actions import SentCode
from tianping.accounts.models import Identity
from tianping.accounts.permissions import keep_proof, signed_in
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.web.forms import SentCodeForm

PROVING, NEXT = "phone_proving", "next"


@require_http_methods(["GET", "POST"])
def prove_phone(request: HttpRequest) -> HttpResponse:
    """手机核验: the code is sent to one's own number and typed in; then back to where one was."""
    identity = queries.identity_of(signed_in(request))
    if identity is None:
        raise Refused("您的账号没有用手机号码注册，不能用短信验证码核验；请返回手写签名。")
    way_back, sent = _way_back(request), request.session.get(PROVING)
    form = SentCodeForm(request.POST if "code" in request.POST else None)
    refusal = None
    if request.method == "POST" and "code" not in request.POST:
        refusal = tried(lambda: _send(request, identity), raising=())
        if refusal is None:
            return redirect(f"{request.path}?{request.GET.urlencode()}")
    elif sent is not None and form.is_valid():
        refusal = tried(lambda: _check(request, identity, sent, form.cleaned_data["code"]), raising=())
        if refusal is None:
            return redirect(way_back or "own_identity")
    context = {"form": form, "refusal": refusal, "sent": sent, "phone": identity.phone, "way_back": way_back}
    status = refusal.status if refusal is not None else 422 if form.errors else 200
    return render(request, "accounts/prove_phone.html", context, status=status)


def _send(request: HttpRequest, identity: Identity) -> None:
    request.session[PROVING] = actions.send_code_from(request, identity.phone, at=clock.now())


def _check(request: HttpRequest, identity: Identity, sent: SentCode, typed: str) -> None:
    actions.check_code_from(request, sent, typed, at=clock.now())
    del request.session[PROVING]
    user, at = signed_in(request), clock.now()
    keep_proof(request, identity.phone, at=at)
    audit.record("identity.prove_phone", f"person:{user.pk}", by=user, at=at)
    messages.success(request, "手机已经核验，请继续签名。")


def _way_back(request: HttpRequest) -> str:
    """Where somebody was going; nothing outside this court."""
    wanted = request.GET.get(NEXT, "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""
