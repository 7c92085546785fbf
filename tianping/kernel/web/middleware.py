"""What happens to every request: its court is chosen, refusals become pages, the browser is told what may run."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tianping.kernel import courts
from tianping.kernel.refusals import Refused

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; font-src 'self';"
    " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class CourtMiddleware:
    """Choose the court by the host name, before any transaction and before log-in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request in its court; a host that is no court's gets a plain 404."""
        host = request.get_host().rsplit(":", 1)[0]
        schema = settings.COURT_HOSTS.get(host, settings.DEFAULT_COURT)
        if schema is None:
            return HttpResponse("没有在此地址提供服务的法院。", status=404, content_type="text/plain; charset=utf-8")
        courts.use_court(schema)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that no view caught becomes a page with its sentence and its status."""
        if not isinstance(exception, Refused):
            return None
        context = {"sentence": str(exception), "status": exception.status}
        return render(request, "kernel/refused.html", context, status=exception.status)


class ContentSecurityMiddleware:
    """Only our own scripts and styles run; a page behind a log-in is never kept by a cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
