"""The elder mode (长辈版): larger type and fewer things, remembered by the browser alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from tianping.kernel.web.context import ELDER_COOKIE

A_YEAR = 365 * 24 * 3600


def choose_elder_mode(request: HttpRequest) -> HttpResponse:
    """Switch the elder mode on or off and go back to the page that asked; never to another site."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("elder") == "1":
        response.set_cookie(
            ELDER_COOKIE, "1", max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SERVED_OVER_TLS
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response
