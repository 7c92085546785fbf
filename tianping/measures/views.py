"""Pages of the register (查封、扣押、冻结登记): the list, one measure with its verbs, a new one in a case."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock, files, uploads
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Happening, Tab
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import HouseForm, done
from tianping.law.answers import Answer
from tianping.law.wording import chinese_date
from tianping.measures import actions, queries
from tianping.measures.forms import (
    EffectForm,
    LiftForm,
    NewMeasureForm,
    PaperRequestForm,
    RefuseRequestForm,
    RenewForm,
)
from tianping.measures.models import Measure, RenewalRequest
from tianping.measures.permissions import KEEP_MEASURES, RECEIVE_REQUESTS, may_record
from tianping.measures.tables import GROUPS, light_facts, measure_table, request_facts, status_facts


@require_http_methods(["GET"])
def measure_list(request: HttpRequest) -> HttpResponseBase:
    """查封、扣押、冻结登记, in force first."""
    counts = queries.counts_by_status(request.user, clock.today())
    status = request.GET.get("status", "in_force")
    status = status if status in GROUPS else "in_force"
    context = {
        "tabs": [
            Tab(label, f"{reverse('measure_list')}?status={key}", active=key == status, count=counts.get(key, 0))
            for key, label in GROUPS.items()
        ],
    }
    table = measure_table(clock.today(), status=status)
    rows = queries.in_state(queries.measures(request.user), status, clock.today())
    return table.respond(request, rows, "measures/list.html", context)


@require_http_methods(["GET"])
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: on what, until when and why, how it was renewed, what may be done."""
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "POST"])
@once
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """续行."""
    found, form = _found(request, pk), RenewForm(request.POST, prefix="renew")

    def verb() -> object:
        typed = form.cleaned_data
        return actions.renew(
            found,
            typed["basis"],
            requested_on=typed["requested_on"],
            until=typed["until"],
            by=signed_in(request),
            at=clock.now(),
        )

    return _do(request, found, "renew", form, verb, "已续行，期限连续计算。")


@require_http_methods(["GET", "POST"])
@once
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """解除."""
    found, form = _found(request, pk), LiftForm(request.POST, prefix="lift")

    def verb() -> object:
        return actions.lift_many([found], form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    return _do(request, found, "lift", form, verb, "已解除。", beside="reason")


@require_http_methods(["GET", "POST"])
@once
def take_effect(request: HttpRequest, pk: int) -> HttpResponse:
    """轮候生效."""
    found, form = _found(request, pk), EffectForm(request.POST, prefix="effect")

    def verb() -> object:
        typed = form.cleaned_data
        return actions.take_effect(
            found, typed["effective_on"], until=typed["until"], by=signed_in(request), at=clock.now()
        )

    return _do(request, found, "effect", form, verb, "轮候已生效，期限从生效之日起计算。")


@require_http_methods(["GET", "POST"])
@once
def record(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记查封、扣押、冻结 that a case ordered."""
    case, user = _case(request, case_id), signed_in(request)
    audit.record_look("measures.view", f"case:{case.pk}", by=user, at=clock.now())
    litigants = list(case.matter.litigants.all())
    form = NewMeasureForm(litigants, request.POST or None)
    made: list[Measure] = []

    def record_it() -> None:
        typed = form.cleaned_data
        draft = form.draft(case, int(typed["applicant"]), typed["basis"], Measure.Purpose.PRESERVATION)
        made.extend(actions.record_many([draft], by=user, at=clock.now()))

    if done(form, record_it):
        messages.success(request, "已登记。")
        return redirect("measure", made[0].pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/new.html", {"case": case, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@once
def receive_request(request: HttpRequest, pk: int) -> HttpResponse:
    """登记续行申请 that was handed in on paper."""
    found, form = _found(request, pk), PaperRequestForm(request.POST, request.FILES, prefix="request")

    def verb() -> object:
        return actions.receive_request(found, form.draft, by=signed_in(request), at=clock.now())

    return _do(request, found, "request", form, verb, "续行申请已登记，由承办人在届满前决定。", beside="paper")


@require_http_methods(["GET", "POST"])
@once
def refuse_request(request: HttpRequest, pk: int) -> HttpResponse:
    """不予续行."""
    asked = _request(request, pk)
    form = RefuseRequestForm(request.POST, prefix="refuse")

    def verb() -> object:
        reason = form.cleaned_data["reason"]
        return actions.refuse_request(asked, reason, by=signed_in(request), at=clock.now())

    return _do(request, asked.measure, "refuse", form, verb, "已告知申请人不予续行。", beside="reason")


@require_http_methods(["GET"])
def request_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signed application. That it was taken is on record."""
    asked = _request(request, pk)
    if asked.paper is None:
        raise Http404("没有该份申请书，或者您的岗位不能查看。")
    audit.record("renewal_request.paper", f"renewal_request:{pk}", by=signed_in(request), at=clock.now())
    name = f"续行申请书.{uploads.ENDINGS[asked.paper.media_type]}"
    return attachment(files.read(asked.paper), name, asked.paper.media_type)


def _request(request: HttpRequest, pk: int) -> RenewalRequest:
    user = signed_in(request)
    asked = queries.requests_seen(user).filter(pk=pk).first()
    if asked is None:
        audit.record("access.refused", f"renewal_request:{pk}", by=user, at=clock.now())
        raise Http404("没有该项申请，或者您的岗位不能查看。")
    return asked


def _found(request: HttpRequest, pk: int) -> Measure:
    user = signed_in(request)
    found = queries.measures(user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"measure:{pk}", by=user, at=clock.now())
        raise Http404("没有该项措施，或者您的岗位不能查看。")
    return found


def _case(request: HttpRequest, case_id: int) -> Case:
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None or not may_record(user, case):
        audit.record("access.refused", f"case:{case_id}", by=user, at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    return case


def _do(
    request: HttpRequest,
    found: Measure,
    name: str,
    form: HouseForm,
    verb: Callable[[], object],
    sentence: str,
    *,
    beside: str | None = None,
) -> HttpResponse:
    if request.method == "GET":
        return redirect("measure", found.pk)
    if done(form, verb, beside=beside):
        messages.success(request, sentence)
        return redirect("measure", found.pk)
    return _page(request, found, {name: form})


def _page(request: HttpRequest, found: Measure, typed: Mapping[str, HouseForm] | None = None) -> HttpResponse:
    given, user = typed or {}, signed_in(request)
    requests, stands = list(queries.requests_of(found)), queries.stands(found, clock.today())
    waiting = next((each for each in requests if each.status == "asked"), None)
    audit.record_look("measures.view", f"measure:{found.pk}", by=user, at=clock.now())
    context: dict[str, Any] = {
        "measure": found,
        "stands": stands,
        "not_yet": actions.why_no_renewal(found, on=clock.today()),
        "status": status_facts(found, clock.today()),
        "light": light_facts(found, clock.today()),
        "answer": Answer(None, tuple(found.steps), tuple(found.because), found.certainty or "T", tuple(found.notes)),
        "renewals": [
            Happening(row.at, f"续行至{chinese_date(row.until)}", row.by.full_name, row.basis)
            for row in queries.renewals_of(found)
        ],
        "requests": [{"request": each, "status": request_facts(each)} for each in requests],
        "waiting": waiting,
        "may_receive": RECEIVE_REQUESTS.allows(held_posts(user)) and waiting is None and stands == "in_force",
        "request_form": given.get("request") or PaperRequestForm(prefix="request", initial={"asked_on": clock.today()}),
        "refuse": given.get("refuse") or RefuseRequestForm(prefix="refuse"),
        "may_keep": KEEP_MEASURES.allows(held_posts(user)),
        "sees_case": visible_case(user, found.case_id) is not None,
        "renew": given.get("renew")
        or RenewForm(prefix="renew", initial={"requested_on": waiting.asked_on if waiting else None}),
        "lift": given.get("lift") or LiftForm(prefix="lift"),
        "effect": given.get("effect") or EffectForm(prefix="effect"),
    }
    return render(request, "measures/measure.html", context, status=422 if given else 200)
