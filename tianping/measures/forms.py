"""Shapes of what is typed in the register: a measure, its renewal, its lifting, a waiting one that takes effect."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Case, Litigant
from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.law.answers import Refusal
from tianping.law.measures import PROPERTY, WAYS, check_way, renew_by
from tianping.law.wording import chinese_date
from tianping.measures.actions import MONEY, MeasureDraft, RequestDraft
from tianping.measures.models import Measure

DAY = {"type": "date"}


class MeasureForm(HouseForm):
    """One measure as it was taken: on whose property, what, until when, in which order."""

    use_required_attribute = False
    owner = forms.ChoiceField(label="财产所有人")
    property_kind = forms.ChoiceField(
        label="财产种类", choices=[("", "请选择"), *((code, each.name) for code, each in PROPERTY.items())]
    )
    way = forms.ChoiceField(label="措施", choices=[("", "请选择"), *WAYS.items()])
    description = forms.CharField(
        label="财产", max_length=500, help_text="例如开户行和账号、房屋坐落和权证号、车牌号、公司和出资额。"
    )
    amount = YuanField(label="限额（元）", max_length=30, required=False)
    assisted_by = forms.CharField(label="协助单位", max_length=120, required=False)
    taken_on = forms.DateField(label="采取措施之日", widget=forms.DateInput(attrs=DAY))
    queue_place = forms.IntegerField(
        label="轮候顺位", min_value=0, max_value=99, initial=0, help_text="首先采取的填0；前面还有一家的填1，依此类推。"
    )
    until = forms.DateField(
        label="届满日",
        widget=forms.DateInput(attrs=DAY),
        required=False,
        help_text="回执另有记载的才填，不填按法定最长期限。",
    )

    def __init__(self, litigants: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["owner"]
        chosen.choices = [("", "请选择"), *((str(each.pk), each.name) for each in litigants)]
        if len(litigants) == 1:
            self.fields["owner"].initial = str(litigants[0].pk)

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

    def draft(self, case: Case, applicant_id: int, basis: str, purpose: str) -> MeasureDraft:
        """The measure as it was typed."""
        given = self.cleaned_data
        return MeasureDraft(
            case_id=case.pk,
            applicant_id=applicant_id,
            owner_id=int(given["owner"]),
            way=given["way"],
            property_kind=given["property_kind"],
            description=given["description"],
            basis=basis,
            taken_on=given["taken_on"],
            amount_fen=given["amount"],
            assisted_by=given["assisted_by"],
            queue_place=given["queue_place"],
            until=given["until"],
            purpose=purpose,
        )


class NewMeasureForm(MeasureForm):
    """A measure entered by itself, with the order that it rests on and for whom it was taken."""

    applicant = forms.ChoiceField(label="申请人")
    basis = forms.CharField(label="裁定书文号", max_length=120)

    field_order = ("applicant", "owner", "basis", "property_kind", "way", "description", "amount", "assisted_by")

    def __init__(self, litigants: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(litigants, *args, **kwargs)
        chosen: Any = self.fields["applicant"]
        chosen.choices = [("", "请选择"), *((str(each.pk), each.name) for each in litigants)]


class RenewForm(HouseForm):
    """续行: by which order, on whose request, until when."""

    use_required_attribute = False
    basis = forms.CharField(label="续行的裁定书文号", max_length=120)
    requested_on = forms.DateField(
        label="申请续行之日", widget=forms.DateInput(attrs=DAY), required=False, help_text="依职权续行的不填。"
    )
    until = forms.DateField(
        label="续行至", widget=forms.DateInput(attrs=DAY), required=False, help_text="不填按法定最长期限。"
    )


class LiftForm(HouseForm):
    """解除: why, by which ruling."""

    use_required_attribute = False
    reason = forms.CharField(label="解除的原因和裁定书文号", max_length=200)


class EffectForm(HouseForm):
    """轮候生效: since when, until when."""

    use_required_attribute = False
    effective_on = forms.DateField(label="生效之日", widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(
        label="届满日", widget=forms.DateInput(attrs=DAY), required=False, help_text="不填按法定最长期限。"
    )


STILL_NEEDED = "纠纷还没有解决，对方还没有履行，仍有继续查封、扣押、冻结的必要。"


class AskRenewalForm(HouseForm):
    """续行申请, as the applicant writes it: which measures, why."""

    use_required_attribute = False
    measures = forms.MultipleChoiceField(label="要续行哪些措施", widget=forms.CheckboxSelectMultiple)
    reasons = forms.CharField(
        label="为什么还需要继续",
        max_length=1000,
        initial=STILL_NEEDED,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="可以照用，也可以改成您自己的话。",
    )

    def __init__(self, standing: Sequence[Measure], *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._standing = {str(each.pk): each for each in standing}
        chosen: Any = self.fields["measures"]
        chosen.choices = [(key, _choice(each, on)) for key, each in self._standing.items()]
        if len(standing) == 1:
            self.fields["measures"].initial = [*self._standing]

    @property
    def chosen(self) -> list[Measure]:
        """The measures that were chosen."""
        return [self._standing[key] for key in self.cleaned_data["measures"]]


class PaperRequestForm(HouseForm):
    """续行申请 that was handed in on paper: when, why, the scan."""

    use_required_attribute = False
    asked_on = forms.DateField(label="收到申请之日", widget=forms.DateInput(attrs=DAY))
    reasons = forms.CharField(
        label="申请的理由", max_length=1000, initial=STILL_NEEDED, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(label="签了名的续行申请书（扫描件或者照片）")

    @property
    def draft(self) -> RequestDraft:
        """What was handed in."""
        typed = self.cleaned_data
        paper = typed["paper"]
        return RequestDraft(typed["reasons"], typed["asked_on"], (paper.name, paper.read()))


class RefuseRequestForm(HouseForm):
    """不予续行: why."""

    use_required_attribute = False
    reason = forms.CharField(label="不予续行的理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def _choice(measure: Measure, on: datetime.date) -> str:
    until = ""
    if measure.until is not None:
        last = renew_by(measure.until, on=on).value
        until = f"{chinese_date(measure.until)}届满，最迟{chinese_date(last)}申请"
    what = f"{measure.get_way_display()}{measure.owner.name}的{measure.get_property_kind_display()}"
    return f"{what}（{measure.description}），{until}"
