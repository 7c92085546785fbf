"""Pages of applications about agreements, for the filing division and the judge who reviews them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.kernel.web.forms import HouseForm, done
from tianping.law.confirmation import barred_by_cause
from tianping.trial.confirmation import actions, queries
from tianping.trial.confirmation.forms import AcceptForm, DecideForm, IdentifyForm, RefuseForm, WithdrawForm
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.permissions import ACCEPT_APPLICATION, IDENTIFY_APPLICANT, RECEIVE_APPLICATION
from tianping.trial.confirmation.scans import scan_of
from tianping.trial.confirmation.states import WITHDRAWABLE
from tianping.trial.confirmation.tables import GROUP_LABELS, KINDS, application_table, label_of, not_issued

BOTH = require_http_methods(["GET", "POST"])


@require_http_methods(["GET"])
def application_list(request: HttpRequest) -> HttpResponseBase:
    """司法确认: applications by what has to be done with them."""
    rows = queries.applications_seen_by(request.user).prefetch_related("mediated_in__matter__litigants")
    counts = {key: rows.filter(status__in=states).count() for key, states in queries.GROUPS.items()}
    asked = request.GET.get("group", "")
    group = asked if asked in GROUP_LABELS else queries.first_group(request.user, counts)
    tabs = [
        Tab(
            label,
            f"{reverse('confirmation_list')}?group={key}",
            active=key == group,
            count=counts[key],
        )
        for key, label in GROUP_LABELS.items()
    ]
    context = {"tabs": tabs, "may_receive": RECEIVE_APPLICATION.allows(held_posts(request.user))}
    shown = queries.with_decision_due(rows.filter(status__in=queries.GROUPS[group]))
    return application_table(clock.today()).respond(request, shown, "confirmation/list.html", context)


@require_http_methods(["GET"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: the agreement, who applied, what may be done."""
    return _page(request, _found(request, pk))


@require_http_methods(["GET"])
def agreement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signed agreement that was reached outside; one that was reached in this court is read with its mediation."""
    found = _found(request, pk)
    if found.outside is None:
        return redirect("confirmation", pk)
    audit.record_look("confirmation.download", f"confirmation:{pk}", by=signed_in(request), at=clock.now())
    return scan_of(found.outside)


@BOTH
@once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """受理."""
    found = _found(request, pk)
    judges = queries.possible_judges(found, on=clock.today())
    form, by = AcceptForm(request.POST, prefix="accept", judges=judges), signed_in(request)
    return _do(request, found, "accept", form, lambda: actions.accept(found, form.chosen, by=by, at=clock.now()))


@BOTH
@once
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """不予受理."""
    found = _found(request, pk)
    form, by = RefuseForm(request.POST, prefix="refuse"), signed_in(request)

    def verb() -> object:
        typed = form.cleaned_data
        return actions.refuse(found, typed["barred"], typed["reason"], by=by, at=clock.now())

    return _do(request, found, "refuse", form, verb)


@BOTH
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """登记撤回: a litigant who came to the window takes the application back."""
    found = _found(request, pk)
    form, by = _withdrawing(found, request.POST), signed_in(request)

    def verb() -> object:
        typed = form.cleaned_data
        who = int(typed["litigant"])
        return actions.receive_withdrawal(found, who, signed=typed["signed"], by=by, at=clock.now())

    return _do(request, found, "withdraw", form, verb)


@BOTH
@once
def identify(request: HttpRequest, pk: int) -> HttpResponse:
    """补登身份证件 of an applicant whom the ruling would not identify."""
    found = _found(request, pk)
    form, by = _identifying(found, request.POST), signed_in(request)

    def verb() -> object:
        return actions.identify(found, int(form.cleaned_data["litigant"]), form.document, by=by, at=clock.now())

    return _do(request, found, "identify", form, verb)


@BOTH
@once
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """审查、作出裁定."""
    found = _found(request, pk)
    form, by = DecideForm(request.POST, prefix="decide"), signed_in(request)

    def verb() -> object:
        typed = form.cleaned_data
        return actions.decide(found, typed["flaws"], typed["reason"], by=by, at=clock.now())

    return _do(request, found, "decide", form, verb)


def _found(request: HttpRequest, pk: int) -> Application:
    rows = queries.applications_seen_by(request.user).prefetch_related("mediated_in__matter__litigants")
    return get_object_or_404(rows, pk=pk)


def _withdrawing(found: Application, sent: QueryDict | None = None) -> WithdrawForm:
    return WithdrawForm(sent, prefix="withdraw", litigants=queries.who_joined(found))


def _identifying(found: Application, sent: QueryDict | None = None) -> IdentifyForm:
    return IdentifyForm(sent, prefix="identify", litigants=queries.without_document(found))


SENTENCES = {
    "accept": "已受理，编立案号。",
    "refuse": "已登记不予受理。",
    "decide": "文书已拟制，下一步由别人校对。",
    "identify": "身份证件已补登。",
    "withdraw": "已登记撤回，调解协议仍然有效。",
}


def _do(
    request: HttpRequest, found: Application, name: str, form: HouseForm, verb: Callable[[], object]
) -> HttpResponse:
    if request.method == "GET":
        return redirect("confirmation", found.pk)
    if done(form, verb):
        messages.success(request, SENTENCES[name])
        return redirect("confirmation", found.pk)
    return _page(request, found, {name: form})


def _page(request: HttpRequest, found: Application, typed: dict[str, HouseForm] | None = None) -> HttpResponse:
    user, today = signed_in(request), clock.today()
    audit.record_look("confirmation.view", f"confirmation:{found.pk}", by=user, at=clock.now())
    forms: dict[str, Any] = {
        "accept": AcceptForm(prefix="accept", judges=queries.possible_judges(found, on=today)),
        "refuse": RefuseForm(prefix="refuse", initial={"barred": barred_by_cause(found.mediated_in.matter.cause_name)}),
        "decide": DecideForm(prefix="decide"),
        "withdraw": _withdrawing(found),
        "identify": _identifying(found),
    } | (typed or {})
    own = found.case is not None and found.case.responsible_id == user.pk
    dead = found.status == "decided" and found.paper is not None and found.paper.status == "discarded"
    waits = found.status in ("received", "accepted") or dead
    context = {
        "application": found,
        "matter": found.mediated_in.matter,
        "status": {"label": label_of(found), "kind": KINDS[found.status]},
        "left": queries.still_to_join(found),
        "may_receive": RECEIVE_APPLICATION.allows(held_posts(user)) and found.status == "asked",
        "may_withdraw": RECEIVE_APPLICATION.allows(held_posts(user)) and found.status in WITHDRAWABLE,
        "may_accept": ACCEPT_APPLICATION.allows(held_posts(user)) and found.status == "received",
        "may_decide": own and (found.status == "accepted" or dead),
        "unidentified": "、".join(each.name for each in queries.without_document(found)) if waits else "",
        "may_identify": IDENTIFY_APPLICANT.allows(held_posts(user)),
        "draft": found.paper if not_issued(found) and not dead else None,
        "readers": queries.who_proofreads(found),
        "forms": forms,
    }
    return render(request, "confirmation/application.html", context, status=422 if typed else 200)
