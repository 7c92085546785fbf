"""Forms of the spine: their shape only; what is allowed stands in the permissions and the law."""

from typing import Any

from django import forms

from tianping.cases.grounds import GROUNDS
from tianping.kernel.web.forms import HouseForm

DAY = {"type": "date"}


class ExclusionForm(HouseForm):
    """Days to be excluded from a trial limit (扣除审限)."""

    ground = forms.ChoiceField(
        label="扣除事由", choices=[("", "请选择"), *((code, ground.words) for code, ground in GROUNDS.items())]
    )
    first_day = forms.DateField(
        label="扣除开始之日", widget=forms.DateInput(attrs=DAY), help_text="例如公告刊登之日、移送鉴定之日。"
    )
    next_day = forms.DateField(
        label="恢复计算之日", widget=forms.DateInput(attrs=DAY), help_text="从这一天起重新计入审限，这一天本身不扣除。"
    )
    papers = forms.CharField(label="依据的材料", max_length=100, help_text="例如鉴定委托书编号、公告刊登的报纸和日期。")


class ExtensionForm(HouseForm):
    """A request to extend a trial limit (申请延长审限)."""

    length = forms.IntegerField(label="延长时间", min_value=1, max_value=200)
    unit = forms.ChoiceField(label="单位", choices=[("月", "个月"), ("日", "日")])
    reason = forms.CharField(
        label="详细情况和理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明案件审理到哪一步、为什么不能如期审结。",
    )


class DecisionForm(HouseForm):
    """The decision on a request to extend (审批)."""

    decision = forms.ChoiceField(
        label="审批意见", choices=[("approve", "批准延长"), ("refuse", "不予批准")], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不予批准的，应当写明理由。",
    )


class LookupForm(HouseForm):
    """What a litigant types to see the progress of a case (查询案件进展)."""

    number = forms.CharField(
        label="案号",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label="查询码",
        max_length=40,
        help_text="8位字母和数字，印在受理单或者通知书上，不分大小写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = f"印在受理单或者通知书上，例如{example}。括号、空格怎么写都可以。"
