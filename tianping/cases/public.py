"""What a litigant sees on a phone (查询案件进展): one case, found by its number and the litigant's own code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.queries import this_court
from tianping.cases import actions, typed
from tianping.cases.forms import LookupForm
from tianping.cases.panels import litigant_panels
from tianping.cases.permissions import Looker, as_litigant, end_look, may_add, open_look
from tianping.cases.queries import progress_page, shown_name
from tianping.kernel import clock
from tianping.kernel.web.addresses import is_address
from tianping.law import case_numbers


def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for number and code. Unknown, wrong and malformed get one sentence, one status and the same work."""
    if request.method != "POST":
        end_look(request)
        # Of a look that ended: back to the page on which somebody was typing.
        known = {"to": request.GET.get("to", "") or request.session.get(typed.WAY, "")}
        return render(request, "cases/progress_ask.html", {"form": LookupForm(example=_example(), initial=known)})
    now, address = clock.now(), _address(request)
    actions.count_look_up(address, at=now)
    form = LookupForm(request.POST, example=_example())
    if not form.is_valid():
        return render(request, "cases/progress_ask.html", {"form": form}, status=422)
    try:
        looker = actions.look_up(form.cleaned_data["number"], form.cleaned_data["code"], address=address, at=now)
    except actions.NothingFound as refusal:
        return render(request, "cases/progress_ask.html", {"form": form, "not_found": str(refusal)}, status=422)
    open_look(request, looker, at=now)
    request.session.pop(typed.WAY, None)
    return redirect(_onward(form.cleaned_data["to"]))


@as_litigant
def progress(request: HttpRequest, looker: Looker) -> HttpResponse:
    """The case that this browser has proved to know, as its litigant sees it; nothing of it stands in the address."""
    context = {
        "page": progress_page(looker.case, looker.litigant, clock.today()),
        "case": looker.case,
        "litigant": looker.litigant,
        # Two clients of one counsel may have one surname: whoever acts for another reads the whole name.
        "own_name": looker.litigant.name if looker.acts_for_another else shown_name(looker.litigant),
        "as_counsel": looker.as_counsel,
        "is_signed_in": looker.user is not None,
        "may_add": may_add(request, looker),
        "panels": litigant_panels(looker.case, looker.litigant),
    }
    return render(request, "cases/progress.html", context)


@require_http_methods(["POST"])
@as_litigant
def keep_typed(request: HttpRequest, looker: Looker, form: str) -> HttpResponse:
    """What a litigant typed so far is kept (保存草稿); sent again and again while they type, the last one counts."""
    if not typed.is_theirs(looker, form):
        raise Http404
    typed.keep(looker, form[:60], request)
    return HttpResponse(status=204)


def _onward(wanted: str) -> str:
    """Where somebody wanted to go who had to say first which case it is: a page of the case, and nowhere else."""
    is_of_case = wanted.startswith(reverse("progress")) and is_address(wanted)
    return wanted if is_of_case and wanted != reverse("progress") else reverse("progress_case")


def _example() -> str:
    return case_numbers.format_number(clock.today().year, this_court().code, "民初", 1)


def _address(request: HttpRequest) -> str:
    """Where the request comes from: the connection's own address; what a header claims changes nothing."""
    return request.META.get("REMOTE_ADDR", "")
