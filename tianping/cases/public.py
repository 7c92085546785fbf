"""What a litigant sees on a phone (查询案件进展): one case, found by its number and the code on the slip."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tianping.accounts.queries import this_court
from tianping.cases import actions
from tianping.cases.forms import LookupForm
from tianping.cases.models import Case
from tianping.cases.panels import litigant_panels
from tianping.cases.queries import progress_page
from tianping.kernel import audit, clock
from tianping.law import case_numbers

SESSION_KEY = "progress"
OPEN_FOR = datetime.timedelta(minutes=30)


def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for number and code. Unknown, wrong and malformed get one sentence, one status and the same work."""
    if request.method != "POST":
        request.session.pop(SESSION_KEY, None)
        return render(request, "cases/progress_ask.html", {"form": LookupForm(example=_example())})
    now, address = clock.now(), _address(request)
    actions.count_look_up(address, at=now)
    form = LookupForm(request.POST, example=_example())
    if not form.is_valid():
        return render(request, "cases/progress_ask.html", {"form": form}, status=422)
    try:
        case = actions.look_up(form.cleaned_data["number"], form.cleaned_data["code"], address=address, at=now)
    except actions.NothingFound as refusal:
        return render(request, "cases/progress_ask.html", {"form": form, "not_found": str(refusal)}, status=422)
    request.session.cycle_key()
    request.session[SESSION_KEY] = {"case": case.pk, "version": case.lookup_version, "at": now.isoformat()}
    return redirect("progress_case")


def progress(request: HttpRequest) -> HttpResponse:
    """The case that this browser has proved to know; nothing of it stands in the address."""
    now = clock.now()
    case = _opened(request, now)
    if case is None:
        request.session.pop(SESSION_KEY, None)
        return redirect("progress")
    audit.record_look("progress.view", f"case:{case.pk}", by=None, at=now)
    page = progress_page(case, clock.china_day(now))
    return render(request, "cases/progress.html", {"page": page, "case": case, "panels": litigant_panels(case)})


def _opened(request: HttpRequest, now: datetime.datetime) -> Case | None:
    """The case of this session, unless the code was replaced or the look-up is too long ago."""
    kept = request.session.get(SESSION_KEY)
    if not kept or now - datetime.datetime.fromisoformat(kept["at"]) > OPEN_FOR:
        return None
    return Case.objects.select_related("matter").filter(pk=kept["case"], lookup_version=kept["version"]).first()


def _example() -> str:
    return case_numbers.format_number(clock.today().year, this_court().code, "民初", 1)


def _address(request: HttpRequest) -> str:
    """Where the request comes from: the connection's own address; what a header claims changes nothing."""
    return request.META.get("REMOTE_ADDR", "")
