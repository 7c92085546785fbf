"""Shapes of what is typed in a hearing."""

from typing import Any

from django import forms

from tianping.cases.models import Case
from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm, PadField, YuanField
from tianping.law import settlements
from tianping.law.claim_changes import KINDS, STAGES
from tianping.trial.hearings.models import Adjournment, Interruption, Record, Settlement

DAY = {"type": "date"}
SHORT = forms.Textarea(attrs={"rows": 2})


def choose(form: forms.Form, name: str, choices: list[tuple[int, str]]) -> None:
    """Set what may be chosen in a field of this form."""
    field: Any = form.fields[name]
    field.choices = choices


class OpenForm(HouseForm):
    """开庭: where, in public or not."""

    place = forms.CharField(label="开庭地点", max_length=120)
    kind = forms.ChoiceField(label="记录", choices=Record.Kind.choices, widget=forms.RadioSelect, initial="hearing")
    is_public = forms.BooleanField(label="公开开庭", required=False, initial=True)


class TermsForm(HouseForm):
    """调解协议: the sum in equal parts."""

    use_required_attribute = False
    amount = YuanField(label="给付金额（元）", max_length=20)
    count = forms.IntegerField(label="期数", min_value=1, max_value=settlements.MOST_INSTALMENTS, initial=1)
    first_on = forms.DateField(label="第一期履行日", widget=forms.DateInput(attrs=DAY))
    fee_borne_by = forms.ChoiceField(label="案件受理费", choices=[*settlements.FEE_BEARERS.items()])
    way = forms.ChoiceField(label="生效方式", choices=Settlement.Way.choices)
    falls_due = forms.BooleanField(label="一期未付，全部到期", required=False, initial=True)
    waives_rest = forms.BooleanField(label="原告放弃其他诉讼请求", required=False, initial=True)
    other = forms.CharField(label="其他条款", required=False, max_length=1000, widget=SHORT, help_text="一行一条。")

    def terms(self) -> settlements.Terms:
        """What was typed, as terms. Raises law.answers.Refusal for counts that do not divide the sum."""
        typed = self.cleaned_data
        return settlements.Terms(
            amount_fen=typed["amount"],
            instalments=settlements.equal_instalments(typed["amount"], typed["count"], typed["first_on"]),
            falls_due=typed["falls_due"],
            fee_borne_by=typed["fee_borne_by"],
            waives_rest=typed["waives_rest"],
            other=tuple(line.strip() for line in typed["other"].splitlines() if line.strip()),
        )


class DayForm(HouseForm):
    """巡回审判日: where all of it was, else each as planned, and the standard terms of those who agreed on no other."""

    use_required_attribute = False
    place = forms.CharField(
        label="开庭地点",
        required=False,
        max_length=120,
        help_text="填写的，所选案件都记在该地点；不填写的，按各案排期的地点记录。",
    )
    count = forms.IntegerField(
        label="期数", required=False, min_value=1, max_value=settlements.MOST_INSTALMENTS, initial=1
    )
    first_on = forms.DateField(label="第一期履行日", required=False, widget=forms.DateInput(attrs=DAY))


class ExhibitForm(HouseForm):
    """举证."""

    use_required_attribute = False
    litigant = forms.TypedChoiceField(label="出示证据的当事人", coerce=int)
    name = forms.CharField(label="证据名称", max_length=200)
    purpose = forms.CharField(label="证明目的", max_length=500)

    def __init__(self, *args: Any, litigants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "litigant", [(each.pk, each.name) for each in litigants])


class OpinionForm(HouseForm):
    """质证意见."""

    use_required_attribute = False
    exhibit = forms.TypedChoiceField(label="证据", coerce=int)
    litigant = forms.TypedChoiceField(label="发表意见的当事人", coerce=int)
    genuine = forms.BooleanField(label="认可真实性", required=False, initial=True)
    lawful = forms.BooleanField(label="认可合法性", required=False, initial=True)
    relevant = forms.BooleanField(label="认可关联性", required=False, initial=True)
    text = forms.CharField(label="理由", required=False, max_length=500)

    def __init__(self, *args: Any, exhibits: Any, litigants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "exhibit", [(each.pk, f"{each.number}. {each.name}") for each in exhibits])
        choose(self, "litigant", [(each.pk, each.name) for each in litigants])


class ClaimForm(HouseForm):
    """变更诉讼请求、反诉."""

    use_required_attribute = False
    attendance = forms.TypedChoiceField(label="提出的人", coerce=int)
    kind = forms.ChoiceField(label="事项", choices=[*KINDS.items()])
    stage = forms.ChoiceField(
        label="何时提出",
        choices=[*STAGES.items()],
        help_text="法庭调查终结前减少数额的，案件受理费按减少后的计算。",
    )
    text = forms.CharField(label="现在的诉讼请求", max_length=2000, widget=SHORT)
    amount = YuanField(label="现在的请求数额（元）", max_length=20, required=False, help_text="数额不变的不填。")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "attendance", [(each.pk, f"{each.name}（{each.capacity}）") for each in people])


class AdjournForm(HouseForm):
    """延期开庭."""

    use_required_attribute = False
    ground = forms.ChoiceField(label="法定情形", choices=Adjournment.Ground.choices)
    reason = forms.CharField(label="具体理由", max_length=300)
    next_on = forms.DateField(label="下次开庭日期", widget=forms.DateInput(attrs=DAY))
    longer_because = forms.CharField(
        label="超过一个月的原因", required=False, max_length=200, help_text="仅限不可抗力或者当事人同意。"
    )
    approval = forms.CharField(label="院长批准", required=False, max_length=200, help_text="其他情形延期的填写。")


class CloseForm(HouseForm):
    """记录完毕."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label="庭审结果",
        choices=[
            ("", "请选择"),
            *(each for each in Record.Outcome.choices if each[0] != Record.Outcome.ADJOURNED),
        ],
    )
    note = forms.CharField(label="说明", required=False, max_length=500)


class ConvertForm(HouseForm):
    """转换审理程序."""

    use_required_attribute = False
    track = forms.ChoiceField(label="转为", choices=[("ordinary", "普通程序"), ("simple", "简易程序")])
    composition = forms.ChoiceField(label="审判组织", choices=Case.Composition.choices)
    reason = forms.CharField(label="理由", max_length=500, widget=SHORT)


class DropForm(HouseForm):
    """撤回转换审理程序."""

    use_required_attribute = False
    reason = forms.CharField(label="不再转换的理由", max_length=300, widget=SHORT)


class StretchForm(HouseForm):
    """不计入审限的期间开始."""

    use_required_attribute = False
    ground = forms.ChoiceField(label="事由", choices=Interruption.Ground.choices)
    what = forms.CharField(label="具体事项", max_length=300)
    institution = forms.CharField(label="鉴定机构", required=False, max_length=120)
    first_day = forms.DateField(label="开始之日", widget=forms.DateInput(attrs=DAY))
    papers = forms.CharField(label="凭据", max_length=200)


class EndForm(HouseForm):
    """不计入审限的期间结束."""

    use_required_attribute = False
    next_day = forms.DateField(
        label="恢复计算之日", widget=forms.DateInput(attrs=DAY), help_text="从这一天起重新计入审限。"
    )
    papers = forms.CharField(label="结束的凭据", max_length=200)


class SignForm(HouseForm):
    """签名: on the pad (a picture made by the script), on paper (a scan), or refused."""

    use_required_attribute = False
    attendance = forms.TypedChoiceField(label="签名人", coerce=int)
    picture = PadField()
    scan = forms.FileField(label="纸质签名扫描件", required=False)
    reason = forms.CharField(label="拒绝签名的情况", required=False, max_length=200)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "attendance", [(each.pk, f"{each.name}（{each.capacity}）") for each in people])
        self.fields["scan"].widget.attrs["accept"] = uploads.ACCEPT


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; its value is the list of them."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself; none at all is refused as an empty field."""
        one = super().clean
        return [one(each, initial) for each in data] if data else one(None, initial)


class ScansForm(HouseForm):
    """成批上传签名扫描件."""

    use_required_attribute = False
    scans = ManyFilesField(label="签名扫描件（PDF，可以多选）", widget=ManyFiles(attrs={"accept": ".pdf"}))


class CorrectForm(HouseForm):
    """补正."""

    use_required_attribute = False
    attendance = forms.TypedChoiceField(label="申请人", coerce=int)
    section = forms.TypedChoiceField(label="笔录部分", coerce=int)
    text = forms.CharField(label="补正内容", max_length=1000, widget=SHORT)
    refused_because = forms.CharField(
        label="不予补正的理由", required=False, max_length=300, help_text="不予补正的，申请仍记录在案。"
    )

    def __init__(self, *args: Any, people: Any, sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "attendance", [(each.pk, each.name) for each in people])
        choose(self, "section", [(each.pk, each.heading) for each in sections])
