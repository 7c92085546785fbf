"""Staff pages of triage (繁简分流): overriding the procedure of a case, and the monthly review of overrides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.queries import visible_case
from tianping.intake.triage import actions, queries
from tianping.intake.triage.forms import OverrideForm
from tianping.intake.triage.panels import answer_of
from tianping.kernel import clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.tables import Column, Filter, Table

OVERRIDE_TABLE = Table(
    caption="程序调整记录",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("case.matter.cause_name", "案由", width="term"),
        Column("case.matter.claim_fen", "标的额（元）", sort=("case__matter__claim_fen",), money=True),
        Column(
            "track",
            "调整为",
            sort=("track",),
            value=lambda row: f"{row.get_track_display()}（{row.get_composition_display()}）",
            nowrap=True,
        ),
        Column("reason", "理由", width="wide"),
        Column("by.full_name", "调整人", nowrap=True),
        Column("at", "时间", sort=("at",), nowrap=True),
    ),
    default_sort="-at",
    filters=(Filter("since", "日期起", lookup="at__date__gte"), Filter("until", "日期止", lookup="at__date__lte")),
    row_url=lambda row: reverse("case", args=[row.case_id]),
    empty_title="没有程序调整",
    empty_text="立案员不按规则分流的案件连同理由会出现在这里，供按月复查。",
)


@require_http_methods(["GET"])
def overrides(request: HttpRequest) -> HttpResponseBase:
    """程序调整记录: every decision against the rules with its reason, for the monthly review."""
    return OVERRIDE_TABLE.respond(request, queries.overrides(), "triage/overrides.html")


@require_http_methods(["GET", "POST"])
@once
def override(request: HttpRequest, case_id: int) -> HttpResponse:
    """调整审理程序 of one case, with the reason."""
    case = visible_case(signed_in(request), case_id)
    if case is None:
        raise Http404("没有该案件，或者您的岗位不能查看。")
    form = OverrideForm(request.POST) if request.method == "POST" else OverrideForm()
    if form.is_bound and form.is_valid():
        facts = form.facts(case.matter.claim_fen)
        try:
            actions.override(case, form.choice, facts, by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "审理程序已调整，审理期限从立案之日起按新的程序计算。")
            return redirect("case", case.pk)
    decision = queries.decisions_of(case).first()
    context = {"case": case, "form": form, "decision": decision, "answer": answer_of(decision) if decision else None}
    return render(request, "triage/override.html", context, status=422 if form.is_bound else 200)
