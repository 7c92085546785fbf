"""The kiosk in the court's hall (自助查询机): look up, read, print, and leave nothing behind.

No page of it leads anywhere else. It ends by its button, or after a minute without a touch: the page goes by itself,
and the server shows nothing any more whatever a page that stayed open asks for.
"""

import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.permissions import Looker, as_litigant, end_look, open_look
from tianping.kernel import clock
from tianping.kernel.refusals import Refused, TooMany
from tianping.portal.forms import KIOSK_KINDS, KioskForm
from tianping.portal.queries import inquiry

TOUCHED = "kiosk"
IDLE_SECONDS = 60


@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; whatever was open before is closed."""
    _wipe(request)
    if request.method != "POST":
        return _ask(
            request,
            KioskForm(court_code=this_court().code, initial={"year": clock.today().year, "kind": KIOSK_KINDS[0]}),
        )
    now, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    form = KioskForm(request.POST, court_code=this_court().code)
    try:
        case_actions.count_look_up(address, at=now)
        if not form.is_valid():
            return _ask(request, form, status=422)
        looker = case_actions.look_up(form.number, form.cleaned_data["code"], address=address, at=now)
    except (case_actions.NothingFound, TooMany) as refusal:
        # Whoever has to wait waits at the kiosk, too: no page of it leads out.
        return _ask(request, form, refusal=refusal, status=refusal.status)
    open_look(request, looker, at=now)
    request.session[TOUCHED] = now.isoformat()
    return redirect("kiosk_case")


@require_http_methods(["GET"])
def kiosk_case(request: HttpRequest) -> HttpResponseBase:
    """The case that was looked up here less than a minute ago, as its litigant sees it."""
    now, touched = clock.now(), request.session.get(TOUCHED)
    if touched is None or now - datetime.datetime.fromisoformat(touched) > datetime.timedelta(seconds=IDLE_SECONDS):
        _wipe(request)
        return redirect("kiosk")
    request.session[TOUCHED] = now.isoformat()
    return _shown(request)


@require_http_methods(["POST"])
def kiosk_end(request: HttpRequest) -> HttpResponse:
    """结束: everything is forgotten; pressing it again does the same."""
    _wipe(request)
    return redirect("kiosk")


@as_litigant
def _shown(request: HttpRequest, looker: Looker) -> HttpResponse:
    facts = inquiry(looker.case, looker.litigant, clock.today())
    context = facts | {"printed_on": clock.today(), "idle_seconds": IDLE_SECONDS}
    return render(request, "portal/kiosk_case.html", context)


def _ask(request: HttpRequest, form: KioskForm, *, refusal: Refused | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "court_code": this_court().code, "idle_seconds": IDLE_SECONDS}
    return render(request, "portal/kiosk.html", context, status=status)


def _wipe(request: HttpRequest) -> None:
    """Forget the visitor; somebody of the court who looks at the page stays signed in."""
    end_look(request)
    request.session.pop(TOUCHED, None)
    if not request.user.is_authenticated:
        request.session.flush()
