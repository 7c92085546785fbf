"""Forms of the counter: elements by cause (要素式), litigants with their documents."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Litigant
from tianping.intake.filing.actions import FilingDraft
from tianping.intake.filing.litigants import DOCUMENTS, read_litigant
from tianping.kernel import clock
from tianping.kernel.web.forms import HouseForm, TelephoneField, YuanField
from tianping.law import money
from tianping.law.contradictions import contradictions

LOAN, PRIVATE_LOAN, PROPERTY = "loan", "private", "property"
KINDS: dict[str, str] = {LOAN: "金融借款合同纠纷", PRIVATE_LOAN: "民间借贷纠纷", PROPERTY: "其他民事案件"}
LOAN_DAYS = ("signed_on", "lent_on", "due_on", "interest_until")
MOST_LITIGANTS = 30


class RateField(forms.DecimalField):
    """A yearly rate in per cent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=8, decimal_places=4, required=False, **kwargs)


def _day(label: str, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class LoanForm(HouseForm):
    """The elements of a loan (借款合同要素): what was lent, what is owed, until when interest is claimed."""

    contract_number = forms.CharField(label="合同或者借条编号", max_length=60, required=False)
    signed_on = _day("合同签订日")
    lent_on = _day("放款日")
    due_on = _day("到期日")
    principal = YuanField(label="借款本金（元）", max_length=30)
    annual_rate = RateField(label="年利率（%）")
    principal_owed = YuanField(label="尚欠本金（元）", max_length=30)
    interest_owed = YuanField(label="尚欠利息（元）", max_length=30, required=False)
    interest_until = _day("利息计至")
    claim_text = forms.CharField(
        label="诉讼请求", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False,
        help_text="不填的，按尚欠本金和利息生成。",
    )  # fmt: skip
    facts_text = forms.CharField(
        label="事实与理由", widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, required=False
    )
    consents_to_mediation = forms.BooleanField(label="起诉人同意诉前调解", required=False)

    def __init__(self, *args: Any, cause_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cause_name = cause_name

    def clean(self) -> dict[str, Any]:
        """Sums and days must agree with each other."""
        given = super().clean() or {}
        if given.get("interest_owed") and not given.get("interest_until"):
            self.add_error("interest_until", "主张利息的，请填写利息计至哪一天。")
        for found in contradictions(self.elements, on=clock.today()):
            self.add_error(found.key.removesuffix("_fen"), found.sentence)
        return given

    @property
    def claim_fen(self) -> int:
        """The claim: principal owed and interest to the stated day, in fen."""
        return self.cleaned_data["principal_owed"] + (self.cleaned_data["interest_owed"] or 0)

    @property
    def cause(self) -> str:
        """The cause of such loans."""
        return self.cause_name

    @property
    def elements(self) -> dict[str, Any]:
        """The elements of the loan that were given, as far as they could be read."""
        given, rate = self.cleaned_data, self.cleaned_data.get("annual_rate")
        found = {
            "contract_number": given.get("contract_number"),
            **{name: given[name].isoformat() for name in LOAN_DAYS if given.get(name)},
            "principal_fen": given.get("principal"),
            "annual_rate": str(rate) if rate is not None else "",
            "principal_owed_fen": given.get("principal_owed"),
            "interest_owed_fen": given.get("interest_owed") or 0,
        }
        return {name: value for name, value in found.items() if value not in ("", None)}

    def matter(self, litigants: Sequence[LitigantDraft]) -> MatterDraft:
        """The matter as it was typed."""
        given = self.cleaned_data
        return MatterDraft(
            cause_name=self.cause_name,
            claim_fen=self.claim_fen,
            litigants=tuple(litigants),
            claim_text=given["claim_text"] or self._claim_words(),
            facts_text=given["facts_text"],
            elements=self.elements,
        )

    def draft(self, litigants: Sequence[LitigantDraft]) -> FilingDraft:
        """The filing as it was typed."""
        return FilingDraft(self.matter(litigants), self.cleaned_data["consents_to_mediation"])

    def _claim_words(self) -> str:
        given = self.cleaned_data
        words = f"请求判令被告偿还借款本金{money.grouped(given['principal_owed'])}元"
        until = given["interest_until"]
        if given["interest_owed"] and until:
            day = f"{until.year}年{until.month}月{until.day}日"
            words += f"、截至{day}的利息{money.grouped(given['interest_owed'])}元"
        return words + "。"


class LitigantForm(HouseForm):
    """One litigant with the document that names them; the document's number is checked against its standard."""

    kind = forms.ChoiceField(label="类型", choices=Litigant.Kind.choices)
    name = forms.CharField(label="姓名或者名称", max_length=120)
    identity_kind = forms.ChoiceField(label="证件", required=False, choices=[("", "未提供"), *DOCUMENTS.items()])
    identity_number = forms.CharField(label="证件号码", max_length=40, required=False)
    phone = TelephoneField(label="电话", max_length=20, required=False)
    address = forms.CharField(label="住所地", max_length=200, required=False)
    representative = forms.CharField(label="法定代表人或负责人", max_length=60, required=False)

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = on

    def clean(self) -> dict[str, Any]:
        """Read names, address and number as the cells of a list are read; keep them as registers write them."""
        given = super().clean() or {}
        read = read_litigant({name: given.get(name) or "" for name in self.fields}, on=self.day)
        for name, sentence in read.wrong.items():
            self.add_error(name, sentence)
        return {**given, **read.fields}

    def draft(self, role: str) -> LitigantDraft:
        """The litigant as it was typed."""
        given = self.cleaned_data
        return LitigantDraft(role=role, **{name: given[name] for name in self.fields})


LitigantFormSet = forms.formset_factory(LitigantForm, extra=0, min_num=1, max_num=MOST_LITIGANTS, validate_min=True)
