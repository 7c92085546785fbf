"""What the pages of cross-court filing share: the files that went and came, the log of what was done."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.crosscourt import actions, queries
from tianping.intake.crosscourt.models import Incoming, Outgoing, Parcel
from tianping.kernel import audit, clock, files
from tianping.kernel.web.downloads import attachment

CODE_LENGTH = 8


@dataclass(frozen=True)
class ShownParcel:
    """A file as a page shows it: its words, its check code to be read out on the telephone, whether it lies ready."""

    parcel: Parcel
    words: str
    code: str
    ready: bool


def shown_parcels(row: Outgoing | Incoming) -> list[ShownParcel]:
    """The files of a record, oldest first."""
    return [_shown(each) for each in queries.parcels_of(row)]


@require_http_methods(["GET"])
def parcel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file that went or came, to be downloaded and carried."""
    found = queries.parcel_of(pk)
    if found is None:
        raise Http404
    audit.record_look("crosscourt.parcel", f"parcel:{pk}", by=signed_in(request), at=clock.now())
    return attachment(files.read(found.file), found.name, found.file.media_type)


def _shown(each: Parcel) -> ShownParcel:
    what = actions.OUTCOMES[each.outcome] + "回执" if each.outcome else f"立案包（第{each.submission}次）"
    words = f"{each.get_direction_display()}{what}"
    outward = each.direction == Parcel.Direction.OUT
    return ShownParcel(each, words, each.manifest_digest[:CODE_LENGTH].upper(), outward and actions.is_laid_out(each))
