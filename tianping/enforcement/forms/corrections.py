"""What comes of what was to be corrected (补正): at the counter point by point, over the net as a whole."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.enforcement.actions import NOTHING_CAME
from tianping.enforcement.queries import Point
from tianping.kernel.web.forms import HouseForm

NOTE, LONGEST = "note_", 200


class CorrectionsForm(HouseForm):
    """收到的补正材料: what was brought for each point of the notice; nothing brought, nothing registered."""

    use_required_attribute = False

    def __init__(self, points: Sequence[Point], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = [each.place for each in points if each.came is None]
        for each in points:
            if each.came is None:
                self.fields[f"{NOTE}{each.place}"] = forms.CharField(
                    label=each.text, max_length=LONGEST, required=False
                )
        self.word_errors()

    def clean(self) -> dict[str, Any]:
        """Something was brought."""
        given = super().clean() or {}
        if not self.errors and not self.came:
            raise forms.ValidationError(NOTHING_CAME)
        return given

    @property
    def came(self) -> dict[int, str]:
        """What was brought, by the places of the points."""
        notes = {place: self.cleaned_data.get(f"{NOTE}{place}", "") for place in self.places}
        return {place: note for place, note in notes.items() if note}


class OwnCorrectionsForm(HouseForm):
    """网上补正: what is explained; the files that come with it have a form of their own."""

    use_required_attribute = False
    explanation = forms.CharField(
        label="补正的内容",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="逐项写明，例如“利息从2023年3月1日起算”；只补交文件的，可以不写。",
    )
