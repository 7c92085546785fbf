"""What every answer tells the browser, and that the settings behind TLS leave nothing open."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tianping.kernel.web.middleware import ContentSecurityMiddleware, PlainTextMiddleware

ROOT = Path(__file__).resolve().parents[3]
TELL = """
import json, sys
from django.conf import settings
json.dump({name: getattr(settings, name, None) for name in sys.argv[1:]}, sys.stdout)
"""


def behind_tls(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python as an installation behind TLS does."""
    # The tests' own process allows what no installation may.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {
        **inherited,
        "TIANPING_TLS": "1",
        "TIANPING_SECRET_KEY": "a-key-of-this-installation-that-is-long-enough-for-all-0123456789",
        "TIANPING_COURT_HOSTS": "court.example=court_gan1027",
        "TIANPING_ALLOWED_HOSTS": "court.example",
        "DJANGO_SETTINGS_MODULE": "tianping.config.settings",
    }
    command = [sys.executable, "-W", "error::RuntimeWarning", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


def test_the_check_for_deployment_finds_no_issue() -> None:
    checked = behind_tls("-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        checked.stderr
    )


def test_behind_tls_every_cookie_is_bound_to_its_host_and_never_sent_in_the_clear() -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    bound = ["SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH"]
    told = json.loads(behind_tls("-c", TELL, *names, *bound).stdout)
    assert [told[name] for name in names] == ["__Host-session", "__Host-csrf", True, True]
    # The prefix holds only for cookies without a domain, for the whole host.
    assert [told[name] for name in bound] == [None, None, "/", "/"]


def test_an_installation_that_names_its_hosts_serves_no_other_court() -> None:
    told = json.loads(behind_tls("-c", TELL, "DEFAULT_COURT", "COURT_HOSTS").stdout)
    assert told == {"DEFAULT_COURT": None, "COURT_HOSTS": {"court.example": "court_gan1027"}}


def answered(path: str = "/", **headers: str) -> HttpResponse:
    middleware = ContentSecurityMiddleware(lambda _request: HttpResponse("ok"))
    return middleware(RequestFactory().get(path, headers=headers))


def test_only_our_own_scripts_and_styles_run() -> None:
    policy = dict(rule.strip().split(" ", 1) for rule in answered().headers["Content-Security-Policy"].split(";"))
    assert {policy[name] for name in ("default-src", "script-src", "style-src", "connect-src", "form-action")} == {
        "'self'"
    }
    assert {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert not any(word in str(policy) for word in ("unsafe", "*", "http:"))


def test_a_page_is_kept_by_no_cache_unless_it_says_so_itself() -> None:
    assert answered().headers["Cache-Control"] == "no-store"
    chosen = HttpResponse("ok", headers={"Cache-Control": "max-age=60"})
    kept = ContentSecurityMiddleware(lambda _request: chosen)(RequestFactory().get("/"))
    assert kept.headers["Cache-Control"] == "max-age=60"


def plain(request: HttpRequest) -> HttpResponse:
    middleware = PlainTextMiddleware(lambda asked: HttpResponse(",".join(asked.COOKIES)))
    return middleware.process_view(request) or middleware(request)


@pytest.mark.parametrize("path", ["/a%00b", "/?q=%00", "/?a%00=1", "/api/v1/cases?q=a%00"])
def test_an_address_with_nul_is_refused_in_a_sentence(path: str) -> None:
    refused = plain(RequestFactory().get(path))
    assert refused.status_code == 400
    assert "无法识别的字符" in refused.content.decode() or "\\u65e0" in refused.content.decode()


def test_a_form_with_nul_is_refused_in_a_sentence() -> None:
    refused = plain(RequestFactory().post("/", {"name": "张\x00三"}))
    assert (refused.status_code, "填写的内容" in refused.content.decode()) == (400, True)


def test_a_cookie_with_nul_is_dropped_and_the_others_stay() -> None:
    request = RequestFactory().get("/")
    request.COOKIES = {"sessionid": "a\x00b", "elder": "1"}
    assert plain(request).content == b"elder"
