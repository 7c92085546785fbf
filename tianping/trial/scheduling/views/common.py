"""What the pages of scheduling share: a tried verb, a record that is not there."""

from collections.abc import Callable
from typing import NoReturn

from django.http import Http404, HttpRequest

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Refused


def tried(verb: Callable[[], object]) -> Refused | None:
    """Do it; why not, if the matter does not allow it. Whoever may not at all is refused as everywhere."""
    try:
        verb()
    except Forbidden:
        raise
    except Refused as refusal:
        return refusal
    return None


def not_there(request: HttpRequest, subject: str) -> NoReturn:
    """Unknown and invisible are the same answer; the attempt is on record."""
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该记录，或者您的岗位不能查看。")
