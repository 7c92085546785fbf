"""What the court keeps of a citizen, on their own page: read, correct, copy, withdraw (个人信息保护法第四章)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts import actions, queries
from tianping.accounts.identity_forms import FIELDS, IdentityForm, PhoneForm
from tianping.accounts.models import Identity
from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.templatetags.tianping import cndatetime
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import SentCodeForm
from tianping.law import identities

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])
CHANGING = "phone_change"


@GET
def own_identity(request: HttpRequest) -> HttpResponse:
    """我的信息: everything that is kept of oneself."""
    identity = _own(request)
    _note_look(request, "identity.view")
    return render(request, "accounts/own_identity.html", {"identity": identity, "document": _document(identity)})


@BOTH
@once
def correct(request: HttpRequest) -> HttpResponse:
    """更正: everything but the number with which one signs in."""
    identity = _own(request)
    said = {name: getattr(identity, name) for name in FIELDS if name != "full_name"}
    form = IdentityForm(request.POST or None, initial={"full_name": identity.user.full_name, **said})
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_identity(identity, form.draft(), by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已经更正。")
            return redirect("own_identity")
    return render(request, "accounts/own_identity_correct.html", {"form": form}, status=422 if form.errors else 200)


@BOTH
def change_phone(request: HttpRequest) -> HttpResponse:
    """更换手机号码: the new number, then the code that was sent to it."""
    identity, changing = _own(request), request.session.get(CHANGING)
    is_second = changing is not None and "again" not in request.GET
    form: Any = SentCodeForm(request.POST or None) if is_second else PhoneForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        step = _confirm if is_second else _send
        refusal = tried(lambda: step(request, identity, form.cleaned_data), raising=())
        if refusal is None:
            return redirect("own_identity" if is_second else "own_identity_phone")
    context = {"form": form, "refusal": refusal, "changing": changing if is_second else None}
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "accounts/own_identity_phone.html", context, status=status)


@GET
def copy(request: HttpRequest) -> HttpResponseBase:
    """查阅、复制: everything that is kept, as a text file."""
    identity = _own(request)
    _note_look(request, "identity.copy")
    posts = queries.holdings_of(identity.user)
    rows = [
        ("姓名", identity.user.full_name),
        ("手机号码", identity.phone),
        ("证件", f"{_document(identity)} {identity.identity_number}"),
        ("住址", identity.address or "没有填写"),
        ("律师执业证号", identity.licence_number or "没有填写"),
        ("律师执业机构", identity.firm or "没有填写"),
        ("同意收集的时间", cndatetime(identity.consented_at)),
        ("实名核验的时间", cndatetime(identity.verified_at)),
        ("最近登录", cndatetime(identity.user.last_login)),
        ("身份", "；".join(f"{each.get_post_display()}（{each.since}起）" for each in posts)),
    ]
    text = "\r\n".join(f"{term}：{value}" for term, value in rows)
    return attachment(f"\ufeff{text}\r\n".encode(), "我的个人信息.txt", "text/plain; charset=utf-8")


@BOTH
@once
def withdraw(request: HttpRequest) -> HttpResponse:
    """撤回同意并注销."""
    identity = _own(request)
    if request.method == "POST":
        actions.withdraw(identity, at=clock.now())
        logout(request)
        messages.success(request, "已经注销，您的手机号码和证件号码已经删除。")
        return redirect("home")
    return render(request, "accounts/own_identity_withdraw.html")


def _own(request: HttpRequest) -> Identity:
    identity = queries.identity_of(signed_in(request))
    if identity is None:
        raise Refused("您的账号没有用手机号码注册，这里没有您的身份信息；账号的事项请到“我的账号”办理。")
    return identity


def _send(request: HttpRequest, _identity: Identity, typed: dict[str, Any]) -> None:
    request.session[CHANGING] = actions.send_code_from(request, typed["phone"], at=clock.now())


def _confirm(request: HttpRequest, identity: Identity, typed: dict[str, Any]) -> None:
    changing = request.session[CHANGING]
    actions.check_code_from(request, changing, typed["code"], at=clock.now())
    actions.change_phone(identity, changing["phone"], by=signed_in(request), at=clock.now())
    del request.session[CHANGING]
    messages.success(request, "手机号码已经更换，下次登录请用新号码。")


def _document(identity: Identity) -> str:
    return identities.KINDS.get(identity.identity_kind, "")


def _note_look(request: HttpRequest, action: str) -> None:
    user = signed_in(request)
    audit.record_look(action, f"person:{user.pk}", by=user, at=clock.now())
