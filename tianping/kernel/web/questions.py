"""A question as a field of a page (要素问题): what may be typed for each kind of answer, and how it is kept.

Answers are kept plain (fen, ISO days, keys of choices, decimal text) as ``law.element_forms`` says, and shown again as
they were typed.
"""

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms

from tianping.kernel.web.forms import YuanField
from tianping.law.element_forms import Question
from tianping.law.money import FEN_PER_YUAN, format_yuan

YES_NO = (("yes", "是"), ("no", "否"))
EARLIEST = datetime.date(1950, 1, 1)
TEN_THOUSANDS = re.compile(r"(\d{1,8}(?:\.\d{1,4})?)\s*万元?", re.ASCII)
FEN_IN_TEN_THOUSAND = 10_000 * FEN_PER_YUAN
TYPED = {"autocomplete": "off"}


class SpokenYuanField(YuanField):
    """A sum as people say it, too: 5万, 1.5万元."""

    def clean(self, value: Any) -> Any:
        """The sum in fen; None where nothing was typed."""
        spoken = TEN_THOUSANDS.fullmatch(str(value or "").strip())
        return int(Decimal(spoken[1]) * FEN_IN_TEN_THOUSAND) if spoken else super().clean(value)


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
        return SpokenYuanField(max_length=30, widget=widget, **typed)
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
