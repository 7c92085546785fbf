"""The questions of an application (保全申请书要素), one page each on the phone, all on one page at the counter."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Litigant
from tianping.intake.preservation.actions import PAPERS
from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm, NameField, PadField, TelephoneField, YuanField, answered
from tianping.law import causes, identities
from tianping.law.measures import PROPERTY
from tianping.law.preservation import EXEMPTIONS, SECURITIES

BEFORE = "before"
DOCUMENTS = {kind: identities.KINDS[kind] for kind in ("resident_id", "uscc", "hmt_permit", "foreign_permanent")}
PASSPORT = {"passport": "护照"}
LONG = forms.Textarea(attrs={"rows": 4})


class Question(HouseForm):
    """One question; the browser may not hold up an answer that the house says better."""

    use_required_attribute = False


class StageForm(Question):
    """Whether a suit is under way, and in which of one's own cases."""

    stage = forms.ChoiceField(
        label="您起诉了吗",
        widget=forms.RadioSelect,
        help_text="已经起诉、下面没有列出那件案件的，请先在“我的案件”里添加案件，再来申请。",
        error_messages={"required": "请选择其中一项。"},
    )

    def __init__(self, suits: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["stage"]
        chosen.choices = [(BEFORE, "还没有起诉（诉前保全）"), *suits]


class PersonForm(Question):
    """A litigant with the document that names them."""

    kind = forms.ChoiceField(label="类型", choices=Litigant.Kind.choices)
    name = NameField(of="either", label="姓名或者名称", max_length=120)
    identity_kind = forms.ChoiceField(
        label="证件", required=False, choices=[("", "不知道"), *DOCUMENTS.items(), *PASSPORT.items()]
    )
    identity_number = forms.CharField(label="证件号码", max_length=40, required=False)
    phone = TelephoneField(label="电话", max_length=20, required=False)
    address = forms.CharField(label="住址", max_length=200, required=False)
    representative = forms.CharField(label="法定代表人或者负责人", max_length=60, required=False)

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = on

    def clean(self) -> dict[str, Any]:
        """A number is checked against its standard; a number and its document belong together."""
        given = super().clean() or {}
        kind, number, wrong = identities.read_document(
            given.get("identity_kind") or "",
            given.get("identity_number") or "",
            is_person=given.get("kind") == Litigant.Kind.NATURAL,
            on=self.day,
        )
        for name, sentence in wrong.items():
            self.add_error(f"identity_{name}", sentence)
        return {**given, "identity_kind": kind, "identity_number": number}

    def litigant(self, role: str) -> LitigantDraft:
        """The litigant as typed."""
        return LitigantDraft(role=role, **{name: self.cleaned_data[name] for name in PERSON})


PERSON = ("kind", "name", "identity_kind", "identity_number", "phone", "address", "representative")


class ApplicantForm(PersonForm):
    """The applicant must be known and reachable (保全规定第一条第二款第（一）项)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("identity_kind", "identity_number", "phone", "address"):
            self.fields[name].required = True
        kinds: Any = self.fields["identity_kind"]
        kinds.choices = [("", "请选择"), *DOCUMENTS.items(), *PASSPORT.items()]
        _word_again(self, "identity_kind", "identity_number", "phone", "address")


class RespondentsForm(Question):
    """Which litigants of a case the application is directed against."""

    respondents = forms.MultipleChoiceField(label="对谁申请保全", widget=forms.CheckboxSelectMultiple)

    def __init__(self, litigants: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["respondents"]
        chosen.choices = [(str(each.pk), each.name) for each in litigants]


class DisputeForm(Question):
    """What the dispute is about: its cause, and what happened."""

    often = forms.ChoiceField(
        label="因为什么事",
        required=False,
        choices=[*((words, words) for words in causes.EVERYDAY), ("", "其他，在下面填写")],
        widget=forms.RadioSelect,
    )
    cause_name = forms.CharField(
        label="纠纷的种类（案由）",
        max_length=60,
        required=False,
        help_text="上面没有合适的才填，例如“租赁合同纠纷”。",
        widget=forms.TextInput(attrs={"list": "preservation-causes", "autocomplete": "off"}),
    )
    facts_text = forms.CharField(
        label="事情的经过", max_length=20_000, widget=LONG, help_text="写明什么时候、因为什么、对方欠您多少。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = next((words for words, name in causes.EVERYDAY.items() if name == self.initial.get("cause_name")), "")
        if said:
            self.initial = {**self.initial, "often": said, "cause_name": ""}

    def clean_cause_name(self) -> str:
        """A cause of the list, or everyday words for one; near ones are named where it is neither."""
        name = self.cleaned_data["cause_name"].strip()
        name = causes.EVERYDAY.get(name, name)
        return answered(lambda: causes.known(name).name) if name else ""

    def clean(self) -> dict[str, Any]:
        """One of the everyday words, or a cause: one of both, and they do not contradict each other."""
        given = super().clean() or {}
        chosen = causes.EVERYDAY.get(given.pop("often", ""), "")
        name = given.get("cause_name", "")
        if chosen and name and chosen != name:
            self.add_error("cause_name", "上面已经选了一项，这里又填写了另一种纠纷，请只保留一项。")
        elif not chosen and not name and "cause_name" not in self.errors:
            self.add_error("often", "请选择因为什么事；没有合适的，选“其他”并填写纠纷的种类。")
        elif chosen:
            given["cause_name"] = chosen
        return given


class AmountForm(Question):
    """For how much property is to be preserved."""

    amount = YuanField(
        label="请求保全的数额（元）",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="限于您的请求的范围，不能超过您要求对方支付的数额。",
    )

    def clean_amount(self) -> int:
        """A sum above nothing, in fen."""
        amount: int = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError("请求保全的数额应当大于零，请填写数额。")
        return amount


class ClueForm(Question):
    """One piece of property that the applicant knows of (财产线索)."""

    owner = forms.ChoiceField(label="是谁的财产")
    kind = forms.ChoiceField(
        label="财产种类", choices=[("", "请选择"), *((code, each.name) for code, each in PROPERTY.items())]
    )
    description = forms.CharField(
        label="具体的财产", max_length=500, help_text="例如开户行和账号、房屋的坐落、车牌号、公司名称和出资额。"
    )

    def __init__(self, owners: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["owner"]
        chosen.choices = [(str(place), name) for place, name in enumerate(owners)]
        if len(owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()
            self.fields["owner"].initial = "0"


class ReasonsForm(Question):
    """Why it cannot wait."""

    reasons = forms.CharField(
        label="为什么现在需要保全",
        max_length=4000,
        widget=LONG,
        help_text="写明对方正在做什么，例如变卖房屋、转移存款，您是怎么知道的。",
    )
    is_urgent = forms.BooleanField(label="情况紧急，请求四十八小时内裁定", required=False)
    file = forms.FileField(
        label="证明情况紧急的材料",
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="例如出售房屋、车辆的广告，聊天记录，转账记录。PDF或者照片，每个不超过20 MB，一次一个。",
    )

    def __init__(self, *args: Any, before_suit: bool, **kwargs: Any) -> None:
        """Before a suit every application is urgent, or there is none (民事诉讼法第一百零四条第一款)."""
        super().__init__(*args, **kwargs)
        if before_suit:
            del self.fields["is_urgent"]
            self.fields["reasons"].label = "为什么情况紧急，来不及等到起诉"
            self.word_errors()


class PaperForm(Question):
    """A paper that the applicant adds (补交材料)."""

    kind = forms.ChoiceField(label="是什么材料", choices=[*PAPERS.items()], widget=forms.RadioSelect)
    file = forms.FileField(
        label="文件",
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="PDF或者照片，每个不超过20 MB，一次一个。",
    )


class SecurityForm(Question):
    """The security offered; in a suit also why none is."""

    kind = forms.ChoiceField(label="您怎样提供担保", choices=[*SECURITIES.items()], widget=forms.RadioSelect)
    amount = YuanField(label="担保的数额（元）", max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    text = forms.CharField(
        label="担保人、担保财产或者保函编号", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label="保函、担保书",
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="已经有的可以现在上传，PDF或者照片，每个不超过20 MB，一次一个；没有的，受理以后也可以补交。",
    )
    exemption = forms.ChoiceField(
        label="可以不要求提供担保的情形",
        required=False,
        choices=[("", "没有下列情形"), *EXEMPTIONS.items()],
        help_text="申请不提供担保，并且属于其中一种情形的，选择该情形；是否准许由法院决定。",
    )

    def __init__(self, *args: Any, before_suit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if before_suit:
            del self.fields["exemption"]
            kinds: Any = self.fields["kind"]
            kinds.choices = [(code, word) for code, word in SECURITIES.items() if code != "none"]
            return
        for name in ("amount", "text"):
            self.fields[name].help_text = "申请不提供担保的，不填写。"
            self.fields[name].required = self.data.get(self.add_prefix("kind")) != "none"


class DeclarationForm(Question):
    """What the applicant must have read before it is handed in."""

    understood = forms.BooleanField(
        label="我保证填写的内容真实。我知道申请有错误的，应当赔偿被申请人因保全所遭受的损失。"
    )
    name = NameField(
        of="either", label="签名人姓名", max_length=60, help_text="登录的本人：申请人、法定代表人或者代理人。"
    )
    picture = PadField()


def _word_again(form: PersonForm, *names: str) -> None:
    for name in names:
        field = form.fields[name]
        verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
        field.error_messages["required"] = f"请{verb}{field.label}。"
