"""The shape of one question on a page: what may be typed for each kind of answer."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms

from tianping.intake.guidance.codes import LENGTH
from tianping.kernel.web.forms import HouseForm
from tianping.kernel.web.questions import answer_field, kept
from tianping.law.contradictions import contradictions, none_beside_some
from tianping.law.element_forms import Question

# Days that have passed when they are asked for.
PASSED = frozenset({"received_on", "known_on", "happened_on", "award_received_on", "ended_on", "refused_on"})


class QuestionForm(HouseForm):
    """One question (一个问题)."""

    def __init__(
        self,
        question: Question,
        today: datetime.date,
        *args: Any,
        known: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.today, self.known = question, today, known or {}
        self.fields["answer"] = answer_field(question, required=question.required)

    def clean_answer(self) -> Any:
        """The answer as it is kept: possible beside what is ``known``, and no day ahead where it has passed."""
        given = self.cleaned_data.get("answer")
        if self.question.key in PASSED and isinstance(given, datetime.date) and given > self.today:
            raise forms.ValidationError("这一天还没有到，请核对。")
        answer = kept(given)
        both = none_beside_some(self.question, answer)
        if both:
            raise forms.ValidationError(both)
        elements = {**self.known, self.question.key: answer}
        for found in contradictions(elements, on=self.today, called="今天"):
            if found.key == self.question.key:
                raise forms.ValidationError(found.sentence)
        return "" if answer is None else answer


class ResumeForm(HouseForm):
    """The code of a guide as somebody typed it."""

    code = forms.CharField(
        label="引导码",
        max_length=40,
        help_text=f"打印或者抄下来的{LENGTH}位字母和数字，大小写、空格都可以。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
