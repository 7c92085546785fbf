"""What a litigant reads of the papers with which the suit was filed (起诉状副本、证据副本)."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant
from tianping.intake.filing import queries
from tianping.kernel import audit, clock, files
from tianping.kernel.web.downloads import attachment


@require_http_methods(["GET"])
@as_litigant
def copy(request: HttpRequest, looker: Looker, pk: int) -> HttpResponseBase:
    """One of the copies. That it was taken is on record."""
    found = next((each for each in queries.copies_for(looker.case, looker.litigant) if each.pk == pk), None)
    subject, now = f"material:{pk}"[:120], clock.now()
    if found is None:
        audit.record("access.refused", subject, by=looker.user, at=now, litigant=looker.litigant.pk)
        raise Http404("没有这份材料。")
    audit.record("filing.copy", subject, by=looker.user, at=now, litigant=looker.litigant.pk)
    return attachment(files.read(found.file), found.file_name, found.file.media_type)
