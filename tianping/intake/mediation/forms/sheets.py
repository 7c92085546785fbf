"""Shapes of what is typed about sheets that were signed by hand (纸质签名)."""

from typing import Any

from django import forms

from tianping.intake.mediation.actions import SignedSheet
from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm


class SheetForm(HouseForm):
    """Who signed the printed sheet, with its scan."""

    use_required_attribute = False

    litigants = forms.MultipleChoiceField(label="在纸上签名的当事人", widget=forms.CheckboxSelectMultiple)
    scan = forms.FileField(
        label="签了名的扫描件或者照片",
        help_text="PDF或者JPG、PNG、HEIC照片，不超过20 MB。收下以后入卷，纸质原件另行收存。",
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
    )
    wording = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["litigants"]
        chosen.choices = choices
        self.initial.setdefault("litigants", [key for key, _name in choices])

    @property
    def sheet(self) -> SignedSheet:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        return SignedSheet([int(each) for each in typed["litigants"]], typed["wording"], typed["scan"].read())
