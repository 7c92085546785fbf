"""Shapes of what is typed on the pages of papers."""

from typing import Any, cast

from django import forms

from tianping.cases.models import Case, Litigant
from tianping.kernel.web.forms import HouseForm
from tianping.law.roles import role_in
from tianping.papers.documents.kinds import KINDS, RULINGS

# What a person draws up by hand on the case's page; judgments, summonses and records come from the rooms of trial.
BY_HAND = (
    "acceptance_notice",
    "response_notice",
    "evidence_notice",
    "sole_notice",
    "panel_notice",
    "public_notice",
)
# Whether a suit is withdrawn, or counts as that, follows from what was asked for, from the record of the hearing or
# from the fee that was not paid: those rulings are drawn up where these stand (trial.closing), never by hand.
_ELSEWHERE = ("withdrawal", "deemed_withdrawal")
_RULINGS = [(f"ruling:{code}", label) for code, label in RULINGS.items() if code not in _ELSEWHERE]
_CHOICES = (
    ("通知、公告", [(code, KINDS[code].title) for code in BY_HAND]),
    ("民事裁定书", _RULINGS),
)


class DrawUpForm(HouseForm):
    """One paper of one case, by hand (制作文书)."""

    what = forms.ChoiceField(label="文书", choices=_CHOICES)
    addressee = forms.TypedChoiceField(
        label="受文人",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="不选择的，应当收到这种文书的当事人每人一份。",
    )
    reason = forms.CharField(
        label="理由或者情形",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="裁定书写在“本院认为”部分；通知书不需要填写。",
    )
    objection = forms.CharField(
        label="异议的内容", required=False, max_length=1000, help_text="管辖权异议填写；受文人选择提出异议的当事人。"
    )
    to_court = forms.CharField(
        label="移送的法院", required=False, max_length=60, help_text="移送管辖、管辖权异议成立的填写法院全称。"
    )
    corrected = forms.CharField(
        label="需要补正的文书",
        required=False,
        max_length=100,
        help_text="补正笔误的填写，例如“2023年3月1日民事判决书”。",
    )

    def __init__(self, case: Case, litigants: list[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.pk, f"{role_in(case.type_code, each.role)}　{each.name}") for each in litigants]
        cast(forms.ChoiceField, self.fields["addressee"]).choices = [("", "全部应当收到的当事人"), *named]

    @property
    def kind(self) -> tuple[str, str]:
        """The kind that was chosen, and what a ruling decides."""
        kind, _colon, variant = self.cleaned_data["what"].partition(":")
        return kind, variant

    @property
    def facts(self) -> dict[str, Any]:
        """What the wording asks for beside the case."""
        typed = self.cleaned_data
        names = ("reason", "objection", "to_court", "corrected")
        facts: dict[str, Any] = {name: typed[name].strip() for name in names if typed[name].strip()}
        if typed["reason"].strip():
            facts["corrections"] = typed["reason"].strip().splitlines()
        if self.kind == ("ruling", "jurisdiction"):
            facts["litigant_id"] = typed["addressee"]
        return facts


class WordForm(HouseForm):
    """An edited document that comes back (收回修改稿)."""

    file = forms.FileField(
        label="修改后的 Word 文档",
        help_text="先下载本文书的 Word 文档，修改后另存为 .docx 再上传；案号、审判人员等由系统写入，不能修改。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


class ReasonForm(HouseForm):
    """Why a paper is sent back or given up."""

    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class RunForm(HouseForm):
    """Which notices are made for the chosen cases (批量制作)."""

    kinds = forms.MultipleChoiceField(
        label="文书",
        choices=[(kind.code, kind.title) for kind in KINDS.values() if kind.in_bulk],
        widget=forms.CheckboxSelectMultiple,
        help_text="独任、合议告知书按各案审判组织自动选用；已经制发的不重复制作。",
    )
    scope = forms.ChoiceField(
        label="案件", choices=[("ticked", "勾选的案件"), ("all", "符合筛选条件的全部案件")], widget=forms.RadioSelect
    )
