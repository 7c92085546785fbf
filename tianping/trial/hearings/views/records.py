"""The list of records, beginning one, and its page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.papers.documents.queries import Paper
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import OpenForm
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.permissions import check_can_keep
from tianping.trial.hearings.tables import RECORD_TABLE
from tianping.trial.hearings.views.common import record_or_404, refuse, show_record, tried


@require_http_methods(["GET"])
def record_list(request: HttpRequest) -> HttpResponseBase:
    """庭审笔录: those of the cases that the person may see."""
    return RECORD_TABLE.respond(request, queries.visible_records(signed_in(request)), "hearings/list.html")


@require_http_methods(["GET", "POST"])
@once
def open_record(request: HttpRequest, case_id: int) -> HttpResponse:
    """开始庭审记录."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        refuse(request, f"case:{case_id}")
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, opened = form.cleaned_data, list[Record]()
        draft = actions.RecordDraft(case.pk, typed["place"], Record.Kind(typed["kind"]), typed["is_public"])
        refused = tried(lambda: opened.append(actions.open_record(draft, by=user, at=clock.now())))
        if refused is None:
            return redirect("hearing_record", opened[0].pk)
        form.add_error(None, str(refused))
    return render(request, "hearings/open.html", {"case": case, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record."""
    return show_record(request, record_or_404(request, pk))


@require_http_methods(["GET", "POST"])
@once
def mediation_paper(request: HttpRequest, case_id: int) -> HttpResponse:
    """制作调解书 from the agreement in force."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        refuse(request, f"case:{case_id}")
    check_can_keep(user, [case])
    refused, made = None, list[Paper]()
    if request.method == "POST":
        refused = tried(lambda: made.extend(actions.draw_up_mediation_papers([case], by=user, at=clock.now())))
        if refused is None:
            return redirect("paper", made[0].pk)
    audit.record_look("hearing.view", f"case:{case.pk}", by=user, at=clock.now())
    context = {"case": case, "settlement": queries.newest_settlement(case), "refused": refused}
    return render(request, "hearings/mediation_paper.html", context, status=422 if refused else 200)
