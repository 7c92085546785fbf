"""Shapes of what is typed on a citizen's own pages, and at the one window."""

from typing import Any

from django import forms

from tianping.kernel import clock, messages
from tianping.kernel.web.forms import HouseForm

PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class AddCaseForm(HouseForm):
    """Number and code of a case that is to be added to one's own."""

    number = forms.CharField(label="案号", max_length=80, widget=forms.TextInput(attrs=PLAIN))
    code = forms.CharField(
        label="查询码",
        max_length=40,
        help_text="8位字母和数字，印在受理单或者通知书上，不分大小写。",
        widget=forms.TextInput(attrs=PLAIN | {"autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = f"印在受理单或者通知书上，例如{example}。括号、空格怎么写都可以。"


class OutboxForm(HouseForm):
    """A mobile number, in full."""

    phone = forms.CharField(
        label="手机号码", max_length=40, help_text="11位数字。", widget=forms.TextInput(attrs={"inputmode": "tel"})
    )

    def clean_phone(self) -> str:
        """The number in its one form."""
        number = messages.mobile_number(self.cleaned_data["phone"], on=clock.today())
        if number is None:
            raise forms.ValidationError("手机号码应为11位数字，请核对后再填。")
        return number


class FindForm(HouseForm):
    """Who stands at the window: a whole number or a whole name."""

    wanted = forms.CharField(
        label="证件号码、手机号码或者姓名",
        max_length=120,
        help_text="请填写完整的号码或者姓名，只填一部分查不到；律师也可以填执业证号。",
        widget=forms.TextInput(attrs=PLAIN),
    )


class SaidForm(HouseForm):
    """What somebody says at the window."""

    kind = forms.ChoiceField(
        label="类别",
        choices=[("thanks", "感谢"), ("suggestion", "建议"), ("complaint", "投诉")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="具体情况", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
