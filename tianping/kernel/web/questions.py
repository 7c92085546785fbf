"""A question as a field of a page (要素问题): what may be typed for each kind of answer, and how it is kept.

Answers are kept plain (fen, ISO days, keys of choices, decimal text) as ``law.element_forms`` says, and shown again as
they were typed.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from tianping.kernel.web.forms import YuanField
from tianping.law.element_forms import Question
from tianping.law.money import format_yuan

YES_NO = (("yes", "是"), ("no", "否"))
EARLIEST = datetime.date(1950, 1, 1)
HOW_TO_WRITE_YUAN = "以元为单位，例如300000；也可以写30万。"
A_MONTH, HOW_TO_WRITE_A_MONTH = "每个月", "以元为单位，例如1500。"
TYPED = {"autocomplete": "off"}


class PlausibleDayField(forms.DateField):
    """A day of somebody's life; a slip of the year is refused."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> Any:
        """The day; None where nothing was typed."""
        day = super().clean(value)
        if day is not None and day < EARLIEST:
            raise forms.ValidationError("年份太早了，请核对。")
        return day


def answer_field(question: Question, *, required: bool) -> forms.Field:
    """The field of a question."""
    chosen: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": required}
    kind = question.kind
    if kind in ("choice", "yes_no"):
        chosen["error_messages"] = {"required": "请选择其中一项。"}
        return forms.ChoiceField(choices=question.choices or YES_NO, widget=forms.RadioSelect, **chosen)
    if kind == "many":
        chosen["error_messages"] = {"required": "请至少选择一项。"}
        return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **chosen)
    typed: dict[str, Any] = {**chosen, "error_messages": {"required": "请填写后再继续。"}}
    if kind == "day":
        return PlausibleDayField(**typed)
    if kind == "long_text":
        return forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}), **typed)
    if kind == "text":
        return forms.CharField(max_length=200, widget=forms.TextInput(attrs=TYPED), **typed)
    widget = forms.TextInput(attrs={"inputmode": "decimal", **TYPED})
    if kind == "yuan":
        typed["help_text"] = (HOW_TO_WRITE_A_MONTH if A_MONTH in question.label else HOW_TO_WRITE_YUAN) + question.help
        return YuanField(max_length=30, widget=forms.TextInput(attrs=TYPED), **typed)
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=4, widget=widget, **typed)


def kept(value: Any) -> Any:
    """What a field made of an answer, as it is kept; None where nothing was answered."""
    if value in (None, "", []):
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def shown(question: Question, answer: Any) -> Any:
    """An answer as its field shows it again."""
    return format_yuan(answer) if question.kind == "yuan" and isinstance(answer, int) else answer


def tell_sums(request: HttpRequest, questions: Iterable[Question], answers: Mapping[str, Any]) -> None:
    """Say on the next page as which sum each was understood that was just written down."""
    for each in questions:
        if each.kind == "yuan" and isinstance(answers.get(each.key), int):
            messages.success(request, f"“{each.label}”记为{each.said(answers[each.key])}。")
