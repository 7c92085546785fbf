"""Questions of an element-style form as fields; answers are kept plain, and read back the same."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms

from tianping.intake.application.forms.pages import PleadingForm
from tianping.kernel.web.forms import HouseForm
from tianping.kernel.web.questions import answer_field, kept, shown
from tianping.law import causes
from tianping.law.contradictions import contradictions_of_form, left_over
from tianping.law.element_forms import NOTHING, ElementForm, Question, counting, places_in


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


def _proposed(
    form: ElementForm, questions: Sequence[Question], answers: Mapping[str, Any]
) -> dict[str, tuple[int, str]]:
    """Sums that follow from what was answered before (price less what was paid), with where they come from."""
    found = {}
    for each in questions:
        left = left_over(form, answers, each) if len(each.not_above) > 1 else None
        if left is not None and left[0] and answers.get(each.key) is None:
            found[each.key] = (left[0], f"已经按{left[1]}填好，不对的请更改。")
    return found


class AnswersForm(PleadingForm):
    """Questions with what was answered so far; a clerk answers a section at once, a citizen one after the other.

    ``must``: what the form asks for must be answered; else it may be left for later, the task list keeps it open.
    What cannot be beside what was answered before, on a day, is refused here; what a later change of another answer
    makes impossible is a gap of the pleading.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        form: ElementForm,
        questions: Sequence[Question],
        answers: Mapping[str, Any],
        on: datetime.date,
        must: bool = False,
    ) -> None:
        proposed = _proposed(form, questions, answers)
        first = {key: fen for key, (fen, _words) in proposed.items()}
        super().__init__(
            data, initial={each.key: shown(each, {**answers, **first}.get(each.key)) for each in questions}
        )
        self.form, self.questions, self.known, self.day, self.must = form, questions, answers, on, must
        for each in questions:
            applies = each.only_if is None or each.only_if.holds(answers)
            self.fields[each.key] = answer_field(each, required=each.required and (must or applies))
            if each.key in proposed:
                self.fields[each.key].help_text += proposed[each.key][1]
        self.word_errors()

    def full_clean(self) -> None:
        """Read what was typed; what may be left for later is no error, and is shown as asked for all the same."""
        waived = [field for field in self.fields.values() if field.required and not self.must]
        for field in waived:
            field.required = False
        super().full_clean()
        for field in waived:
            field.required = True

    def clean(self) -> dict[str, Any]:
        """What these questions were answered must be possible beside everything that was answered before."""
        given = super().clean() or self.cleaned_data
        answers = counting(self.form, {**self.known, **self.answers})
        for found in contradictions_of_form(self.form, answers, on=self.day, called="今天"):
            if found.key in self.fields and found.key not in self.errors:
                self.add_error(found.key, found.sentence)
        self._refuse_what_would_not_count()
        return given

    def _refuse_what_would_not_count(self) -> None:
        """What a clerk typed where an answer leaves nothing to be asked would be lost without a word.

        Choices are passed over: a button that was pressed cannot be let go.
        """
        answers = {**self.known, **self.answers}
        asked = {each.key for each in self.form.asked(answers)}
        by_key = {each.key: each for each in self.form.questions}
        for each in self.questions:
            typed = answers.get(each.key) not in NOTHING and each.kind not in ("choice", "yes_no", "many")
            if typed and each.only_if is not None and each.key not in asked and each.key not in self.errors:
                above = by_key[each.only_if.key]
                said = above.said(answers.get(above.key))
                found = f"答的是“{said}”" if said else "还没有回答"
                self.add_error(
                    each.key,
                    f"“{above.label}”{found}，这一项不会写进起诉状。需要写的，请先改那一项的回答；不需要的，请把这里清空。",
                )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in runs: what each of several plaintiffs has of their own under the plaintiff's name."""
        several = places_in(self.form) > 1
        names = [each.label.partition("：")[0] if several and each.of_each else "" for each in self.questions]
        runs = groupby(zip(names, self.questions, strict=True), key=lambda pair: pair[0])
        return [(name, [self[each.key] for _name, each in run]) for name, run in runs]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as it is kept."""
        return {each.key: kept(self.cleaned_data.get(each.key)) for each in self.questions}
