"""Behind a trusted proxy the asker is counted; a header that anybody may send changes nothing."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from tianping.kernel.web.proxies import ProxyMiddleware, networks


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "counted"),
    [
        ("", "10.0.0.2", "203.0.113.9", "10.0.0.2"),
        ("10.0.0.0/8", "10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "10.0.0.2", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8", "10.0.0.2", "198.51.100.1, 203.0.113.9, 10.0.0.3", "203.0.113.9"),
        ("10.0.0.0/8", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.0/8", "10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.0/8", "10.0.0.2", "made up", "10.0.0.2"),
        ("fd00::/8", "fd00::1", "2001:db8::9", "2001:db8::9"),
    ],
)
def test_the_nearest_address_that_is_no_trusted_proxy_is_counted(
    trusted: str, remote: str, forwarded: str, counted: str
) -> None:
    seen: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(TRUSTED_PROXIES=networks(trusted)):
        ProxyMiddleware(answer)(request)
    assert seen[0].META["REMOTE_ADDR"] == counted
