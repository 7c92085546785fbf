"""What the pages of scheduling share: the answer for a record that is not there."""

from typing import NoReturn

from django.http import Http404, HttpRequest

from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock


def not_there(request: HttpRequest, subject: str) -> NoReturn:
    """Unknown and invisible are the same answer; the attempt is on record."""
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该记录，或者您的岗位不能查看。")
