"""What happens to every request: its court is chosen, refusals become pages, the browser is told what may run."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.request import split_domain_port
from django.shortcuts import render

from tianping.kernel import courts
from tianping.kernel.refusals import Refused
from tianping.kernel.web.addresses import page_before

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; font-src 'self';"
    " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
NUL = "\x00"
API = "/api/"


class CourtMiddleware:
    """Choose the court by the host name, before any transaction and before log-in; leave it with the answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request in its court; a host that is no court's gets a plain 404."""
        host, _port = split_domain_port(request.get_host())
        schema = settings.COURT_HOSTS.get(host, settings.DEFAULT_COURT)
        if schema is None:
            return HttpResponse("没有在此地址提供服务的法院。", status=404, content_type="text/plain; charset=utf-8")
        with courts.court(schema):
            response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            streamed = cast(Any, response)
            streamed.streaming_content = _in_court(schema, streamed.streaming_content)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that no view caught becomes a page with its sentence and its status."""
        if not isinstance(exception, Refused):
            return None
        context = {"sentence": str(exception), "status": exception.status, "back": _came_from(request)}
        return render(request, "kernel/refused.html", context, status=exception.status)


def _came_from(request: HttpRequest) -> str:
    """The page on which the refused button stands; empty where that is the refused one itself."""
    page = page_before(request)
    return page if page != request.get_full_path() else ""


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


class PlainTextMiddleware:
    """No character that the database cannot hold (NUL) comes in by an address, a form or a cookie."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse addresses with such a character; drop such cookies, which no browser has from us."""
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in name + value}
        if NUL in request.path or _holds_nul(request.GET):
            return _unreadable(request, "网址")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse forms with such a character, in a field or in the name of a file."""
        names = [upload.name or "" for _field, uploads in request.FILES.lists() for upload in uploads]
        if _holds_nul(request.POST) or any(NUL in name for name in names):
            return _unreadable(request, "填写的内容")
        return None


def _unreadable(request: HttpRequest, what: str) -> HttpResponse:
    sentence = f"{what}中含有无法识别的字符，请返回删除后重试。"
    if request.path.startswith(API):
        return JsonResponse({"sentence": sentence}, status=400)
    return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")


def _holds_nul(fields: Any) -> bool:
    return any(NUL in text for name, values in fields.lists() for text in (name, *values))


def _in_court(schema: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A streamed answer reads its rows after the view is done, piece by piece and on whatever thread the server has."""
    waiting = iter(pieces)
    while True:
        with courts.court(schema):
            piece = next(waiting, None)
        if piece is None:
            return
        yield piece
