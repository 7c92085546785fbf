"""Forms of the spine: their shape only; what is allowed stands in the permissions and the law."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.grounds import GROUNDS
from tianping.cases.models import Case, Counsel, Litigant
from tianping.kernel.web.forms import HouseForm
from tianping.law.mandates import mandate_fault
from tianping.law.roles import role_in

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
    # The page of the case on which somebody wants to go on.
    to = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = f"印在受理单或者通知书上，例如{example}。括号、空格怎么写都可以。"


class CounselForm(HouseForm):
    """委托诉讼代理人, as the letter of authority names them."""

    litigant = forms.TypedChoiceField(label="委托人", coerce=int)
    name = forms.CharField(label="代理人姓名", max_length=60)
    kind = forms.ChoiceField(label="身份", choices=Counsel.Kind.choices)
    firm = forms.CharField(label="执业机构或者单位", max_length=120, required=False)
    licence_number = forms.CharField(label="执业证号", max_length=40, required=False)
    phone = forms.CharField(label="电话", max_length=20, required=False)
    authority = forms.ChoiceField(label="代理权限", choices=Counsel.Authority.choices, widget=forms.RadioSelect)
    scope = forms.CharField(
        label="特别授权的事项",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="代为承认、放弃、变更诉讼请求，撤诉，进行和解，提起反诉或者上诉的，按授权委托书逐项写明；"
        "只写“全权代理”的不算特别授权。",
    )
    letter = forms.CharField(
        label="授权委托书", max_length=200, help_text="日期和收到的方式，例如“2023年2月6日，当庭提交”。"
    )

    def __init__(self, case: Case, litigants: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["litigant"]
        chosen.choices = [(each.pk, f"{role_in(case.type_code, each.role)} {each.name}") for each in litigants]

    def clean(self) -> dict[str, Any]:
        """A special mandate names what it is for (民事诉讼法第六十二条第二款, 民诉法解释第八十九条第一款)."""
        typed = super().clean() or {}
        is_special = typed.get("authority") == Counsel.Authority.SPECIAL
        if is_special and "scope" not in self.errors and (fault := mandate_fault(typed.get("scope") or "")):
            self.add_error("scope", fault)
        return typed
