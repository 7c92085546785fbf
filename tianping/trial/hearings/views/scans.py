"""A day's records signed on paper (纸质签名扫描): many scans at once, each found by the case number in its name."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.kernel import clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.trial.hearings import actions, queries
from tianping.trial.hearings.forms import ScansForm
from tianping.trial.hearings.models import Record
from tianping.trial.hearings.views.common import tried

MOST_AT_ONCE = 200
# 民初12, 民初12号, or the number alone: 12.
SEQUENCE = re.compile(r"民初(?P<named>\d+)|^(?P<alone>\d+)号?$")


@require_http_methods(["GET", "POST"])
@once
def scans(request: HttpRequest) -> HttpResponse:
    """成批上传签名扫描件: all or none; every file must belong to exactly one record that waits for signatures."""
    user = signed_in(request)
    waiting = list(queries.unfinished_of(user).filter(status="closed").select_related("case").order_by("pk"))
    form = ScansForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["scans"]
        refused = tried(lambda: _sign(request, waiting, files))
        if refused is None:
            messages.success(request, f"已登记{len(files)}份笔录的签名，笔录完成。")
            return redirect("hearing_records")
        form.add_error("scans", str(refused))
    context = {"form": form, "waiting": waiting}
    return render(request, "hearings/scans.html", context, status=422 if form.errors else 200)


def _sign(request: HttpRequest, waiting: Sequence[Record], files: Sequence[UploadedFile]) -> None:
    if len(files) > MOST_AT_ONCE:
        raise Refused(f"一次最多上传{MOST_AT_ONCE}份，请分几次上传。")
    found = _matched(waiting, files)
    contents = {pk: file.read() for pk, file in found.items()}
    names = {pk: str(file.name or "") for pk, file in found.items()}
    actions.sign_on_paper_many(contents, names=names, by=signed_in(request), at=clock.now())


def _matched(waiting: Sequence[Record], files: Sequence[UploadedFile]) -> Mapping[int, Any]:
    by_sequence: dict[int, list[Record]] = {}
    for record in waiting:
        by_sequence.setdefault(record.case.sequence, []).append(record)
    found: dict[int, UploadedFile] = {}
    for file in files:
        name = str(file.name or "")
        number = SEQUENCE.search(PurePath(name).stem.replace(" ", ""))
        records = by_sequence.get(int(number["named"] or number["alone"]), []) if number else []
        if len(records) != 1:
            raise Refused(
                f"“{name}”没有对应到一份等待签名的笔录，请用案号命名，例如“民初12号.pdf”；"
                "同一序号有几份笔录的，请在各笔录页面分别上传。"
            )
        if records[0].pk in found:
            raise Refused(f"{records[0].case.number}有两个文件，请只保留一个。")
        found[records[0].pk] = file
    return found
