"""Shapes of what is typed about applications: the promise, the judge named, the reasons of a refusal or dismissal."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.accounts.models import User
from tianping.kernel.web.forms import HouseForm
from tianping.law.confirmation import BARRED, FLAWS
from tianping.trial.confirmation.models import Application

PROMISE = (
    "我承诺：协议是自愿达成的，内容真实；没有恶意串通、伪造证据、虚构事实，没有损害国家、集体和他人的利益；"
    "承诺不实的，愿意承担法律责任。"
)


class ApplyForm(HouseForm):
    """What is asked for, and the promise."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="您申请什么", choices=Application.Kind.choices, widget=forms.RadioSelect)
    promised = forms.BooleanField(
        label=PROMISE, error_messages={"required": "请阅读承诺的内容，同意的请打勾；不同意的不能申请。"}
    )

    def __init__(self, *args: Any, kinds: Sequence[Application.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["kind"]
        chosen.choices = [(kind.value, kind.label) for kind in kinds]


class AcceptForm(HouseForm):
    """受理: the judge who reviews it."""

    use_required_attribute = False
    judge = forms.ChoiceField(label="指定的法官")

    def __init__(self, *args: Any, judges: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._judges = {str(each.pk): each for each in judges}
        chosen: Any = self.fields["judge"]
        chosen.choices = [("", "请选择"), *((key, each.full_name) for key, each in self._judges.items())]

    @property
    def chosen(self) -> User:
        """Who was named."""
        return self._judges[self.cleaned_data["judge"]]


class RefuseForm(HouseForm):
    """不予受理: which of the five, and why."""

    use_required_attribute = False
    barred = forms.MultipleChoiceField(
        label="不予受理的情形", choices=[*BARRED.items()], widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class DecideForm(HouseForm):
    """审查: with nothing ticked the agreement is confirmed."""

    use_required_attribute = False
    flaws = forms.MultipleChoiceField(
        label="审查发现的问题",
        choices=[*FLAWS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="没有问题的不勾选，拟制确认有效的裁定书（调解书）；勾选任何一项的，拟制驳回申请的裁定书。",
    )
    reason = forms.CharField(
        label="驳回的理由", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
