"""Staff pages of the court's own register: one's account, people and posts, the audit log, local figures."""

import uuid

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts import actions, queries
from tianping.accounts.forms import AppointmentForm, LocalFigureForm, PersonForm
from tianping.accounts.models import LocalFigure, PostHolding, User
from tianping.accounts.one_time import one_time_password_from
from tianping.accounts.permissions import APPOINT, MANAGE_PEOPLE, held_posts, signed_in
from tianping.accounts.posts import Post, idle_minutes
from tianping.accounts.tables import AUDIT_TABLE, FIGURE_TABLE, figure_in_force, people_table, with_present_posts
from tianping.kernel import clock, drafts
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once, submission_key


@require_http_methods(["GET"])
def own_account(request: HttpRequest) -> HttpResponse:
    """我的账号: who I am here, my posts, my password and second factors."""
    user = signed_in(request)
    factors = Authenticator.objects.filter(user=user)
    context = {
        "holdings": queries.holdings_on(clock.today()).filter(user=user).select_related("division"),
        "passkeys": [factor.wrap() for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "has_totp": any(factor.type == Authenticator.Type.TOTP for factor in factors),
        "recovery": next((f.wrap() for f in factors if f.type == Authenticator.Type.RECOVERY_CODES), None),
        "idle_minutes": idle_minutes(held_posts(user)),
    }
    return render(request, "accounts/own_account.html", context)


@require_http_methods(["GET"])
def to_own_account(_request: HttpRequest) -> HttpResponse:
    """Where allauth leads after a second factor was changed."""
    return redirect("own_account")


@require_http_methods(["GET"])
def stay(_request: HttpRequest) -> HttpResponse:
    """Somebody is still here; the middleware has noted it."""
    return HttpResponse(status=204)


@require_http_methods(["POST"])
def keep_draft(request: HttpRequest, form: str) -> HttpResponse:
    """What was typed so far is kept (保存草稿); sent again and again while somebody types, the last one counts."""
    drafts.keep(signed_in(request), form[:60], request.POST, at=clock.now())
    return HttpResponse(status=204)


@require_http_methods(["GET"])
def people_list(request: HttpRequest) -> HttpResponseBase:
    """人员与岗位: everybody, with the posts held today."""
    day = clock.today()
    may_add = MANAGE_PEOPLE.allows(held_posts(request.user))
    rows = with_present_posts(queries.people(), day)
    return people_table(day).respond(request, rows, "accounts/people.html", {"may_add": may_add})


@require_http_methods(["GET", "POST"])
@once
def add_person(request: HttpRequest) -> HttpResponse:
    """新增人员: a name and a log-in name; the one-time password is shown on the next page."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = submission_key(request)
        try:
            person = actions.add_person(
                form.cleaned_data["username"],
                form.cleaned_data["full_name"],
                one_time_password_from(key),
                by=signed_in(request),
                at=clock.now(),
                must_change_password=True,
            )
        except Refused as refusal:
            form.add_error("username", str(refusal))
        else:
            return redirect("one_time_password", person.pk, key)
    return render(request, "accounts/add_person.html", {"form": form})


@require_http_methods(["GET"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: account, posts past and present, and what may be done about them."""
    shown = get_object_or_404(User, pk=pk)
    held, day = held_posts(request.user), clock.today()
    context = {
        "person": shown,
        "holdings": queries.holdings_of(shown),
        "today": day,
        "is_self": shown.pk == signed_in(request).pk,
        "may_manage": MANAGE_PEOPLE.allows(held),
        "may_appoint": APPOINT.allows(held),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["POST"])
@once
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """停用."""
    shown = get_object_or_404(User, pk=pk)
    actions.deactivate_person(shown, by=signed_in(request), at=clock.now())
    messages.success(request, f"{shown.full_name}的账号已停用，其正在使用的页面将在下一次操作时退出。")
    return redirect("person", pk)


@require_http_methods(["POST"])
@once
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """恢复."""
    shown = get_object_or_404(User, pk=pk)
    actions.reactivate_person(shown, by=signed_in(request), at=clock.now())
    messages.success(request, f"{shown.full_name}的账号已恢复，可以用原密码登录。")
    return redirect("person", pk)


@require_http_methods(["POST"])
@once
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """重置密码: a one-time password, shown on the next page."""
    shown, key = get_object_or_404(User, pk=pk), submission_key(request)
    actions.reset_password(shown, one_time_password_from(key), by=signed_in(request), at=clock.now())
    return redirect("one_time_password", pk, key)


@require_http_methods(["GET"])
def one_time_password(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The one-time password, for as long as it has not been used."""
    shown, password = get_object_or_404(User, pk=pk), one_time_password_from(key)
    if not shown.must_change_password or not shown.check_password(password):
        raise Refused("这个一次性密码已经用过，或者已被新的代替。如未记下，请重新重置密码。")
    return render(request, "accounts/one_time_password.html", {"person": shown, "password": password})


@require_http_methods(["GET", "POST"])
@once
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """任命岗位."""
    shown = get_object_or_404(User, pk=pk)
    form = AppointmentForm(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        post = Post(facts["post"])
        try:
            actions.appoint(
                shown, post, since=facts["since"], division=facts["division"], by=signed_in(request), at=clock.now()
            )
        except Refused as refusal:
            form.add_error("post", str(refusal))
        else:
            messages.success(request, f"已任命{shown.full_name}为{post.label}。")
            return redirect("person", pk)
    return render(request, "accounts/appoint.html", {"form": form, "person": shown})


@require_http_methods(["POST"])
@once
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """免去岗位, from today on."""
    holding = get_object_or_404(PostHolding.objects.select_related("user"), pk=pk)
    actions.end_post(holding, on=clock.today(), by=signed_in(request), at=clock.now())
    label = Post(holding.post).label
    messages.success(request, f"已免去{holding.user.full_name}的{label}岗位，自即刻起不能再办理该岗位的事项。")
    return redirect("person", holding.user_id)


@require_http_methods(["GET"])
def audit_log(request: HttpRequest) -> HttpResponseBase:
    """审计记录: who did what when, and who was refused."""
    return AUDIT_TABLE.respond(request, queries.audit_entries(), "accounts/audit_log.html")


@require_http_methods(["POST"])
def verify_audit(request: HttpRequest) -> HttpResponse:
    """核验: what the stand-alone verifier finds."""
    moment = clock.now()
    findings = actions.verify_audit_log(by=signed_in(request), at=moment)
    return render(request, "accounts/audit_findings.html", {"findings": findings, "at": moment})


@require_http_methods(["GET"])
def local_figures(request: HttpRequest) -> HttpResponseBase:
    """本院数据: every figure with its source and the day from which it holds."""
    context = {"in_force": [figure_in_force(name, clock.today()) for name in LocalFigure.Name]}
    return FIGURE_TABLE.respond(request, queries.local_figures(), "accounts/local_figures.html", context)


@require_http_methods(["GET", "POST"])
@once
def enter_local_figure(request: HttpRequest, name: str) -> HttpResponse:
    """登记本院数据."""
    if name not in LocalFigure.Name:
        raise Http404
    form = LocalFigureForm(LocalFigure.Name(name), request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            figure = actions.enter_local_figure(
                name,
                **form.cleaned_data,
                is_demonstration=settings.TODAY is not None,
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            messages.success(request, f"已登记{figure.get_name_display()}。")
            return redirect("local_figures")
    context = {"form": form, "label": LocalFigure.Name(name).label}
    return render(request, "accounts/enter_local_figure.html", context)
