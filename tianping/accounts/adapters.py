"""How django-allauth signs people in here: counted guesses, an audited session, a first page by post."""

import base64
import hashlib
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tianping.accounts import lockout
from tianping.accounts.actions import change_own_password
from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts, log_in_page, signed_in
from tianping.accounts.queries import first_page
from tianping.kernel import audit, clock

SENTENCES = {
    "enter_current_password": "当前密码不正确，请重新输入。",
    "incorrect_password": "密码不正确，请重新输入。",
    "incorrect_code": "验证码不正确或已过期，请输入验证器上当前显示的数字。",
    "too_many_login_attempts": "验证码已试满10次，请一小时后再试，或联系本院系统管理员。",
    "rate_limited": "操作过于频繁，请稍后再试。",
    "same_as_current": "新密码不能与当前密码相同，请换一个。",
    "unknown_user": "没有找到与此通行密钥对应的账号，请改用密码登录。",
}


class AccountAdapter(DefaultAccountAdapter):
    """Log-in and log-out of the court's people. Nobody can sign up from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the system administrator only."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person whose name and password these are.

        Unknown names, wrong passwords, deactivated people and a full count take the same time and get the same
        answer; guesses at one account from one place are counted one after the other.
        Raises TooMany for more log-ins from one address than a courthouse makes.
        """
        lockout.count_log_in(request, at=clock.now())
        with transaction.atomic():
            lockout.one_guess_at_a_time(request, credentials)
            user = authenticate(request, **credentials)
            # allauth would tell a deactivated person's right password from a wrong one by a page of its own.
            AuthenticationBackend.unstash_authenticated_user()
            if user is None:
                self._write_down_failure(request, credentials)
        return user if isinstance(user, User) else None

    def _write_down_failure(self, request: HttpRequest, credentials: dict[str, Any]) -> None:
        counted = getattr(request, "axes_failures_since_start", None)
        if counted is None:
            # The count was full and no password was looked at; take the time that looking takes.
            User().set_password(credentials.get("password", ""))
            return
        person = User.objects.filter(username=lockout.plain_name(credentials.get("username", ""))).first()
        subject = f"person:{person.pk}" if person else "person:unknown"
        is_full = counted >= lockout.TRIES_AN_HOUR
        audit.record("session.locked" if is_full else "session.refused", subject, by=None, at=clock.now())

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session under a new key and write it down."""
        super().login(request, user)
        request.session.pop("last_seen", None)
        # Django has written the server's own moment; a demonstration lives on its own day.
        user.last_login = clock.now()
        user.save(update_fields=["last_login"])
        audit.record("session.begin", f"person:{user.pk}", by=user, at=clock.now())

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **facts: Any) -> HttpResponse:
        """To the person's first page; the browser is known to the account from now on."""
        response = super().post_login(request, user, **facts)
        lockout.remember_device(response, user.get_username())
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A deactivated person came with a passkey, which shows who it is; so the reason may be said."""
        messages.error(request, "您的账号已停用，不能登录。如有疑问，请联系本院系统管理员。")
        return redirect("account_login")

    def logout(self, request: HttpRequest) -> None:
        """End the session and write it down."""
        audit.record("session.end", f"person:{signed_in(request).pk}", by=signed_in(request), at=clock.now())
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page of the person's posts."""
        return first_page(signed_in(request), clock.today())

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Where the person signs in: citizens by telephone, the court's people by name."""
        return reverse(log_in_page(held_posts(request.user)))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To work: a one-time password was in its way."""
        return self.get_login_redirect_url(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep the password that the person chose."""
        change_own_password(cast(User, user), password, at=clock.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """A change of second factors is written down; people here are known by name and not by mail address."""
        area, change = template_prefix.split("/")[0], template_prefix.split("/")[-1]
        if area == "mfa":
            audit.record(f"second_factor.{change}", f"person:{user.pk}", by=user, at=clock.now())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The connection's own address; what a client writes into headers changes nothing."""
        return request.META.get("REMOTE_ADDR") or "unix"

    def validation_error(self, code: str, *facts: Any) -> ValidationError:
        """allauth's refusals in the court's words."""
        if code == "username_password_mismatch":
            return ValidationError(lockout.refusal(self.request), code=code)
        if code in SENTENCES:
            return ValidationError(SENTENCES[code], code=code)
        return super().validation_error(code, *facts)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets are stored encrypted, names and issuer are the court's."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SENTENCES}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the authenticator shows beside the code."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A stored secret as it was."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
