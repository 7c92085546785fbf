"""Pages of batches (批量立案): list, upload, check, progress, result."""

import datetime
import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.filing import actions, checking, queries
from tianping.intake.filing.forms.batches import DesignationForm, FilingChoicesForm, UploadForm
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.headings import UNUSED
from tianping.intake.filing.spreadsheets.template import template_workbook
from tianping.intake.filing.tables import BATCH_TABLE
from tianping.intake.filing.views.batch_context import check_context, progress_context, result_context
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEND_PREFIX = "cell-"
COLUMN_PREFIX = "column-"
ROW_DIGITS = 8


@require_http_methods(["GET"])
def batch_list(request: HttpRequest) -> HttpResponseBase:
    """批量立案: every batch, newest first."""
    return BATCH_TABLE.respond(request, queries.batches(), "filing/batch_list.html")


@require_http_methods(["GET", "POST"])
@once
def upload(request: HttpRequest) -> HttpResponse:
    """上传清单: a file that cannot be read is refused whole and nothing of it is kept."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        workbook = form.cleaned_data["workbook"]
        try:
            batch = actions.upload_batch(workbook.read(), workbook.name or "", by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error("workbook", f"{refusal}文件没有保存。")
        else:
            return redirect("batch", batch.pk)
    status = 422 if form.is_bound else 200
    return render(request, "filing/batch_upload.html", {"form": form}, status=status)


@require_http_methods(["GET"])
def template(_request: HttpRequest) -> HttpResponseBase:
    """The empty list for institutions (清单模板)."""
    return _spreadsheet(template_workbook(), "批量起诉清单模板.xlsx")


@require_http_methods(["GET"])
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch as it stands: being checked, being filed, filed, or given back."""
    found = get_object_or_404(queries.batches(), pk=pk)
    if found.status == "queued":
        return render(request, "filing/batch_progress.html", progress_context(found, clock.now()))
    if found.status == "filed":
        return render(request, "filing/batch_result.html", result_context(found))
    if found.status == "abandoned":
        return render(request, "filing/batch_abandoned.html", {"batch": found})
    return _check_page(request, found)


@require_http_methods(["POST"])
@once
def map_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """保存列对应."""
    found = get_object_or_404(Batch, pk=pk)
    letters_of: dict[str, list[str]] = {}
    for name, field in request.POST.dict().items():
        if name.startswith(COLUMN_PREFIX):
            letters_of.setdefault(field or UNUSED, []).append(name.removeprefix(COLUMN_PREFIX))
    mapping = {field: ",".join(letters) for field, letters in letters_of.items()}
    sheet = request.POST.get("sheet", "")
    if sheet:
        mapping[queries.SHEET] = sheet
    try:
        actions.map_columns(found, mapping, by=signed_in(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, f"列对应没有保存。{refusal}")
        return _check_page(request, found, status=422)
    messages.success(request, "列对应已保存，已按新的对应重新核对。")
    return redirect("batch", pk)


@require_http_methods(["POST"])
@once
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """保存更正: what was typed into defective cells, and suggestions that were accepted."""
    found = get_object_or_404(Batch, pk=pk)
    findings = queries.findings_of(found, on=clock.today())
    typed = {
        name.removeprefix(MEND_PREFIX): text.strip()
        for name, text in request.POST.dict().items()
        if name.startswith(MEND_PREFIX)
    }
    accepted = request.POST.getlist("accept")
    if "accept_all" in request.POST:
        accepted = checking.suggested_refs(findings)
    mends = checking.changed_mends(findings, typed, accepted)
    by, at = signed_in(request), clock.now()
    done = []
    if mends:
        actions.mend_cells(found, mends, by=by, at=at)
        done.append(f"已更正{len(mends)}处")
    done += _rows_changed(request, found)
    if done:
        found.refresh_from_db()
        left = f"还有{found.defect_count}处问题。" if found.defect_count else "没有需要更正的问题了。"
        messages.success(request, f"{'，'.join(done)}，{left}")
    else:
        messages.warning(request, "没有改动：请在有问题的单元格旁填写更正后的内容再保存。")
    return redirect(f"{reverse('batch', args=[pk])}?{request.GET.urlencode()}#rows")


def _rows_changed(request: HttpRequest, found: Batch) -> list[str]:
    """Leave out or take up again the row whose button was pressed; says what was done."""
    by, at = signed_in(request), clock.now()
    row = request.POST.get("leave_out", "")
    if row.isdecimal() and len(row) < ROW_DIGITS:
        found.refresh_from_db()
        actions.leave_out_rows(found, {int(row): request.POST.get(f"why-{row}", "")}, by=by, at=at)
        return [f"第{row}行不立案"]
    row = request.POST.get("put_back", "")
    if row.isdecimal() and len(row) < ROW_DIGITS:
        found.refresh_from_db()
        actions.put_back_rows(found, [int(row)], by=by, at=at)
        return [f"第{row}行已恢复"]
    return []


@require_http_methods(["POST"])
@once
def designate(request: HttpRequest, pk: int) -> HttpResponse:
    """保存指定管辖裁定."""
    found = get_object_or_404(Batch, pk=pk)
    form = DesignationForm(request.POST, prefix="designation")
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_designation(
                found,
                court=given["court"],
                number=given["number"],
                on=given["on"],
                by=signed_in(request),
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, "指定管辖裁定已保存。")
            return redirect("batch", pk)
    return _check_page(request, found, status=422, designation=form)


@require_http_methods(["POST"])
@once
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """确认立案: the batch is ordered to be filed; the worker does it in one transaction."""
    found = get_object_or_404(Batch, pk=pk)
    form = FilingChoicesForm(request.POST, prefix="file")
    findings = queries.findings_of(found, on=clock.today())
    if form.is_valid() and queries.lacks_ruling(found, findings) and not form.cleaned_data["not_designated"]:
        form.add_error(
            "not_designated",
            "清单写明由上级法院指定管辖，但没有登记裁定。请先登记指定管辖裁定；确非指定管辖的，请勾选此项。",
        )
    if form.is_valid():
        try:
            actions.queue_batch(found, form.choices, by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("batch", pk)
    return _check_page(request, found, status=422, choices=form)


@require_http_methods(["POST"])
@once
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """退回整批."""
    actions.abandon_batch(get_object_or_404(Batch, pk=pk), by=signed_in(request), at=clock.now())
    messages.success(request, "该批次已退回，文件内容已删除，没有立案。")
    return redirect("batch_list")


@require_http_methods(["POST"])
@once
def accept_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """调解不成的全部登记立案."""
    cases = actions.accept_returned(get_object_or_404(Batch, pk=pk), by=signed_in(request), at=clock.now())
    last = f"至{cases[-1].number}" if len(cases) > 1 else ""
    messages.success(request, f"调解不成的{len(cases)}件已登记立案，案号{cases[0].number}{last}。")
    return redirect("batch", pk)


@require_http_methods(["GET"])
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress bar, asked for every second; when the work is done the page turns to the result."""
    found = get_object_or_404(Batch, pk=pk)
    if found.status != "queued":
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "filing/batch_bar.html", progress_context(found, clock.now()))


@require_http_methods(["GET"])
def returned(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that go back to the institution, with the reasons, as a spreadsheet."""
    found = get_object_or_404(Batch, pk=pk)
    audit.record("batch.returned", f"batch:{found.pk}", by=signed_in(request), at=clock.now())
    return _spreadsheet(queries.returned_rows(found, on=clock.today()), f"退回清单-{_stem(found.file_name)}.xlsx")


def _check_page(
    request: HttpRequest,
    found: Batch,
    *,
    status: int = 200,
    designation: DesignationForm | None = None,
    choices: FilingChoicesForm | None = None,
) -> HttpResponse:
    if status != 200:
        # In another tab the batch may have been filed or given back meanwhile: then nothing can be pressed any more.
        found.refresh_from_db()
        if found.status != "checked":
            messages.warning(request, "该批次已在别处提交或者退回，本页的操作没有保存。下面是该批次现在的情况。")
            return redirect("batch", found.pk)
    day: datetime.date = clock.today()
    context: dict[str, Any] = check_context(request.GET, found, designation=designation, choices=choices, on=day)
    audit.record("batch.view", f"batch:{found.pk}", by=signed_in(request), at=clock.now())
    return render(request, "filing/batch_check.html", context, status=status)


def _spreadsheet(content: bytes, name: str) -> HttpResponseBase:
    """A download under its Chinese name (RFC 5987), never opened in the browser."""
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=XLSX)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _stem(file_name: str) -> str:
    return file_name.rsplit(".", 1)[0][-80:]
