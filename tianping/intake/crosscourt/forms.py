"""Forms of cross-court filing: the clerk's check, what is missing, why it goes back, a file from another court."""

import datetime
from typing import Any

from django import forms

from tianping.intake.filing.queries import correction_until
from tianping.kernel.web.forms import HouseForm
from tianping.law.laws import REGISTRATION, title


class ChecksForm(HouseForm):
    """What the clerk checked before sending (形式核对)."""

    papers = forms.IntegerField(label="核对的材料件数", min_value=1, max_value=99)
    identity = forms.BooleanField(label="身份证明、授权委托手续与起诉人、代理人一致")
    legible = forms.BooleanField(label="材料逐页清晰可辨，页数完整")


class NoticeForm(HouseForm):
    """What has to be corrected, all of it at once."""

    notice = forms.CharField(label="需要补正的全部内容", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    until = forms.DateField(
        label="补正期限至",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=f"由本院指定，写进补正通知和短信（{title(REGISTRATION)}第七条）。",
    )

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": correction_until(on)}, **kwargs)
        self.day = on

    def clean_until(self) -> datetime.date:
        """A day to come."""
        until: datetime.date = self.cleaned_data["until"]
        if until <= self.day:
            raise forms.ValidationError("指定的补正期限应当晚于今天，请核对日期。")
        return until


class ReturnForm(HouseForm):
    """Why the papers go back, and what the writer can do."""

    reason = forms.CharField(
        label="退回的原因和起诉人怎么办", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ParcelForm(HouseForm):
    """A package or a reply from another court."""

    use_required_attribute = False

    parcel = forms.FileField(
        label="立案包或者回执（ZIP）",
        help_text="其他法院发来的ZIP文件，不用解压。重复上传同一个文件不会重复登记。",
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
