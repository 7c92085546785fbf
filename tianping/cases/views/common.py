"""What the staff views of the spine share: who asks, and a 404 that does not say whether there is such a case."""

from collections.abc import Callable
from typing import Any, NoReturn

from django import forms
from django.http import Http404, HttpRequest

from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.queries import visible_case, visible_clock, visible_litigant
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Refused


def person(request: HttpRequest) -> Any:
    """Whoever is signed in, with their posts."""
    return request.user


def case_or_404(request: HttpRequest, case_id: int) -> Case:
    """The case, or the one 404 for cases that are unknown and cases that this person may not see."""
    case = visible_case(person(request), case_id)
    if case is None:
        refuse_look(request, f"case:{case_id}")
    return case


def litigant_or_404(request: HttpRequest, case_id: int, litigant_id: int) -> Litigant:
    """A litigant of a visible case, or the one 404."""
    found = visible_litigant(person(request), case_id, litigant_id)
    if found is None:
        refuse_look(request, f"litigant:{litigant_id}")
    return found


def clock_or_404(request: HttpRequest, clock_id: int) -> Clock:
    """The clock of a visible case, or the one 404."""
    found = visible_clock(person(request), clock_id)
    if found is None:
        refuse_look(request, f"clock:{clock_id}")
    return found


def done(form: forms.Form, verb: Callable[[], object]) -> bool:
    """Do the verb; a refusal becomes an error of the form, so that nothing typed is lost. Forbidden stays forbidden."""
    try:
        verb()
    except Forbidden:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def refuse_look(request: HttpRequest, subject: str) -> NoReturn:
    """Write down that something was asked for that is not there or not to be seen, and raise Http404."""
    # An address may hold a number of any length; the log's column has an end.
    audit.record("access.refused", subject[:120], by=person(request), at=clock.now())
    raise Http404("没有该案件，或者您的岗位不能查看。")
