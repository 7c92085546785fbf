"""Shapes of what the bench types when it entrusts a case to mediators."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Litigant
from tianping.intake.mediation.actions import Extension
from tianping.intake.mediation.forms.meetings import litigant_choices
from tianping.intake.mediation.forms.referrals import EndForm
from tianping.kernel.web.forms import HouseForm


class EntrustForm(HouseForm):
    """委托调解: to whom, and where both sides agreed."""

    use_required_attribute = False
    organisation = forms.ChoiceField(label="调解组织")
    consent = forms.CharField(
        label="双方同意的依据", max_length=200, help_text="例如“2023年2月6日询问笔录”、双方签名的同意书。"
    )

    def __init__(self, organisations: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.choices = [("", "请选择"), *((name, name) for name in organisations)]


class ExtendForm(EndForm):
    """延长调解期限, by both sides' agreement."""

    until = forms.DateField(label="延长至", widget=forms.DateInput(attrs={"type": "date"}))
    agreed = forms.MultipleChoiceField(
        label="同意延长的当事人", widget=forms.CheckboxSelectMultiple, help_text="逐个征询，本人同意的才勾选。"
    )
    record = forms.CharField(label="双方同意的依据", max_length=200, help_text="例如“3月1日电话征询”“3月1日调解笔录”。")

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["agreed"]
        chosen.choices = litigant_choices(litigants)

    @property
    def agreed_by(self) -> list[int]:
        """Who was ticked, as the verb takes it."""
        return [int(each) for each in self.cleaned_data["agreed"]]

    @property
    def extension(self) -> Extension:
        """What was typed, for an agreement that comes after the term."""
        typed = self.cleaned_data
        return Extension(typed["until"], self.agreed_by, typed["record"])


class TakeBackForm(EndForm):
    """收回委托."""

    reason = forms.CharField(label="收回的原因", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
