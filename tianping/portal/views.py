"""Pages of the counter: who asked to be called (回电), one of them, and the two verbs."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Happening, Tab
from tianping.kernel.web.forms import done
from tianping.portal import actions, queries
from tianping.portal.forms import SaidForm
from tianping.portal.models import CallBack
from tianping.portal.tables import GROUP_LABELS, GROUPS, KINDS, TABLE

STEP_WORDS = {"begin": "留下电话", "call": "打过电话", "finish": "办完"}


@require_http_methods(["GET"])
def call_back_list(request: HttpRequest) -> HttpResponseBase:
    """回电: who waits, the longest first; who was helped."""
    group = request.GET.get("group", "open")
    group = group if group in GROUPS else "open"
    tabs = [
        Tab(label, f"{reverse('call_back_list')}?group={key}", active=key == group)
        for key, label in GROUP_LABELS.items()
    ]
    rows = CallBack.objects.filter(status__in=GROUPS[group])
    return TABLE.respond(request, rows, "portal/call_backs.html", {"tabs": tabs, "group": group})


@require_http_methods(["GET"])
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what they say, what was done, and what may be done now."""
    return _page(request, get_object_or_404(CallBack, pk=pk))


@require_http_methods(["POST"])
def call_back_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """The telephone in full; the record of the look is written first."""
    found = get_object_or_404(CallBack, pk=pk)
    audit.record("personal_data.reveal", f"call_back:{pk}", by=signed_in(request), at=clock.now(), what="phone")
    is_part = request.headers.get("HX-Request") == "true"
    template = "portal/call_back_phone_part.html" if is_part else "portal/call_back_phone.html"
    return render(request, template, {"found": found})


@require_http_methods(["GET", "POST"])
@once
def call_back_call(request: HttpRequest, pk: int) -> HttpResponse:
    """打过电话，还没有办完."""
    return _do(request, pk, "call", actions.call, "已记下，仍在“待回电”里。")


@require_http_methods(["GET", "POST"])
@once
def call_back_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """办完."""
    return _do(request, pk, "finish", actions.finish, "已办完。")


def _do(request: HttpRequest, pk: int, name: str, verb: Callable[..., None], sentence: str) -> HttpResponse:
    found = get_object_or_404(CallBack, pk=pk)
    if request.method == "GET":
        return redirect("call_back", pk)
    form = SaidForm(request.POST, prefix=name)
    by, at = signed_in(request), clock.now()
    if done(form, lambda: verb(found, form.cleaned_data["said"], by=by, at=at), beside="said"):
        messages.success(request, sentence)
        return redirect("call_back", pk) if name == "call" else redirect("call_back_list")
    return _page(request, found, {name: form})


def _page(request: HttpRequest, found: CallBack, typed: dict[str, SaidForm] | None = None) -> HttpResponse:
    audit.record_look("call_back.view", f"call_back:{found.pk}", by=signed_in(request), at=clock.now())
    forms = {name: (typed or {}).get(name) or SaidForm(prefix=name) for name in ("call", "finish")}
    context = {
        "found": found,
        "page": queries.page_name(found.page),
        "status": {"label": CallBack.machine.label(found.status), "kind": KINDS[found.status]},
        "is_open": found.status in queries.OPEN,
        "entries": [
            Happening(step.at, STEP_WORDS[step.verb], step.by.full_name if step.by else "", step.reason)
            for step in queries.steps_of(found)
        ],
        "forms": forms,
    }
    return render(request, "portal/call_back.html", context, status=422 if typed else 200)
