"""The shape of one question on a page: what may be typed for each kind of answer."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms

from tianping.intake.guidance.codes import LENGTH
from tianping.kernel.web.forms import HouseForm
from tianping.law.answers import Refusal
from tianping.law.element_forms import Question
from tianping.law.money import FEN_PER_YUAN, format_yuan, parse_yuan

YES_NO = (("yes", "是"), ("no", "否"))
# Days that have passed when they are asked for.
PASSED = frozenset({"received_on", "known_on", "happened_on", "award_received_on", "ended_on", "refused_on"})
TEN_THOUSANDS = re.compile(r"(\d{1,8}(?:\.\d{1,4})?)\s*万元?", re.ASCII)
FEN_IN_TEN_THOUSAND = 10_000 * FEN_PER_YUAN
EARLIEST = datetime.date(1950, 1, 1)


class YuanField(forms.CharField):
    """A sum in yuan as people write it, kept in fen."""

    def clean(self, value: Any) -> int | None:
        """The sum in fen; None where nothing was typed. A refusal of the law is the error of the field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return _in_ten_thousands(text) or parse_yuan(text)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence, code="invalid") from refusal


class QuestionForm(HouseForm):
    """One question (一个问题)."""

    def __init__(self, question: Question, today: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.today = question, today
        self.fields["answer"] = _field(question)

    def clean_answer(self) -> Any:
        """The answer as it is kept: fen, an ISO day, keys of choices, decimal text, words."""
        given = self.cleaned_data.get("answer")
        if isinstance(given, datetime.date):
            return self._day(given)
        if isinstance(given, Decimal):
            return format(given, "f")
        return "" if given in (None, []) else given

    def _day(self, given: datetime.date) -> str:
        if given < EARLIEST:
            raise forms.ValidationError("年份太早了，请核对。")
        if self.question.key in PASSED and given > self.today:
            raise forms.ValidationError("这一天还没有到，请核对。")
        return given.isoformat()


class ResumeForm(HouseForm):
    """The code of a guide as somebody typed it."""

    code = forms.CharField(
        label="引导码",
        max_length=40,
        help_text=f"打印或者抄下来的{LENGTH}位字母和数字，大小写、空格都可以。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def kept(question: Question, answer: Any) -> Any:
    """An answer as its field shows it again."""
    return format_yuan(answer) if question.kind == "yuan" and isinstance(answer, int) else answer


def _in_ten_thousands(text: str) -> int | None:
    """A sum as people say it, 5万 or 1.5万元, in fen; None where it is written otherwise."""
    found = TEN_THOUSANDS.fullmatch(text.strip())
    return int(Decimal(found[1]) * FEN_IN_TEN_THOUSAND) if found else None


def _field(question: Question) -> forms.Field:
    shared: dict[str, Any] = {
        "label": question.label.rstrip("？"),
        "help_text": question.help,
        "required": question.required,
    }
    if question.kind in ("choice", "yes_no"):
        choices = question.choices or YES_NO
        shared["error_messages"] = {"required": "请选择其中一项。"}
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
    if question.kind == "many":
        shared["error_messages"] = {"required": "请至少选择一项。"}
        return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **shared)
    shared["error_messages"] = {"required": "请填写后再继续。"}
    if question.kind == "yuan":
        return YuanField(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **shared)
    if question.kind == "day":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **shared)
    if question.kind in ("percent", "number"):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        return forms.DecimalField(min_value=0, max_digits=12, decimal_places=4, widget=widget, **shared)
    if question.kind == "long_text":
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), **shared)
    return forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}), **shared)
