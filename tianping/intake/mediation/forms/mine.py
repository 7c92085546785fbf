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
    """A signature: drawn with a finger, or one's own code typed again."""

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

    def clean(self) -> dict[str, Any]:
        """One of the two ways."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("picture") and not typed.get("code"):
            self.add_error("code", "请在方框内用手指签名，或者输入您的查询码。")
        return typed

    @property
    def signature(self) -> Signature:
        """What was drawn or typed, as the verb takes it."""
        typed = self.cleaned_data
        if typed["picture"]:
            return Signature(Way.PAD, typed["picture"])
        return Signature(Way.CODE, code=typed["code"])
