"""Shapes of what a citizen types to sign in and to say who they are."""

from django import forms

from tianping.accounts.actions import DOCUMENTS, IdentityDraft
from tianping.kernel import clock, messages
from tianping.kernel.web.forms import HouseForm, NameField
from tianping.law import identities

PLAIN = {"autocomplete": "off", "spellcheck": "false"}
FIELDS = ("full_name", "identity_kind", "identity_number", "address", "licence_number", "firm")


class PhoneForm(HouseForm):
    """A mobile number."""

    phone = forms.CharField(
        label="手机号码",
        max_length=40,
        help_text="11位数字。验证码会用短信发到这个号码。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        """The number in its one form."""
        number = messages.mobile_number(self.cleaned_data["phone"], on=clock.today())
        if number is None:
            raise forms.ValidationError("手机号码应为11位数字，以13至19开头，请核对后再填。")
        return number


class IdentityForm(HouseForm):
    """Who somebody is, as their document says."""

    full_name = NameField(label="姓名", max_length=60, help_text="与身份证件一致。")
    identity_kind = forms.ChoiceField(
        label="证件种类", choices=[(kind, identities.KINDS[kind]) for kind in DOCUMENTS], widget=forms.RadioSelect
    )
    identity_number = forms.CharField(label="证件号码", max_length=40, widget=forms.TextInput(attrs=PLAIN))
    address = forms.CharField(label="住址", max_length=200, required=False, help_text="法院邮寄材料的地址。")
    licence_number = forms.CharField(
        label="律师执业证号",
        max_length=40,
        required=False,
        help_text="只有律师填写，17位数字。",
        widget=forms.TextInput(attrs=PLAIN),
    )
    firm = NameField(
        of="organisation",
        label="律师执业机构",
        max_length=120,
        required=False,
        help_text="只有律师填写，写律师事务所全称。",
    )

    def clean(self) -> dict[str, object]:
        """A number that cannot be real is refused beside its field."""
        typed = super().clean() or self.cleaned_data
        if typed.get("identity_kind") and typed.get("identity_number"):
            check = identities.check(typed["identity_kind"], typed["identity_number"], on=clock.today())
            if not check.valid:
                self.add_error("identity_number", check.why)
        if bool(typed.get("licence_number")) != bool(typed.get("firm")):
            self.add_error("licence_number", "律师请同时填写执业证号和执业机构；不是律师的，两项都不填。")
        elif typed.get("licence_number"):
            wrong = identities.licence_fault(str(typed["licence_number"]), on=clock.today())
            if wrong:
                self.add_error("licence_number", wrong)
        return typed

    def draft(self) -> IdentityDraft:
        """What was typed."""
        return IdentityDraft(**{name: self.cleaned_data[name] for name in FIELDS})


class SignUpForm(IdentityForm):
    """The same, with consent."""

    consents = forms.BooleanField(
        label="我已阅读并同意法院为办理我的案件收集和使用上面的个人信息，包括单独同意收集证件号码。",
        error_messages={"required": "请阅读个人信息说明并勾选同意；不同意的，可以到本院诉讼服务大厅当面办理。"},
    )
