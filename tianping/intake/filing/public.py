"""What a litigant reads of the papers with which the suit was filed (起诉状副本、证据副本); checking a receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant
from tianping.intake.filing.actions import count_check
from tianping.intake.filing.copies import copies_for
from tianping.intake.filing.forms.receipts import CheckForm
from tianping.intake.filing.receipts import Found, check_receipt
from tianping.kernel import audit, clock, files
from tianping.kernel.refusals import tried
from tianping.kernel.web.downloads import attachment


@require_http_methods(["GET"])
@as_litigant
def copy(request: HttpRequest, looker: Looker, pk: int) -> HttpResponseBase:
    """One of the copies. That it was taken is on record."""
    found = next((each for each in copies_for(looker.case, looker.litigant).pieces if each.pk == pk), None)
    subject, now = f"material:{pk}"[:120], clock.now()
    if found is None:
        audit.record("access.refused", subject, by=looker.user, at=now, litigant=looker.litigant.pk)
        raise Http404("没有这份材料。")
    audit.record("filing.copy", subject, by=looker.user, at=now, litigant=looker.litigant.pk)
    return attachment(files.read(found.file), found.file_name, found.file.media_type)


@require_http_methods(["GET"])
def check(request: HttpRequest) -> HttpResponse:
    """核验收据: whether a number and a hash are those of what the court received; nothing else is said of it."""
    asked = "number" in request.GET or "code" in request.GET
    form = CheckForm(request.GET if asked else None)
    found: Found | None = None
    refusal = None
    if asked and form.is_valid():
        address, now = request.META.get("REMOTE_ADDR", ""), clock.now()
        refusal = tried(lambda: count_check(address, at=now), raising=())
        if refusal is None:
            found = check_receipt(form.cleaned_data["number"], form.cleaned_data["code"])
    status = refusal.status if refusal is not None else 422 if form.errors else 200
    return render(request, "filing/check.html", {"form": form, "found": found, "refusal": refusal}, status=status)
