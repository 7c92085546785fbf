"""A claim of any civil cause at the counter: what is asked, and what its cause needs besides (离婚、劳动争议)."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.filing.actions import FilingDraft
from tianping.kernel.refusals import Refused
from tianping.kernel.web.forms import HouseForm, YuanField, answered
from tianping.law import causes, fee_kinds
from tianping.law.filing_notes import is_labour
from tianping.money.fees.permissions import check_can_charge
from tianping.money.fees.queries import COMMON_PROPERTY

# What became of the labour arbitration, by the codes of law.labour_disputes.
ARBITRATION = {
    "award": "仲裁已经作出裁决",
    "rejected": "仲裁委员会书面通知不予受理",
    "overdue": "仲裁委员会逾期没有受理决定或者裁决",
    "none": "没有申请仲裁",
}
# Fields that only one kind of cause has.
OF_DIVORCE = ("common_property", "refused_on")
OF_LABOUR = ("arbitration", "award_received_on", "wage_note")


def _day(label: str, *, hint: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=hint, widget=widget)


class CivilForm(HouseForm):
    """A claim of any civil cause: the cause, the sum where there is one, what is asked and why."""

    cause_name = forms.CharField(
        label="案由",
        max_length=60,
        help_text="输入几个字即可查找，选用最低一级案由。",
        widget=forms.TextInput(attrs={"list": "causes", "autocomplete": "off"}),
    )
    claim = YuanField(
        label="诉讼请求金额（元）",
        max_length=30,
        required=False,
        help_text="请求给付金钱的填写；请求的是物或者权利的，填写其价额。没有金额的不填。",
    )
    common_property = YuanField(
        label="夫妻共同财产总额（元）",
        max_length=30,
        required=False,
        help_text="离婚案件请求分割财产的填写，计入标的额；上面只填另外请求的赔偿、补偿金额，不要重复填写。",
    )
    refused_on = _day("前次离婚诉讼终结之日", hint="以前判决不准离婚、调解和好或者撤诉的填写。")
    arbitration = forms.ChoiceField(
        label="劳动仲裁情况", required=False, choices=[("", "请选择"), *ARBITRATION.items()]
    )
    award_received_on = _day("收到仲裁裁决书、不予受理通知书之日")
    wage_note = forms.BooleanField(label="持用人单位的工资欠条直接起诉", required=False)
    claim_text = forms.CharField(label="诉讼请求", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    facts_text = forms.CharField(
        label="事实与理由", widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, required=False
    )
    consents_to_mediation = forms.BooleanField(label="起诉人同意诉前调解", required=False)

    def clean_cause_name(self) -> str:
        """A cause of the list that is a civil suit; near ones are named where it is none."""
        name = self.cleaned_data["cause_name"].strip()
        return _suit(answered(lambda: causes.known(name).name))

    def clean(self) -> dict[str, Any]:
        """A case for property states its sum; what only one kind of cause has is left empty for the others."""
        given = super().clean() or {}
        cause_name = given.get("cause_name")
        if cause_name is None:
            return given
        if given.get("claim") is None and "claim" not in self.errors and fee_kinds.needs_sum(cause_name):
            self.add_error(
                "claim", f"“{cause_name}”按诉讼请求的金额或者价额收费，请填写金额；请求的是物或者权利的，填写其价额。"
            )
        for applies, names, kind in (
            (cause_name == fee_kinds.DIVORCE, OF_DIVORCE, "离婚案件"),
            (is_labour(cause_name), OF_LABOUR, "劳动争议案件"),
        ):
            for name in names:
                if not applies and given.get(name):
                    self.add_error(name, f"只有{kind}填写，请核对案由，或者删去这一项。")
        return given

    @property
    def claim_fen(self) -> int | None:
        """The sum claimed in fen, of a divorce with its property; None where nothing in money is claimed."""
        given = self.cleaned_data
        return fee_kinds.sum_claimed(given["cause_name"], given["claim"], given["common_property"])

    @property
    def cause(self) -> str:
        """The cause that was typed."""
        return self.cleaned_data["cause_name"]

    @property
    def elements(self) -> dict[str, Any]:
        """What the cause needs besides the sum, under the keys of the element-style forms."""
        given = self.cleaned_data
        found = {
            COMMON_PROPERTY: given["common_property"],
            "sued_before": "yes" if given["refused_on"] else "",
            "refused_on": _iso(given["refused_on"]),
            "arbitration": given["arbitration"],
            "award_received_on": _iso(given["award_received_on"]),
            "wage_note": "yes" if given["wage_note"] else "",
        }
        return {name: value for name, value in found.items() if value not in ("", None)}

    def matter(self, litigants: Sequence[LitigantDraft]) -> MatterDraft:
        """The matter as it was typed."""
        given = self.cleaned_data
        return MatterDraft(
            cause_name=given["cause_name"],
            claim_fen=self.claim_fen,
            litigants=tuple(litigants),
            claim_text=given["claim_text"],
            facts_text=given["facts_text"],
            elements=self.elements,
        )

    def draft(self, litigants: Sequence[LitigantDraft]) -> FilingDraft:
        """The filing as it was typed."""
        return FilingDraft(self.matter(litigants), self.cleaned_data["consents_to_mediation"])


class FeePreviewForm(HouseForm):
    """The cause and the sums of which a fee is to be estimated."""

    cause_name = forms.CharField(max_length=60, required=False)
    claim = YuanField(label="诉讼请求金额（元）", max_length=30, required=False)
    common_property = YuanField(label="夫妻共同财产总额（元）", max_length=30, required=False)
    principal_owed = YuanField(label="尚欠本金（元）", max_length=30, required=False)
    interest_owed = YuanField(label="尚欠利息（元）", max_length=30, required=False)

    def clean_cause_name(self) -> str:
        """A cause as far as it is one; while it is being typed there is none yet."""
        name = self.cleaned_data["cause_name"].strip()
        return name if causes.by_name(name) is not None else ""

    @property
    def cause(self) -> str:
        """The cause that was typed; empty where there is none yet."""
        return self.cleaned_data["cause_name"]

    @property
    def claim_fen(self) -> int | None:
        """All sums together, in fen; None where there is none."""
        given = self.cleaned_data
        sums = [given[name] for name in ("claim", "principal_owed", "interest_owed") if given[name] is not None]
        return fee_kinds.sum_claimed(self.cause, sum(sums) if sums else None, given["common_property"])

    @property
    def elements(self) -> dict[str, Any]:
        """What the fee needs besides the sum."""
        return {COMMON_PROPERTY: self.cleaned_data["common_property"]}


def _suit(cause_name: str) -> str:
    try:
        check_can_charge(cause_name)
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused
    return cause_name


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
