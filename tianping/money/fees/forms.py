"""Shapes of what is typed on the pages of court fees."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from tianping.cases.models import Litigant
from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.kernel.web.photos import PhotosField
from tianping.law.fee_relief import GROUNDS, LEAST_PERCENT, WHOLE, grounds_to_choose
from tianping.law.fee_relief import Kind as ReliefKind
from tianping.money.fees.actions import Decision, ReliefDraft


class PaymentForm(HouseForm):
    """A payment as the cashier records it (登记交费)."""

    reference = forms.CharField(
        label="银行流水号或者收据号", max_length=60, help_text="与到账记录核对无误后填写；一笔流水只能登记一次。"
    )
    amount_fen = YuanField(
        label="交纳的金额（元）",
        required=False,
        help_text="一次交清的不填；只交了一部分的，填写这一笔的金额。",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class ReverseForm(HouseForm):
    """Why a payment that was recorded is taken back (冲正)."""

    reason = forms.CharField(
        label="冲正的原因", max_length=200, help_text="例如“选错了交费通知，应当登记到费2023-000012”。"
    )


class RefundForm(HouseForm):
    """A refund as the cashier records it (登记退费)."""

    reference = forms.CharField(
        label="退款的银行流水号", max_length=60, help_text="退款汇出后填写；一笔流水只能登记一次。"
    )


class ReliefForm(HouseForm):
    """What a litigant asks for who cannot pay (司法救助申请)."""

    use_required_attribute = False

    ground = forms.ChoiceField(
        label="申请什么，属于哪种情形",
        choices=grounds_to_choose(),
        widget=forms.RadioSelect,
        help_text="缓交是以后再交，减交是少交三成以上，免交是不交；免交只适用于自然人。",
    )
    words = forms.CharField(
        label="家里的收入和困难情况",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="例如家里几口人、靠什么生活、一个月收入多少、为什么现在交不起。",
    )
    proofs = PhotosField(
        label="经济困难的证明",
        help_text="低保证、残疾证、村（居）委会或者民政部门的证明、法律援助决定书等，可以一次选几张。",
    )

    @property
    def draft(self) -> ReliefDraft:
        """What is asked for."""
        typed = self.cleaned_data
        kind = GROUNDS[typed["ground"]].kind
        return ReliefDraft(
            kind, typed["ground"], typed["words"], [(each.name, each.read()) for each in typed["proofs"]]
        )


class EnterReliefForm(ReliefForm):
    """What a litigant asks for on paper, as a clerk enters it (窗口代为录入)."""

    litigant = forms.TypedChoiceField(label="申请人", coerce=int)
    scans = PhotosField(
        label="申请人签名的司法救助申请书", help_text="上传扫描件或者照片，PDF或者图片，按顺序合成一件。"
    )
    field_order = ["litigant", "scans"]

    def __init__(self, *args: Any, applicants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applicants = {each.pk: each for each in applicants}
        litigant = cast("forms.TypedChoiceField", self.fields["litigant"])
        litigant.choices = [(each.pk, each.name) for each in applicants]
        if len(applicants) == 1:
            self.initial["litigant"] = applicants[0].pk
        self.fields["words"].help_text = "照申请书录入，例如家里几口人、靠什么生活、一个月收入多少。"
        self.fields["proofs"].required = False

    @property
    def applicant(self) -> Litigant:
        """Who asks."""
        return self.applicants[self.cleaned_data["litigant"]]

    @property
    def signed(self) -> list[tuple[str, bytes]]:
        """The signed application."""
        return [(each.name, each.read()) for each in self.cleaned_data["scans"]]


class DecideReliefForm(HouseForm):
    """What is decided on an application (司法救助的决定)."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label="决定", choices=[("grant", "准予"), ("refuse", "不予准许")], widget=forms.RadioSelect
    )
    percent = forms.IntegerField(
        label="减交的比例（%）",
        required=False,
        min_value=LEAST_PERCENT,
        max_value=WHOLE - 1,
        help_text="准予的填写，不得低于30%（《诉讼费用交纳办法》第四十六条第二款）。",
    )
    until = forms.DateField(
        label="缓交到哪一天",
        required=False,
        help_text="准予的填写，应当晚于今天。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text="写给当事人看，随短信告知。"
    )

    def __init__(self, *args: Any, kind: ReliefKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != "reduce":
            del self.fields["percent"]
        if kind != "defer":
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Whoever refuses grants no part and no later day."""
        given = super().clean() or {}
        if given.get("decision") == "refuse":
            for name in ("percent", "until"):
                if given.get(name):
                    self.add_error(name, "不予准许的不填这一项；准予的，请选择“准予”。")
        return given

    @property
    def decided(self) -> Decision:
        """The decision."""
        typed = self.cleaned_data
        return Decision(typed["decision"] == "grant", typed["reason"], typed.get("percent"), typed.get("until"))
