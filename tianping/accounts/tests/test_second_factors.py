"""Passkeys and authenticator apps, in a real browser with a virtual security key."""

import base64
import hmac
import struct
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tianping.accounts import actions
from tianping.accounts.models import User
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry

PASSWORD = "tianping-2023"
VIRTUAL_KEY: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = pytest.mark.browser


def with_virtual_key(page: Page) -> None:
    """Plug a virtual security key into the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})


def sign_in(page: Page, address: str, username: str) -> None:
    """By name and password."""
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def confirm_oneself(page: Page) -> None:
    """Type the password once more."""
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()


def address_of(live_court: Any) -> str:
    """The court by a name: browsers give no passkey to a bare address."""
    return live_court.url.replace("127.0.0.1", "localhost")


def code_of(secret: str) -> str:
    """What an authenticator app shows now for a secret (RFC 6238: SHA-1, 30 seconds, six digits)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_a_passkey_is_added_and_opens_the_court_without_a_password(live_court, page: Page):
    address = address_of(live_court)
    with_virtual_key(page)
    sign_in(page, address, "filing1")
    page.goto(f"{address}/accounts/2fa/passkeys/add/")
    confirm_oneself(page)
    page.get_by_label("名称").fill("办公电脑")
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    page.goto(f"{address}/accounts/me/")
    expect(page.get_by_text("办公电脑，")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(lambda reached: "/accounts/login/" not in reached)
    page.goto(f"{address}/accounts/me/")
    expect(page.locator("main").get_by_text("filing1")).to_be_visible()
    clerk = User.objects.get(username="filing1")
    written = AuditEntry.objects.filter(subject=f"person:{clerk.pk}").values_list("action", flat=True)
    assert "second_factor.webauthn_added" in written
    assert list(written).count("session.begin") == 2


def test_a_deactivated_person_is_told_so_at_the_passkey(live_court, page: Page):
    address = address_of(live_court)
    with_virtual_key(page)
    sign_in(page, address, "filing1")
    page.goto(f"{address}/accounts/2fa/passkeys/add/")
    confirm_oneself(page)
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    actions.deactivate_person(User.objects.get(username="filing1"), by=None, at=clock.now())
    page.goto(f"{address}/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("alert")).to_contain_text("您的账号已停用")


def test_without_a_key_the_page_says_so_and_the_password_still_opens(live_court, page: Page):
    page.goto(f"{address_of(live_court)}/accounts/login/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**VIRTUAL_KEY, "isUserVerified": False}})
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("alert")).to_contain_text("没有取得通行密钥")
    sign_in(page, address_of(live_court), "filing1")
    page.wait_for_url(lambda reached: "/accounts/login/" not in reached)


def test_an_authenticator_app_is_asked_for_after_the_password(live_court, page: Page):
    address = live_court.url
    sign_in(page, address, "judge1")
    page.goto(f"{address}/accounts/2fa/totp/activate/")
    confirm_oneself(page)
    secret = page.locator("code").inner_text()
    page.get_by_label("验证码").fill(code_of(secret))
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    judge = User.objects.get(username="judge1")
    stored = Authenticator.objects.get(user=judge, type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored, "the secret is stored encrypted"
    sign_in(page, address, "judge1")
    expect(page.get_by_role("heading", name="二次验证")).to_be_visible()
    page.get_by_label("验证码").fill("000000")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("验证码不正确")
    page.get_by_label("验证码").fill(code_of(secret))
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda reached: "/2fa/" not in reached)
