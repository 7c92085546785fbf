"""Questions of an element-style form as fields; answers are kept plain, and read back the same."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.law import causes, money
from tianping.law.element_forms import Question

YES_NO = (("yes", "是"), ("no", "否"))


class CauseForm(HouseForm):
    """For what somebody sues (案由)."""

    use_required_attribute = False

    cause_name = forms.CharField(
        label="因为什么事起诉",
        max_length=60,
        help_text="输入几个字查找，例如“借”“工资”“离婚”。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_cause_name(self) -> str:
        """A cause of the list; near ones are named where it is none."""
        name = self.cleaned_data["cause_name"].strip()
        if causes.by_name(name) is not None:
            return name
        near = "、".join(cause.name for cause in causes.search(name, limit=8))
        mend = f"您要找的可能是：{near}。" if near else "请换一个词，例如“借”“工资”“离婚”。"
        raise forms.ValidationError(f"没有叫“{name}”的案由。{mend}")


class AnswersForm(HouseForm):
    """Questions with what was answered so far; a clerk answers a section at once, a citizen one after the other.

    ``must``: what the form asks for must be answered; else it may be left for later, the task list keeps it open.
    """

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, questions: Sequence[Question], answers: Mapping[str, Any], must: bool = False
    ) -> None:
        super().__init__(data, initial={each.key: _shown(each, answers.get(each.key)) for each in questions})
        self.questions = questions
        for each in questions:
            self.fields[each.key] = _field(each)
            self.fields[each.key].required = must and each.required
        self.word_errors()

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as it is kept."""
        return {each.key: _kept(each, self.cleaned_data.get(each.key)) for each in self.questions}


def _field(question: Question) -> forms.Field:
    facts: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": False}
    kind = question.kind
    if kind == "yuan":
        return YuanField(max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **facts)
    if kind == "day":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **facts)
    if kind == "percent":
        return forms.DecimalField(min_value=0, max_value=1000, max_digits=8, decimal_places=4, **facts)
    if kind == "number":
        return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **facts)
    if kind in ("yes_no", "choice"):
        choices = YES_NO if kind == "yes_no" else question.choices
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **facts)
    if kind == "many":
        return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **facts)
    if kind == "long_text":
        return forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}), **facts)
    return forms.CharField(max_length=200, **facts)


def _shown(question: Question, answer: Any) -> Any:
    if question.kind == "yuan" and answer is not None:
        return money.format_yuan(answer)
    return answer


def _kept(question: Question, value: Any) -> Any:
    if value in (None, "", []):
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value
