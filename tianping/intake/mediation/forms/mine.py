"""Shapes of what a litigant types on their own page of a mediation."""

from typing import Any

from django import forms

from tianping.intake.mediation.actions import Signature, Way
from tianping.kernel.web.forms import HouseForm, PadField


class RefuseForm(HouseForm):
    """不同意调解: why, if one likes to say; ``sure`` once it was asked again."""

    use_required_attribute = False
    reason = forms.CharField(
        label="原因",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="可以不填。不同意调解不影响您的任何权利。",
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SignForm(HouseForm):
    """A signature: drawn with a finger; else by the look-up code, or where a telephone is known by a code sent to it.

    ``phone``: the number of whoever is signed in; ``proved``: they have given back the code that was sent to it.
    """

    use_required_attribute = False

    picture = PadField()
    wording = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    code = forms.CharField(
        label="您的查询码",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text="不方便手写签名的，在这里再输入一次查询码，与签名有同样的效力。",
    )

    def __init__(self, *args: Any, phone: str = "", proved: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phone, self.proved = phone, proved
        if phone:
            del self.fields["code"]

    @property
    def beside(self) -> str | None:
        """The field at which a refusal stands."""
        return None if self.phone else "code"

    def clean(self) -> dict[str, Any]:
        """One of the two ways."""
        typed = super().clean() or {}
        if self.errors or self.proved or typed.get("picture") or typed.get("code"):
            return typed
        way = "先用短信验证码核验手机" if self.phone else "输入您的查询码"
        self.add_error(self.beside, f"请在方框内用手指签名，或者{way}。")
        return typed

    @property
    def signature(self) -> Signature:
        """What was drawn or typed, as the verb takes it."""
        typed = self.cleaned_data
        if typed["picture"]:
            return Signature(Way.PAD, typed["picture"])
        if self.phone:
            return Signature(Way.SMS, phone=self.phone if self.proved else "")
        return Signature(Way.CODE, code=typed["code"])
