"""The list of records, beginning one, and its page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import OpenForm
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.permissions import KEEP_RECORD
from tianping.trial.hearings.tables import RECORD_TABLE
from tianping.trial.hearings.views.common import record_or_404, refuse, show_record, tried
from tianping.trial.scheduling.queries import hearing_of


@require_http_methods(["GET"])
def record_list(request: HttpRequest) -> HttpResponseBase:
    """庭审笔录: those of the cases that the person may see."""
    user = signed_in(request)
    context = {"may_keep": KEEP_RECORD.allows(held_posts(user))}
    return RECORD_TABLE.respond(request, queries.visible_records(user), "hearings/list.html", context)


@require_http_methods(["GET", "POST"])
@once
def open_record(request: HttpRequest, case_id: int) -> HttpResponse:
    """开始庭审记录."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        refuse(request, f"case:{case_id}")
    form = OpenForm(request.POST or None, initial=_planned(case))
    if request.method == "POST" and form.is_valid():
        typed, opened = form.cleaned_data, list[Record]()
        draft = actions.RecordDraft(case.pk, typed["place"], Record.Kind(typed["kind"]), typed["is_public"])
        refused = tried(lambda: opened.append(actions.open_record(draft, by=user, at=clock.now())))
        if refused is None:
            return redirect("hearing_record", opened[0].pk)
        form.add_error(None, str(refused))
    return render(request, "hearings/open.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def _planned(case: Case) -> dict[str, Any]:
    """Where and how the hearing was fixed that lies ahead; nothing where none was."""
    hearing = hearing_of(case)
    return {"place": hearing.place.name, "is_public": hearing.is_public} if hearing is not None else {}


@require_http_methods(["GET"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record."""
    return show_record(request, record_or_404(request, pk))
