"""Shapes of what is typed about applications: the promise, the judge named, the reasons of a refusal or dismissal."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms

from tianping.accounts.actions import DOCUMENTS
from tianping.accounts.models import User
from tianping.cases.actions import Document, LitigantDraft
from tianping.cases.models import Litigant
from tianping.kernel import clock, uploads
from tianping.kernel.refusals import tried
from tianping.kernel.web.chosen import Asked, FilesForm
from tianping.kernel.web.forms import HouseForm, NameField, TelephoneField, answered
from tianping.law import causes, identities
from tianping.law.confirmation import BARRED, FLAWS
from tianping.law.roles import role_in
from tianping.trial.confirmation import actions
from tianping.trial.confirmation.models import Application, OutsideAgreement
from tianping.trial.confirmation.queries import MEDIATION

PROMISE = (
    "我承诺：协议是自愿达成的，内容真实；没有恶意串通、伪造证据、虚构事实，没有损害国家、集体和他人的利益；"
    "承诺不实的，愿意承担法律责任。"
)


AGREEMENT = Asked(
    "scan",
    "调解协议",
    needed=True,
    help_text="双方签名、调解组织盖章的原件的扫描件，PDF或者照片，每个不超过20 MB；有几个文件的，按顺序合成一件。",
)


class ApplyForm(HouseForm):
    """What is asked for, and the promise."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="您申请什么", choices=Application.Kind.choices, widget=forms.RadioSelect)
    promised = forms.BooleanField(
        label=PROMISE, error_messages={"required": "请阅读承诺的内容，同意的请打勾；不同意的不能申请。"}
    )

    def __init__(self, *args: Any, kinds: Sequence[Application.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["kind"]
        chosen.choices = [(kind.value, kind.label) for kind in kinds]


class CounterForm(HouseForm):
    """窗口收取共同申请: who came, what they ask for, that they promised; the signed sheet where it was scanned."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="申请什么", choices=Application.Kind.choices, widget=forms.RadioSelect)
    litigants = forms.MultipleChoiceField(
        label="到场申请的当事人", widget=forms.CheckboxSelectMultiple, help_text="已经核对身份证件的勾选。"
    )
    scan = forms.FileField(
        label="签了名的申请书",
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="PDF或者JPG、PNG、HEIC照片，不超过20 MB；不扫描的，收存纸质原件。",
    )
    promised = forms.BooleanField(
        label="承诺已经念给当事人听，当事人在申请书上签名",
        error_messages={"required": "请先念承诺、由当事人在申请书上签名，再打勾；不同意承诺的不能申请。"},
    )

    def __init__(
        self, *args: Any, kinds: Sequence[Application.Kind], litigants: Sequence[Litigant], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, there = cast(Any, self.fields["kind"]), cast(Any, self.fields["litigants"])
        kind.choices = [(each.value, each.label) for each in kinds]
        there.choices = [(str(each.pk), f"{role_in(MEDIATION, each.role)}{each.name}") for each in litigants]
        self.initial.setdefault("kind", kinds[0].value if kinds else "")


class AcceptForm(HouseForm):
    """受理: the judge who reviews it."""

    use_required_attribute = False
    judge = forms.ChoiceField(label="指定的法官")

    def __init__(self, *args: Any, judges: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._judges = {str(each.pk): each for each in judges}
        chosen: Any = self.fields["judge"]
        chosen.choices = [("", "请选择"), *((key, each.full_name) for key, each in self._judges.items())]

    @property
    def chosen(self) -> User:
        """Who was named."""
        return self._judges[self.cleaned_data["judge"]]


class RefuseForm(HouseForm):
    """不予受理: which of the five, and why."""

    use_required_attribute = False
    barred = forms.MultipleChoiceField(
        label="不予受理的情形", choices=[*BARRED.items()], widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawForm(HouseForm):
    """撤回申请: who of those who applied takes it back at the window."""

    use_required_attribute = False
    litigant = forms.ChoiceField(label="撤回申请的当事人", widget=forms.RadioSelect)
    signed = forms.BooleanField(
        label="已经核对身份证件，当事人在撤回申请书上签名",
        error_messages={"required": "请核对身份，由当事人在撤回申请书上签名以后再打勾。"},
    )

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(Any, self.fields["litigant"])
        chosen.choices = [(str(each.pk), f"{role_in(MEDIATION, each.role)}{each.name}") for each in litigants]


class IdentifyForm(HouseForm):
    """补登身份证件: whose, and what the document says."""

    use_required_attribute = False
    litigant = forms.ChoiceField(label="当事人", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="证件种类", choices=[(kind, identities.KINDS[kind]) for kind in DOCUMENTS], initial=DOCUMENTS[0]
    )
    number = forms.CharField(
        label="证件号码",
        max_length=40,
        help_text="照本人出示的证件原件填写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(Any, self.fields["litigant"])
        chosen.choices = [(str(each.pk), f"{role_in(MEDIATION, each.role)}{each.name}") for each in litigants]

    @property
    def document(self) -> Document:
        """What was typed, as the verb takes it."""
        return Document(self.cleaned_data["kind"], self.cleaned_data["number"])


class DecideForm(HouseForm):
    """审查: with nothing ticked the agreement is confirmed."""

    use_required_attribute = False
    flaws = forms.MultipleChoiceField(
        label="审查发现的问题",
        choices=[*FLAWS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="没有问题的不勾选，拟制确认有效的裁定书（调解书）；勾选任何一项的，拟制驳回申请的裁定书。",
    )
    reason = forms.CharField(
        label="驳回的理由", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OutsideForm(HouseForm):
    """登记法院外达成的协议: who mediated, when, what was agreed, why here, and the judge who reviews it."""

    use_required_attribute = False

    organisation = forms.CharField(
        label="主持调解的组织", max_length=120, help_text="写全称，例如“镇原县孟坝镇王湾村人民调解委员会”。"
    )
    connection = forms.ChoiceField(
        label="本院管辖的理由", choices=OutsideAgreement.Connection.choices, widget=forms.RadioSelect
    )
    cause_name = forms.CharField(label="案由", max_length=60, help_text="例如“民间借贷纠纷”。")
    agreed_on = forms.DateField(
        label="协议生效日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="双方签名、盖章或者捺印，调解员签名并加盖调解组织印章之日。",
    )
    facts = forms.CharField(label="纠纷的主要事实", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    terms = forms.CharField(
        label="协议的内容", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), help_text="照协议写，一项一行。"
    )
    judge = forms.ChoiceField(label="指定的法官")
    promised = forms.BooleanField(
        label="双方到场，身份证件已经核对，承诺已经念给双方听，双方在申请书上签名",
        error_messages={"required": "请核对双方身份、念承诺、由双方在申请书上签名，再打勾。"},
    )

    def __init__(self, *args: Any, judges: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._judges = {str(each.pk): each for each in judges}
        chosen: Any = self.fields["judge"]
        chosen.choices = [("", "请选择"), *((key, each.full_name) for key, each in self._judges.items())]

    def clean_cause_name(self) -> str:
        """A cause of the list; near ones are named where it is none."""
        name = str(self.cleaned_data["cause_name"]).strip()
        known = answered(lambda: causes.known(name).name)
        _not_refused(lambda: actions.check_cause(known, on=clock.today()))
        return known

    def clean_agreed_on(self) -> datetime.date:
        """A day of the last thirty."""
        agreed_on: datetime.date = self.cleaned_data["agreed_on"]
        _not_refused(lambda: actions.check_agreed_on(agreed_on, on=clock.today()))
        return agreed_on

    def clean_terms(self) -> str:
        """At least one term, not its full stop alone."""
        terms = str(self.cleaned_data["terms"])
        if not actions.lines_of(terms):
            raise forms.ValidationError("请写明协议的内容，一项一行。")
        return terms

    @property
    def chosen(self) -> User:
        """Who was named."""
        return self._judges[self.cleaned_data["judge"]]


class OutsidePartyForm(HouseForm):
    """One of those who agreed; a row into which nothing was typed is none."""

    use_required_attribute = False

    side = forms.ChoiceField(
        label="哪一方", choices=(("plaintiff", "有权要求履行的一方"), ("defendant", "应当履行的一方"))
    )
    kind = forms.ChoiceField(label="种类", choices=Litigant.Kind.choices)
    name = NameField(label="姓名、名称", max_length=100, required=False, of="either")
    number = forms.CharField(label="身份证号码、统一社会信用代码", max_length=30, required=False)
    phone = TelephoneField(label="电话", max_length=20, required=False)
    address = forms.CharField(label="住址", max_length=200, required=False)

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._needed = needed
        for name in ("name", "number", "address") if needed else ():
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """Whoever is meant has a name, a number that can be real, and an address at which papers are served."""
        typed = super().clean() or {}
        if not self.is_used:
            return typed
        if not typed.get("name") and "name" not in self.errors:
            self.add_error("name", "请填写姓名、名称；没有这名当事人的，把这一栏已经填写的内容删去。")
        found = identities.check(self.identity_kind, typed.get("number", ""), on=clock.today())
        if not found.valid and "number" not in self.errors:
            self.add_error("number", found.why)
        if not typed.get("address") and "address" not in self.errors:
            self.add_error("address", "请填写住址，裁定书要送达。")
        typed["number"] = found.number
        return typed

    @property
    def is_used(self) -> bool:
        """Whether it has to be filled in, or anything was typed into it."""
        typed = (str(self[name].value() or "").strip() for name in ("name", "number", "phone", "address"))
        return self._needed or any(typed)

    @property
    def identity_kind(self) -> str:
        """Which paper shows who they are."""
        return "resident_id" if self.cleaned_data.get("kind") == Litigant.Kind.NATURAL else "uscc"

    @property
    def litigant(self) -> LitigantDraft | None:
        """What was typed, as the verb takes it; None for an empty row."""
        typed = self.cleaned_data
        if not typed.get("name"):
            return None
        return LitigantDraft(
            typed["side"],
            typed["kind"],
            typed["name"],
            identity_kind=self.identity_kind,
            identity_number=typed["number"],
            phone=typed.get("phone", ""),
            address=typed.get("address", ""),
        )


def check_whole(form: OutsideForm, rows: Sequence[OutsidePartyForm]) -> None:
    """What only several parts together show, each as soon as it can be read: both sides, nobody twice, entered once."""
    used = [row for row in rows if row.is_used]
    told = [row for row in used if not {"side", "kind", "name", "number"} & set(row.errors)]
    litigants = [each for row in told if (each := row.litigant) is not None]
    checks = [lambda: actions.check_nobody_twice(litigants)]
    if not any("side" in row.errors for row in used):
        checks.append(lambda: actions.check_both_sides([row.cleaned_data["side"] for row in used]))
    if told == used and not {"organisation", "cause_name", "agreed_on"} & set(form.errors):
        typed = form.cleaned_data
        named = (typed["organisation"], typed["cause_name"], typed["agreed_on"])
        checks.append(lambda: actions.check_once(litigants, *named))
    for check in checks:
        if (refusal := tried(check)) is not None:
            form.add_error(None, str(refusal))


def errors_of(form: OutsideForm, scans: FilesForm, rows: Sequence[OutsidePartyForm]) -> list[tuple[str, str, str]]:
    """All that is wrong with the page: with which part, the field's id, the sentence."""
    named = [*((f"当事人{place}", row) for place, row in enumerate(rows, start=1)), ("", form), ("调解协议", scans)]
    return [
        # What is chosen from a list of ticks has no one field; its frame is named instead.
        (part or str(each.fields[name].label or ""), each[name].id_for_label or each[name].auto_id, str(sentence))
        if name in each.fields
        else (part, "", str(sentence))
        for part, each in named
        for name, sentences in each.errors.items()
        for sentence in sentences
    ]


def _not_refused(check: Callable[[], None]) -> None:
    refusal = tried(check)
    if refusal is not None:
        raise forms.ValidationError(str(refusal)) from refusal
