"""The file of a case (卷宗): its catalogue in the order of the law, printed, archived, taken as one package."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Case
from tianping.cases.permissions import visible_cases
from tianping.kernel import audit, clock, files
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.law import dossiers
from tianping.papers.dossier import actions, queries
from tianping.papers.dossier.forms import ArchiveForm
from tianping.papers.dossier.models import PDF
from tianping.papers.dossier.permissions import ARCHIVE, sees_secondary, serves

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


@GET
def catalogue(request: HttpRequest, case_id: int) -> HttpResponse:
    """卷宗目录: every piece with its pages, and what is missing."""
    return _page(request, _case(request, case_id))


@GET
def printed(request: HttpRequest, case_id: int, volume: str) -> HttpResponseBase:
    """Cover, catalogue and closing sheet of one volume as PDF."""
    case = _case(request, case_id)
    if volume not in ("primary", "secondary"):
        raise Http404
    _check_volume(request, case, volume)
    kept = queries.archive_of(case)
    by, remarks = (kept.archived_by.full_name, kept.remarks) if kept is not None else ("", "")
    content = actions.catalogue_pdf(queries.catalogue_of(case), volume, at=clock.now(), remarks=remarks, by=by)
    _record(request, case, "dossier.download", what=volume)
    return attachment(content, f"{case.number}_卷宗目录.pdf", PDF)


@BOTH
@once
def archive(request: HttpRequest, case_id: int) -> HttpResponse:
    """归档."""
    case = _case(request, case_id)
    form = ArchiveForm(request.POST or None)
    if request.method == "GET":
        return redirect("dossier", case_id)
    if form.is_valid():
        try:
            actions.archive(case, form.cleaned_data["remarks"], by=signed_in(request), at=clock.now())
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error("remarks", str(refusal))
        else:
            messages.success(request, "卷宗已经归档。")
            return redirect("dossier", case_id)
    return _page(request, case, form)


@GET
def package(request: HttpRequest, case_id: int) -> HttpResponseBase:
    """The archived file as one download, with index and hashes; it holds the secondary volume, too."""
    case = _case(request, case_id)
    _check_volume(request, case, "secondary")
    kept = queries.archive_of(case)
    if kept is None:
        return redirect("dossier", case_id)
    _record(request, case, "dossier.download", what="package")
    return attachment(files.read(kept.package), f"{case.number}_卷宗.zip", actions.ZIP)


def _page(request: HttpRequest, case: Case, form: ArchiveForm | None = None) -> HttpResponse:
    _record(request, case, "dossier.view")
    kept = queries.archive_of(case)
    may_archive = (
        kept is None
        and case.status == "closed"
        and ARCHIVE.allows(held_posts(request.user))
        and serves(request.user, case)
    )
    found = queries.catalogue_of(case)
    context = {
        "case": case,
        "catalogue": found,
        "archive": kept,
        "sees_secondary": sees_secondary(request.user, case),
        "may_archive": may_archive,
        "form": form if form is not None else ArchiveForm(),
        "order": dossiers.order_rule(clock.today()),
        "due": dossiers.archive_by(case.closed_on) if case.closed_on is not None and kept is None else None,
    }
    status = 422 if form is not None else 200
    return render(request, "dossier/catalogue.html", context, status=status)


def _case(request: HttpRequest, case_id: int) -> Case:
    rows = visible_cases(request.user).select_related("matter", "responsible").prefetch_related("matter__litigants")
    found = rows.filter(pk=case_id).first()
    if found is None:
        audit.record("access.refused", f"case:{case_id}"[:120], by=signed_in(request), at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    return found


def _check_volume(request: HttpRequest, case: Case, volume: str) -> None:
    if volume == "secondary" and not sees_secondary(request.user, case):
        audit.record("access.refused", f"case:{case.pk}", by=signed_in(request), at=clock.now(), what="secondary")
        raise Forbidden("副卷由审判组织成员、书记员和院庭领导查看，您的岗位不能查看。")


def _record(request: HttpRequest, case: Case, action: str, **detail: str) -> None:
    audit.record_look(action, f"case:{case.pk}", by=signed_in(request), at=clock.now(), **detail)
