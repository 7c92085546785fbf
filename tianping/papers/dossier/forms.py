"""Shapes of what litigants hand in, and of what is taken at the counter."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Case, Clock, Counsel, Litigant
from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm
from tianping.law.roles import role_in
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import HandIn


class AnswerForm(HouseForm):
    """The words of an answer (答辩意见)."""

    use_required_attribute = False

    text = forms.CharField(
        label="答辩意见",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="写明对原告的请求、事实和理由同意哪些、不同意哪些，为什么。已经写好答辩状的，可以不填，下一步上传。",
    )


class ObjectionForm(HouseForm):
    """An objection to the jurisdiction (管辖权异议): which court, and why."""

    use_required_attribute = False

    target = forms.CharField(
        label="您认为应当由哪个法院审理",
        max_length=100,
        help_text="写法院的全称，例如“兰州市城关区人民法院”。",
    )
    text = forms.CharField(
        label="理由",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="例如被告的住所、经常居住的地方，合同在哪里履行，或者合同约定了由哪个法院管辖。",
    )


class WithdrawalForm(HouseForm):
    """A request to withdraw the suit (撤诉申请): why."""

    use_required_attribute = False

    text = forms.CharField(
        label="为什么撤诉",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="例如“被告已经还清借款”“双方已经自行和解”。",
    )
    sure = forms.BooleanField(label="我明白：法院准许撤诉的，本案就此结束")

    def __init__(self, *args: Any, alone: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alone:
            self.fields["sure"].label = "我明白：法院准许撤诉的，我退出本案，案件对其他原告继续审理"
            self.word_errors()

    def clean(self) -> dict[str, Any]:
        """What is asked for is always the same."""
        return {**(super().clean() or {}), "target": "准许撤回本案的起诉"}


class RecusalForm(HouseForm):
    """A request that somebody withdraws (回避申请): whom, and why."""

    use_required_attribute = False

    bench = forms.MultipleChoiceField(
        label="申请哪些人员回避",
        widget=forms.CheckboxSelectMultiple(),
        choices=(),
        error_messages={"required": "请选择或者写明申请哪些人员回避。"},
    )
    others = forms.CharField(
        label="其他人员",
        required=False,
        max_length=100,
        help_text="翻译人员、鉴定人、勘验人，或者上面没有列出的审判人员，写明姓名和职务。",
    )
    text = forms.CharField(
        label="理由",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="例如是对方当事人或者其代理人的近亲属，与本案有利害关系，接受对方请客送礼、违反规定会见对方。",
    )

    def __init__(self, *args: Any, bench: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bench"]
        field.choices = [(each, each) for each in bench]
        # Somebody must be named: one of those who sit, or another.
        field.required = not str(self.data.get("others", "")).strip()
        if not bench:
            del self.fields["bench"]
            self.fields["others"].required = True
            self.fields["others"].label = "申请哪些人员回避"
            self.fields["others"].help_text = "写明姓名和职务，例如“审判员某某”“书记员某某”。"

    def clean(self) -> dict[str, Any]:
        """All who are named, as the request says them."""
        typed = super().clean() or {}
        typed["target"] = "；".join([*typed.get("bench", []), *filter(None, [typed.get("others", "").strip()])])
        return typed


class SettleForm(HouseForm):
    """What came of a request."""

    use_required_attribute = False

    outcome = forms.CharField(
        label="处理结果",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="申请人在案件进度页面能够看到，例如“已经裁定驳回异议”“已经登记，报院长决定”。",
    )


class AttachForm(HouseForm):
    """One file: what it is, what it proves."""

    use_required_attribute = False

    name = forms.CharField(label="材料名称", max_length=120, help_text="例如“借条”“2020年3月转账记录”。")
    purpose = forms.CharField(
        label="证明什么",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例如“证明2022年5月已经还款1万元”。",
    )
    file = forms.FileField(
        label="文件",
        help_text="PDF，或者JPG、PNG、HEIC照片，每个不超过20 MB。可以直接拍照。",
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == HandIn.Kind.ANSWER:
            del self.fields["purpose"]
            self.fields["name"].help_text = "例如“答辩状”“授权委托书”。"
        elif kind == HandIn.Kind.EVIDENCE:
            self.fields["purpose"].required = True
        else:
            self.fields["name"].help_text = "例如“身份证”“居住证明”“聊天记录”。"
            self.fields["purpose"].help_text = "例如“证明一年以来住在兰州市城关区”。"

    @property
    def upload(self) -> Upload:
        """What was chosen, as the verb takes it."""
        typed = self.cleaned_data
        return Upload(typed["file"].read(), typed["name"], typed.get("purpose", ""))


class HandInForm(HouseForm):
    """The last page before something is handed in."""

    use_required_attribute = False

    late_reason = forms.CharField(
        label="逾期的理由",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明为什么没有在期限内提交。",
    )
    true = forms.BooleanField(label="我提交的材料真实，照片、扫描件与原件一致，需要时能够提供原件")


class WaiveForm(HouseForm):
    """Which periods are given up."""

    use_required_attribute = False

    clocks = forms.TypedMultipleChoiceField(
        label="放弃哪一段期间",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择要放弃的期间。"},
    )
    understood = forms.BooleanField(label="我明白：放弃以后不能撤回，法院可以提前安排开庭")

    def __init__(self, *args: Any, clocks: Sequence[Clock], words: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["clocks"]
        field.choices = [(clock.pk, word) for clock, word in zip(clocks, words, strict=True)]


class TakeForm(HouseForm):
    """What a litigant brings to the counter, scanned (收取材料)."""

    use_required_attribute = False

    litigant = forms.TypedChoiceField(label="提交人", coerce=int)
    counsel = forms.TypedChoiceField(
        label="谁交来的",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="代理人交来的选代理人；代理人申请撤诉的，授权委托书应当写明代为撤诉。",
    )
    kind = forms.ChoiceField(label="材料", widget=forms.RadioSelect)
    name = forms.CharField(label="材料名称", max_length=120)
    purpose = forms.CharField(label="证明目的", max_length=300, required=False, help_text="证据应当填写。")
    file = forms.FileField(
        label="扫描件",
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="PDF或者JPG、PNG、HEIC照片，不超过20 MB。",
    )

    def __init__(
        self,
        *args: Any,
        case: Case,
        litigants: Sequence[Litigant],
        counsel: Sequence[Counsel],
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        bringing: Any = self.fields["counsel"]
        bringing.choices = [("", "当事人本人"), *((each.pk, acting_words(each)) for each in counsel)]
        if not counsel:
            del self.fields["counsel"]
        chosen: Any = self.fields["kind"]
        chosen.choices = kinds
        field: Any = self.fields["litigant"]
        field.choices = [(each.pk, f"{role_in(case.type_code, each.role)}　{each.name}") for each in litigants]


def acting_words(counsel: Counsel) -> str:
    """Counsel as a choice: 黄小明的代理人卢师言（一般授权）."""
    return f"{counsel.litigant.name}的代理人{counsel.name}（{counsel.get_authority_display()}）"


class ArchiveForm(HouseForm):
    """What the closing sheet says (备考表)."""

    use_required_attribute = False

    remarks = forms.CharField(
        label="备考表：本卷情况说明",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="材料不齐全的，写明缺少哪些、为什么；齐全的可以不填。",
    )
