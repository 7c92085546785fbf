"""Shapes of the pieces that go along, and of the signature."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tianping.intake.application.forms.pages import PleadingForm
from tianping.kernel import uploads
from tianping.kernel.refusals import Refused
from tianping.kernel.web.forms import HouseForm, NameField, PadField
from tianping.kernel.web.photos import PhotosField

KINDS = (
    ("identity", "身份证明（身份证、营业执照）"),
    ("authority", "授权委托书、律师证、所函"),
    ("hardship", "经济困难证明（低保证、残疾证、村居委会证明等）"),
    ("award", "仲裁裁决书、不予受理通知书"),
    ("evidence", "证据"),
    ("other", "其他材料"),
)


class DocumentForm(PleadingForm):
    """What a piece is, and what it proves."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="是什么材料", choices=KINDS, widget=forms.RadioSelect)
    name = forms.CharField(label="材料名称", max_length=120, help_text="例如“借条”“身份证”“转账记录”。")
    purpose = forms.CharField(
        label="证明什么",
        max_length=300,
        error_messages={"required": "请写明这份证据证明什么。"},
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="证据都要填写，例如“证明2022年5月1日借给被告5万元”；其他材料可以不填。",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        examples: Sequence[str] = (),
        with_award: bool = True,
        **kwargs: Any,
    ) -> None:
        """``examples``: what goes with such a cause; ``with_award``: whether arbitration comes first (先裁后审)."""
        super().__init__(data, **kwargs)
        if examples:
            named = "".join(f"“{each}”" for each in examples)
            self.fields["name"].help_text = f"写这一件材料的名称，一件写一个，例如{named}。"
        if not with_award:
            without = [each for each in KINDS if each[0] != "award"]
            self.fields["kind"] = forms.ChoiceField(label="是什么材料", choices=without, widget=forms.RadioSelect)
            self.word_errors()

    def full_clean(self) -> None:
        """Evidence proves something. The kind is chosen on the same page: the hint says of which it may be left out."""
        self.fields["purpose"].required = self["kind"].value() == "evidence"
        super().full_clean()
        self.fields["purpose"].required = True


class SheetsForm(HouseForm):
    """Photos, or PDFs: each is looked into by itself, and what cannot go on file does not hold up the others.

    ``taken``: what can go on file, in the order in which it was chosen; ``bad``: of each other what is wrong with it.
    """

    use_required_attribute = False

    file = PhotosField(label="照片或者PDF", help_text="拍清楚四个角。可以一次选几张，每个文件不超过20 MB。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken: list[uploads.Accepted] = []
        self.bad: list[str] = []

    def clean_file(self) -> list[UploadedFile]:
        """Every file is looked into at once."""
        chosen = self.cleaned_data["file"]
        for each in chosen:
            try:
                self.taken.append(uploads.check(each.read(), each.name or ""))
            except Refused as refusal:
                self.bad.append(f"“{each.name}”：{refusal}" if len(chosen) > 1 else str(refusal))
        return chosen


class WithdrawForm(HouseForm):
    """Why a suit is taken back before it is decided on (撤回起诉材料)."""

    reason = forms.CharField(
        label="撤回的原因", max_length=200, help_text="比如“对方已经还款”。", widget=forms.Textarea(attrs={"rows": 2})
    )


class SignForm(HouseForm):
    """The signature: by hand on the screen where scripts run, or by typing one's own name."""

    use_required_attribute = False

    name = NameField(
        of="either", label="签名人姓名", max_length=60, help_text="原告本人、法定代表人，或者有权限的代理人。"
    )
    paper = forms.FileField(
        label="在纸上签名的照片",
        required=False,
        help_text="不能在屏幕上签的，在打印的起诉状或者白纸上签名、写上日期，拍照上传。",
    )
    explanation = forms.CharField(
        label="为什么不改", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    true = forms.BooleanField(label="我确认：以上内容真实，材料与原件一致；如有虚假，承担法律责任")
    picture = PadField()

    def __init__(
        self, *args: Any, unchanged: str = "", several: bool = False, at_window: bool = False, **kwargs: Any
    ) -> None:
        """``unchanged``: what the court asked to be corrected and stands as it was, in words; ``several``: who sign.

        ``at_window``: a clerk has the page, and whoever sues signs by hand.
        """
        super().__init__(*args, **kwargs)
        if at_window:
            self.fields["paper"].label = "当事人签名的起诉状（扫描件或者照片）"
            self.fields["paper"].help_text = "不在手写板上签的，请当事人在打印的起诉状上签名、写上日期，扫描上传。"
            self.fields["true"].label = "当事人已经核对全部内容，确认内容真实，材料与原件一致；如有虚假，承担法律责任"
        elif not several:
            del self.fields["paper"]
        if unchanged:
            asked = f"法院要求补正的{unchanged}没有改动。"
            self.fields["explanation"].help_text = f"{asked}认为原来写得对的，在这里写明理由。"
        else:
            del self.fields["explanation"]
