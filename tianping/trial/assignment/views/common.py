"""What the pages of assignment share: the answer for a record that is not there."""

from typing import NoReturn

from django.http import Http404, HttpRequest

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock


def not_there(request: HttpRequest, subject: str) -> NoReturn:
    """Unknown and invisible are the same answer; the attempt is on record."""
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该记录，或者您的岗位不能查看。")


def case_or_404(request: HttpRequest, case_id: int) -> Case:
    """The case, if this person may see it."""
    case = visible_case(signed_in(request), case_id)
    if case is None:
        not_there(request, f"case:{case_id}")
    return case
