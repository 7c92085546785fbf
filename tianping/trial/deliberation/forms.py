"""Shapes of what is typed about supervised cases."""

from django import forms

from tianping.kernel.web.forms import HouseForm
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
