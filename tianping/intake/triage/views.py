"""Staff pages of triage (繁简分流): changing the procedure of a case, and the monthly review of such changes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.intake.triage import actions, queries
from tianping.intake.triage.forms import OverrideForm
from tianping.intake.triage.models import Decision
from tianping.intake.triage.panels import answer_of
from tianping.intake.triage.permissions import check_can_override
from tianping.intake.triage.tables import override_table
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab

MONTHS_SHOWN = 12


@require_http_methods(["GET"])
def overrides(request: HttpRequest) -> HttpResponseBase:
    """程序调整记录: every decision against the rules with its reason, month by month."""
    months = queries.months()
    chosen = next((month for month in months if month.key == request.GET.get("month")), None)
    address, shown = reverse("triage_overrides"), [month for month in months if month.overridden][:MONTHS_SHOWN]
    everything = Tab("全部", address, active=chosen is None, count=sum(month.overridden for month in months))
    tabs = [
        everything,
        *(Tab(each.words, f"{address}?month={each.key}", each == chosen, each.overridden) for each in shown),
    ]
    table = override_table(this_court().province, months)
    return table.respond(request, queries.overrides(), "triage/overrides.html", {"tabs": tabs, "month": chosen})


@require_http_methods(["GET", "POST"])
@once
def override(request: HttpRequest, case_id: int) -> HttpResponse:
    """调整审理程序 of one case: by the rules on other facts, or by one's own choice, with the reason."""
    case, user = visible_case(signed_in(request), case_id), signed_in(request)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    check_can_override(user, case)
    decision = queries.decisions_of(case).first()
    if decision is None:
        raise Refused("本案没有分流记录，不能调整审理程序。")
    if request.method == "GET":
        return _page(request, case, decision, OverrideForm.showing(queries.facts_of(decision)))
    form = OverrideForm(request.POST)
    if form.is_valid():
        try:
            changed = _change(request, case, decision, form)
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = f"{changed.get_track_display()}，{changed.get_composition_display()}"
            messages.success(request, f"本案现在适用{words}；审理期限从立案之日起计算。")
            return redirect("case", case.pk)
    return _page(request, case, decision, form, status=422)


def _change(request: HttpRequest, case: Case, newest: Decision, form: OverrideForm) -> Decision:
    # The decision that the person saw when the page was opened; if there is a newer one, the action says so.
    seen = request.POST.get("decision", "")
    instead_of = queries.decisions_of(case).filter(pk=seen).first() if seen.isdecimal() else newest
    facts, choice, by = form.facts(case.matter.claim_fen), form.override, signed_in(request)
    if choice is not None:
        return actions.override(instead_of or newest, choice, facts, by=by, at=clock.now())
    return actions.decide_again(instead_of or newest, facts, reason=form.cleaned_data["reason"], by=by, at=clock.now())


def _page(
    request: HttpRequest, case: Case, decision: Decision, form: OverrideForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "decision": decision,
        "answer": answer_of(decision),
    }
    return render(request, "triage/override.html", context, status=status)
