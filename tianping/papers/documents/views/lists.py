"""Lists: papers that wait for somebody, cases for a print run, print runs."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import clock
from tianping.kernel.models import Progress
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.papers.documents import actions, queries
from tianping.papers.documents.forms import RunForm
from tianping.papers.documents.models import Paper, PrintRun
from tianping.papers.documents.tables import case_table, paper_table, run_table
from tianping.papers.documents.views.common import run_or_404

# What waits, and the verb of the bar below the list: its word and its address.
WAITING = {
    "proofread": ("已校对无误（所选）", "papers_proofread"),
    "sign": ("签署（所选）", "papers_sign"),
    "issue": ("制发（所选）", "papers_issue"),
}
GROUPS = {"proofread": "待校对", "sign": "待签署", "issue": "待制发", "issued": "已制发"}


@require_http_methods(["GET"])
def paper_list(request: HttpRequest) -> HttpResponseBase:
    """文书: what waits for this person, and what was issued in their cases."""
    return _list(request, None if request.GET.get("ticked") == "all" else ())


@require_http_methods(["GET", "POST"])
@once
def proofread_ticked(request: HttpRequest) -> HttpResponse:
    """已校对无误 of all ticked drafts, all or none."""
    return _do_ticked(request, "proofread", actions.proofread_many, "已校对{}份，等待签署。")


@require_http_methods(["GET", "POST"])
@once
def sign_ticked(request: HttpRequest) -> HttpResponse:
    """签署 of all ticked papers, all or none."""
    return _do_ticked(request, "sign", actions.sign_many, "已签署{}份。")


@require_http_methods(["GET", "POST"])
@once
def issue_ticked(request: HttpRequest) -> HttpResponse:
    """制发 of all ticked papers, all or none."""
    return _do_ticked(request, "issue", actions.issue_many, "已制发{}份。")


@require_http_methods(["GET", "POST"])
@once
def bulk(request: HttpRequest) -> HttpResponse:
    """批量制作文书: choose cases by list and kinds by box; the worker makes them."""
    user = signed_in(request)
    ticked = {int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19}
    table, rows = case_table(ticked), queries.cases_for_runs(user)
    form = RunForm(request.POST if request.method == "POST" else None, initial={"scope": "ticked"})
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(table.narrowed(request.GET, rows), ticked, form.cleaned_data["scope"])
        try:
            run = actions.order_run(chosen, form.cleaned_data["kinds"], by=user, at=clock.now())
        except Forbidden:
            raise
        except Refused as refusal:
            refused = refusal
        else:
            return redirect("print_run", run.pk)
    context = {"table": table.page(request.GET, rows), "form": form, "refused": refused}
    status = refused.status if refused is not None else 422 if form.errors else 200
    return render(request, "documents/bulk.html", context, status=status)


@require_http_methods(["GET"])
def run_list(request: HttpRequest) -> HttpResponseBase:
    """批量制作记录: this person's print runs."""
    return run_table().respond(request, queries.runs_of(signed_in(request)), "documents/runs.html")


@require_http_methods(["GET"])
def print_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One print run: how far it has come; then its papers and what was not made."""
    run = run_or_404(request, pk)
    table = paper_table("run").page(request.GET, queries.papers_of_run(run))
    return render(request, "documents/run.html", {"run": run, "table": table, **_progress(run)})


@require_http_methods(["GET"])
def run_bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress bar, asked for every second; when the work is done the page turns to the result."""
    run = run_or_404(request, pk)
    if run.status != "queued":
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "documents/run_bar.html", {"run": run, **_progress(run)})


def _list(
    request: HttpRequest, ticked: Collection[int] | None, *, group: str = "", refused: Refused | None = None
) -> HttpResponse:
    rows = _groups(signed_in(request))
    sizes = {name: rows[name].count() for name in WAITING}
    asked = group or request.GET.get("group", "")
    group = asked if asked in GROUPS else next((name for name, size in sizes.items() if size), "issue")
    tabs = [
        Tab(label, f"{reverse('paper_list')}?group={name}", active=name == group, count=sizes.get(name))
        for name, label in GROUPS.items()
    ]
    table = paper_table(group, ticked=ticked).page(request.GET, rows[group])
    context = {"tabs": tabs, "group": group, "table": table, "verb": WAITING.get(group), "refused": refused}
    return render(request, "documents/list.html", context, status=refused.status if refused is not None else 200)


def _do_ticked(request: HttpRequest, group: str, verb: Callable[..., None], said: str) -> HttpResponse:
    if request.method == "GET":
        # The links of a refused page: order, pages, all ticked.
        return redirect(f"{reverse('paper_list')}?{request.GET.urlencode()}")
    user = signed_in(request)
    ticked = {int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19}
    # What is no longer in the list, or never was, is not done.
    papers = list(_groups(user)[group].filter(pk__in=ticked))
    refused: Refused | None = None
    if not papers:
        refused = Refused("请先勾选文书；已经办理过的不在列表里。")
    else:
        try:
            verb(papers, by=user, at=clock.now())
        except Forbidden:
            raise
        except Refused as refusal:
            refused = refusal
    if refused is not None:
        return _list(request, ticked, group=group, refused=refused)
    messages.success(request, said.format(len(papers)))
    return redirect(f"{reverse('paper_list')}?group={group}")


def _progress(run: PrintRun) -> dict[str, Any]:
    known = Progress.objects.filter(key=queries.progress_key(run.pk)).first()
    return {"done": known.done if known else 0, "total": len(run.case_ids), "is_running": run.status == "queued"}


def _groups(user: Any) -> dict[str, QuerySet[Paper]]:
    return {
        "proofread": queries.to_proofread(user),
        "sign": queries.to_sign(user),
        "issue": queries.to_issue(user),
        "issued": queries.issued_visible_to(user),
    }


def _chosen(rows: QuerySet[Any], ticked: set[int], scope: str) -> list[int]:
    if scope == "all":
        return list(rows.order_by("pk").values_list("pk", flat=True)[: actions.MOST_CASES + 1])
    # Only what the list could show: an id that was made up is no case.
    return list(rows.filter(pk__in=ticked).order_by("pk").values_list("pk", flat=True))
