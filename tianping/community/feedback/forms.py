"""Shapes of what is typed on the pages of feedback."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.community.feedback.models import Rating, Step, Voice
from tianping.kernel.web.forms import HouseForm


class RatingForm(HouseForm):
    """How a step was found, of those that happened."""

    step = forms.ChoiceField(label="评价哪个环节", widget=forms.RadioSelect)
    word = forms.TypedChoiceField(
        label="您觉得怎么样", choices=Rating.Word.choices, coerce=int, widget=forms.RadioSelect
    )
    text = forms.CharField(label="想说的话", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, steps: Sequence[Step], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["step"]
        chosen.choices = [(step.value, step.label) for step in steps]


class VoiceForm(HouseForm):
    """Thanks, a suggestion or a complaint."""

    kind = forms.ChoiceField(label="您要说的是", choices=Voice.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="具体情况",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写明什么时间、在哪里、发生了什么事。",
    )


class AnswerForm(HouseForm):
    """An answer."""

    text = forms.CharField(
        label="答复内容",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="当事人会看到全文。写明核实的情况和处理结果。",
    )
