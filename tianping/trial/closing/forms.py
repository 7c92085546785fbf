"""Shapes of what is typed when a case ends."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Litigant
from tianping.kernel.web.forms import HouseForm
from tianping.law import money
from tianping.law.answers import Refusal
from tianping.trial.closing.models import SecondInstance

DAY = {"type": "date"}
SHORT = forms.Textarea(attrs={"rows": 3})


class YuanField(forms.CharField):
    """A sum in yuan as people write it (48,440.00); its value is fen."""

    def clean(self, value: Any) -> Any:
        """Fen by the law's own reader; None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.parse_yuan(text)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None


class CloseForm(HouseForm):
    """结案."""

    unpaid_because = forms.CharField(
        label="未交案件受理费的原因",
        max_length=200,
        required=False,
        help_text="准予缓交、减交、免交的，写明批准的日期和文号；已经交纳的不填。",
    )


class AppealForm(HouseForm):
    """收取上诉状. ``litigants``: who may appeal."""

    appellant = forms.TypedChoiceField(label="上诉人", coerce=int)
    received_on = forms.DateField(label="收到上诉状的日期", widget=forms.DateInput(attrs=DAY))
    posted_on = forms.DateField(
        label="交邮日期",
        required=False,
        widget=forms.DateInput(attrs=DAY),
        help_text="邮寄的按邮戳填写；期满前交邮的，不算过期。",
    )
    request = forms.CharField(label="上诉请求", max_length=2000, widget=SHORT)
    disputed = YuanField(
        label="不服一审判决部分的数额（元）",
        max_length=20,
        required=False,
        help_text="对判决上诉的填写，用于计算上诉费；对裁定上诉的不填。",
    )

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["appellant"]
        field.choices = [(each.pk, f"{each.get_role_display()}{each.name}") for each in litigants]


class CopiesForm(HouseForm):
    """登记上诉状副本送达."""

    copies_on = forms.DateField(
        label="送达最后一名对方当事人的日期", widget=forms.DateInput(attrs=DAY), help_text="答辩期自次日起十五日。"
    )


class SendForm(HouseForm):
    """移送上诉案件."""

    to_court = forms.CharField(label="第二审人民法院", max_length=120)
    contents = forms.CharField(
        label="移送的案卷和证据", max_length=300, help_text="例如：一审正卷一册、证据原件三份、上诉状及答辩状各一份。"
    )
    all_answered = forms.BooleanField(label="对方当事人均已提出答辩状", required=False)


class VerdictForm(HouseForm):
    """登记二审结果."""

    number = forms.CharField(label="二审案号", max_length=60)
    outcome = forms.ChoiceField(label="二审结果", choices=SecondInstance.Outcome.choices)
    binds_on = forms.DateField(label="二审文书生效日期", widget=forms.DateInput(attrs=DAY))
