"""Shapes of what is typed about deliberations and supervised cases."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Seat
from tianping.kernel.web.forms import HouseForm
from tianping.trial.deliberation.actions import Said, Sitting
from tianping.trial.deliberation.models import Supervision, SupervisionStep

LONG = forms.Textarea(attrs={"rows": 4})


class MarkForm(HouseForm):
    """标识四类案件."""

    kind = forms.ChoiceField(label="属于哪一类", choices=Supervision.Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="具体情形", max_length=500, widget=LONG)


class StepForm(HouseForm):
    """A leader's step."""

    use_required_attribute = False
    measure = forms.ChoiceField(
        label="措施",
        choices=[each for each in SupervisionStep.Measure.choices if each[0] != SupervisionStep.Measure.ANSWER],
    )
    text = forms.CharField(
        label="内容", max_length=1000, widget=LONG, help_text="全程留痕，随案保存；不得直接改变审判组织的意见。"
    )


class AnswerForm(HouseForm):
    """The bench's answer."""

    use_required_attribute = False
    text = forms.CharField(label="回复", max_length=2000, widget=LONG)


class EndForm(HouseForm):
    """解除标识."""

    use_required_attribute = False
    reason = forms.CharField(label="解除理由", max_length=500, widget=LONG)


class DeliberationForm(HouseForm):
    """合议庭评议: each member's words in the order in which they speak, and whether they agree."""

    use_required_attribute = False
    held_on = forms.DateField(label="评议日期", widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label="评议地点", max_length=120)

    def __init__(self, *args: Any, members: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = members
        for each in members:
            who = f"{each.get_role_display()}{each.user.full_name}"
            self.fields[f"said_{each.user_id}"] = forms.CharField(label=f"{who}的意见", max_length=20_000, widget=LONG)
            self.fields[f"agrees_{each.user_id}"] = forms.BooleanField(
                label=f"{each.user.full_name}同意评议结论", required=False, initial=True
            )
        self.fields["conclusion"] = forms.CharField(
            label="评议结论", max_length=20_000, widget=LONG, help_text="按多数人的意见写明。"
        )

    @property
    def sitting(self) -> Sitting:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        said = {
            each.user_id: Said(typed[f"said_{each.user_id}"], typed[f"agrees_{each.user_id}"]) for each in self._members
        }
        return Sitting(typed["held_on"], typed["place"], said, typed["conclusion"])
