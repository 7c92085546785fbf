"""The forms of the desks: security, rulings, measures taken, suits elsewhere, lifting."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Litigant
from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.law.answers import Refusal
from tianping.law.measures import PROPERTY, WAYS, check_way
from tianping.law.preservation import LIFTING, SECURITIES
from tianping.measures.actions import MONEY, MeasureDraft

DAY = {"type": "date"}


class DeskForm(HouseForm):
    """One of several verbs that stand in one page."""

    use_required_attribute = False


class DemandForm(DeskForm):
    """责令提供担保."""

    amount = YuanField(label="担保数额（元）", max_length=30)


class SecurityTakenForm(DeskForm):
    """登记担保."""

    kind = forms.ChoiceField(
        label="担保方式", choices=[(code, word) for code, word in SECURITIES.items() if code != "none"]
    )
    amount = YuanField(label="担保数额（元）", max_length=30)
    text = forms.CharField(label="担保人、担保财产或者保函编号", max_length=500)


class GrantForm(DeskForm):
    """裁定保全: what is ordered, a line each; where the security is ``short``, why it is enough."""

    orders = forms.CharField(
        label="裁定主文", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), help_text="每项一行。"
    )
    special = forms.CharField(
        label="酌情处理的特殊情况",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="担保少于请求保全的数额，仍准许保全的理由，记入案件办理记录。",
    )

    def __init__(self, *args: Any, short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not short:
            del self.fields["special"]


class RefuseForm(DeskForm):
    """裁定驳回."""

    reasons = forms.CharField(label="驳回的理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(DeskForm):
    """撤回."""

    reason = forms.CharField(label="撤回的原因", max_length=300)


class NothingForm(DeskForm):
    """未查到财产."""

    looked = forms.CharField(label="查询的经过和结果", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SuitForm(DeskForm):
    """登记已起诉、已申请仲裁."""

    record = forms.CharField(label="受理机关、案号和证明材料", max_length=200)
    on = forms.DateField(label="起诉、申请仲裁之日", widget=forms.DateInput(attrs=DAY))


class LiftingForm(DeskForm):
    """裁定解除."""

    ground = forms.ChoiceField(label="解除的情形", choices=[("", "请选择"), *LIFTING.items()])
    reasons = forms.CharField(
        label="理由",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="三十日内没有起诉的，裁定书按登记写明采取措施之日、应当起诉之日，这里只写需要补充的；其他情形必须写明。",
    )

    def clean(self) -> dict[str, Any]:
        """Other grounds need their reasons in words."""
        given = super().clean() or {}
        if given.get("ground") not in (None, "", "not_sued") and not given.get("reasons", "").strip():
            self.add_error("reasons", "请写明解除的理由，裁定书要用。")
        return given


class FeeForm(DeskForm):
    """按实际保全数额结算申请费."""

    amount = YuanField(
        label="实际保全的财产数额（元）",
        max_length=30,
        required=False,
        help_text="按登记的措施算出；登记的是限额、实际冻结的少于限额的，按回执更正。财产没有价值可计的，不填。",
    )
    because = forms.CharField(
        label="更正的依据", max_length=200, required=False, help_text="数额与登记的措施不一致时填写。"
    )


class TakenForm(DeskForm):
    """One measure as the officer took it."""

    owner = forms.ChoiceField(label="财产所有人")
    property_kind = forms.ChoiceField(
        label="财产种类", choices=[("", "请选择"), *((code, each.name) for code, each in PROPERTY.items())]
    )
    way = forms.ChoiceField(label="措施", choices=[("", "请选择"), *WAYS.items()])
    description = forms.CharField(label="财产", max_length=500)
    amount = YuanField(label="限额（元）", max_length=30, required=False)
    assisted_by = forms.CharField(label="协助单位", max_length=120, required=False)
    taken_on = forms.DateField(label="采取之日", widget=forms.DateInput(attrs=DAY))
    queue_place = forms.IntegerField(
        label="轮候顺位", min_value=0, max_value=99, initial=0, help_text="首先采取的填0。"
    )
    until = forms.DateField(
        label="届满日", widget=forms.DateInput(attrs=DAY), required=False, help_text="不填按法定最长期限。"
    )

    def __init__(self, *args: Any, respondents: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["owner"]
        chosen.choices = [(str(each.pk), each.name) for each in respondents]

    def has_changed(self) -> bool:
        """A row is one only where somebody wrote what was taken."""
        return bool(self["description"].data or self["way"].data)

    def clean(self) -> dict[str, Any]:
        """The measure must fit the property; money is frozen up to a sum."""
        given = super().clean() or {}
        kind, way = given.get("property_kind"), given.get("way")
        if kind and way:
            try:
                check_way(kind, way)
            except Refusal as refusal:
                self.add_error("way", refusal.sentence)
        if kind in MONEY and given.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "冻结存款应当写明冻结的数额。")
        return given

    def draft(self) -> MeasureDraft:
        """The measure as typed; which case ordered it and for whom, the application says."""
        given = self.cleaned_data
        return MeasureDraft(
            case_id=0,
            applicant_id=0,
            owner_id=int(given["owner"]),
            way=given["way"],
            property_kind=given["property_kind"],
            description=given["description"],
            basis="-",
            taken_on=given["taken_on"],
            amount_fen=given["amount"],
            assisted_by=given["assisted_by"],
            queue_place=given["queue_place"],
            until=given["until"],
        )
