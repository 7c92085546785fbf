"""Shapes of the second factors' pages: codes, an authenticator app, passkeys."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms


class CodeForm(AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, "验证器上显示的6位数字，或者一个备用码。")


class ConfirmCodeForm(ReauthenticateForm):
    """The code again, before a second factor is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, "验证器上显示的6位数字，或者一个备用码。")


class ActivateAppForm(ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, "扫码后，验证器上显示的6位数字。")


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: what it is called, and whether it may replace the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, passwordless = self.fields["name"], self.fields["passwordless"]
        name.label, name.help_text = "名称", "便于日后辨认，例如：办公电脑、手机。"
        name.widget.attrs["maxlength"] = 40
        passwordless.label = "用它直接登录，不再输入密码"
        passwordless.help_text = "需要设备能核对指纹、人脸或锁屏密码。不选时，它只在输入密码之后作第二重验证。"
        passwordless.initial = True


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "名称"
        self.fields["name"].error_messages["required"] = "请填写名称。"


def _ask_for_code(form: forms.Form, hint: str) -> None:
    code = form.fields["code"]
    code.label, code.help_text = "验证码", hint
    code.widget.attrs.pop("placeholder", None)
    code.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"})
    code.error_messages["required"] = "请填写验证码。"
