"""Shapes of litigants, agents, mediation and the address for service."""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from django import forms

from tianping.cases.models import Counsel, Litigant
from tianping.intake.application.forms.pages import PleadingForm
from tianping.intake.application.models import Person
from tianping.intake.application.queries import gender_by_number, is_minor, same_person, why_not_electronic
from tianping.intake.filing.queries import DOCUMENTS, read_litigant
from tianping.kernel import clock
from tianping.kernel.web.forms import HouseForm, NameField, TelephoneField
from tianping.law import fee_relief, identities
from tianping.law.causes import is_between_people
from tianping.law.electronic_consent import ARRIVAL
from tianping.law.mandates import EXAMPLE, agent_faults

WHO, CONTACT = ("kind", "name", "identity_kind", "identity_number"), ("representative", "address", "phone")
KINDS = (
    ("natural", "个人"),
    ("legal", "公司、单位（有法人资格）"),
    ("other", "有字号的个体工商户、分公司等（没有法人资格）"),
)
FOLDED = ("nation", "employer", "occupation")
DETAILS = ("gender", *FOLDED)


class _PersonForm(PleadingForm):
    """What is common to both pages of a litigant: they are read as registers write them."""

    use_required_attribute = False
    asked: tuple[str, ...] = ()
    # What nobody is asked, since the cause settles it.
    settled: Mapping[str, str] = MappingProxyType({})

    def __init__(self, data: Any = None, *, person: Person | None, on: datetime.date) -> None:
        known: dict[str, str] = {name: getattr(person, name) for name in (*WHO, *CONTACT)} if person else {}
        details = person.details if person else {}
        known["address"] = known.get("address") or details.get("place", "")
        super().__init__(data, initial={**known, **details})
        self.known, self.day = {name: str(value) for name, value in known.items()}, on

    def clean(self) -> dict[str, Any]:
        """Read names, address and number as everywhere in the house."""
        given = {**(super().clean() or {}), **self.settled}
        typed = {**self.known, **{name: given.get(name) or "" for name in self.asked}}
        read = read_litigant(typed, on=self.day)
        for name, sentence in read.wrong.items():
            if name in self.fields:
                self.add_error(name, sentence)
        return {**given, **{name: read.fields[name] for name in self.asked if name in read.fields}}

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, as it is kept of the litigant."""
        return {name: self.cleaned_data.get(name) or "" for name in self.asked}


class WhoForm(_PersonForm):
    """Who it is: the name and the identity paper."""

    asked = WHO
    kind = forms.ChoiceField(
        label="是个人还是单位",
        widget=forms.RadioSelect,
        choices=KINDS,
    )
    name = forms.CharField(label="姓名或者单位名称", max_length=120, help_text="按身份证或者营业执照写。")
    identity_kind = forms.ChoiceField(label="证件", required=False, choices=[("", "不知道"), *DOCUMENTS.items()])
    identity_number = forms.CharField(label="证件号码", max_length=40, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        person: Person | None,
        on: datetime.date,
        side: str,
        there: Sequence[Person] = (),
        cause_name: str = "",
    ) -> None:
        """``there``: who stands in the pleading already, on whichever side; ``cause_name`` may admit people only."""
        super().__init__(data, person=person, on=on)
        self.side, self.others = side, [each for each in there if person is None or each.pk != person.pk]
        # As of whoever comes first: most people sue people.
        self.initial["kind"] = self.initial.get("kind") or Litigant.Kind.NATURAL
        if side == "defendants":
            self.fields[
                "identity_number"
            ].help_text = "不知道的可以不填，只要能让法院知道是谁。填写身份证号码、统一社会信用代码的，不用选证件。"
        else:
            self.fields["identity_kind"] = forms.ChoiceField(label="证件", choices=DOCUMENTS.items())
            self.fields["identity_number"].required = True
            self.word_errors()
        if is_between_people(cause_name):
            self._admit_people_only()

    def _admit_people_only(self) -> None:
        """Nobody is asked whether a husband is a company."""
        del self.fields["kind"]
        self.settled = {"kind": Litigant.Kind.NATURAL}
        self.fields["name"].label, self.fields["name"].help_text = "姓名", "按身份证写。"
        unknown = [("", "不知道")] if self.side == "defendants" else []
        of_people = [each for each in DOCUMENTS.items() if each[0] != "uscc"]
        cast(forms.ChoiceField, self.fields["identity_kind"]).choices = [*unknown, *of_people]
        number = self.fields["identity_number"]
        number.help_text = number.help_text.replace("、统一社会信用代码", "")
        self.word_errors()

    def clean(self) -> dict[str, Any]:
        """Nobody is written down twice, nor sues themselves: known by the number, where it is typed."""
        given = super().clean() or {}
        document = (given.get("identity_kind"), given.get("identity_number"))
        same = next((each for each in self.others if (each.identity_kind, each.identity_number) == document), None)
        if same is not None and all(document):
            self.add_error("identity_number", same_person(same, self.side))
        return given

    def clean_identity_kind(self) -> str:
        """A unit has one number, whatever the list beside it stood at (统一社会信用代码).

        Who has no legal personality may have it, too; nobody's identity number is taken for it.
        """
        typed, kind = self.data.get(self.add_prefix("identity_number"), "").strip(), self.cleaned_data.get("kind")
        chosen = self.cleaned_data["identity_kind"]
        if kind == Litigant.Kind.OTHER and chosen == "resident_id":
            is_citizens = identities.check("resident_id", typed, on=self.day).valid
            is_code = not is_citizens and identities.check("uscc", typed, on=self.day).valid
            return "uscc" if is_code else chosen
        return "uscc" if kind == Litigant.Kind.LEGAL and typed else chosen


class ContactForm(_PersonForm):
    """Where to find them."""

    asked = CONTACT
    address = forms.CharField(
        label="住在哪里", max_length=200, help_text="写到门牌号，例如“镇原县某镇某村某组某号”。单位写营业执照上的住所。"
    )
    phone = TelephoneField(label="电话", max_length=20, required=False)
    representative = forms.CharField(label="法定代表人或者负责人", max_length=60, required=False)
    gender = forms.ChoiceField(
        label="性别", required=False, choices=[("男", "男"), ("女", "女"), ("", "不知道")], widget=forms.RadioSelect
    )
    nation = forms.CharField(label="民族", max_length=20, required=False)
    employer = forms.CharField(label="工作单位", max_length=60, required=False)
    occupation = forms.CharField(label="职业", max_length=40, required=False)

    def __init__(self, data: Any = None, *, person: Person | None, on: datetime.date) -> None:
        super().__init__(data, person=person, on=on)
        natural = person is None or person.kind == Litigant.Kind.NATURAL
        minor = person is not None and is_minor(person)
        if not natural:
            self.fields["address"].label = "住所"
            self.fields["address"].help_text = "按营业执照上的住所写。"
        for name in ("representative",) * (not minor) if natural else DETAILS:
            del self.fields[name]
        if natural and person is not None and gender_by_number(person):
            del self.fields["gender"]
        if minor:
            guardian = self.fields["representative"]
            guardian.label = "法定代理人"
            guardian.error_messages["required"] = "未满十八周岁的，请填写法定代理人（父亲或者母亲等）的姓名。"
        if person is not None and person.role == Litigant.Role.PLAINTIFF:
            for name in {"phone", "representative"} & set(self.fields):
                self.fields[name].required = True

    @property
    def details(self) -> dict[str, str]:
        """What only the pleading says of them."""
        return {name: self.cleaned_data[name] for name in DETAILS if self.cleaned_data.get(name)}


class HasAgentForm(HouseForm):
    """Whether somebody acts for the plaintiffs."""

    use_required_attribute = False

    has_agent = forms.ChoiceField(
        label="有没有人代您打官司",
        help_text="例如律师、法律服务工作者、近亲属。自己打官司的选“没有”。",
        choices=[("no", "没有，我自己来"), ("yes", "有")],
        widget=forms.RadioSelect,
    )


OF_LAWYERS = "律师、基层法律服务工作者必须填写；其他代理人不填。"
# What is asked of a letter of authority.
MANDATE = ("kind", "authority", "scope", "firm", "licence_number")


class AgentForm(PleadingForm):
    """An agent as the letter of authority names them."""

    use_required_attribute = False

    name = NameField(label="代理人姓名", max_length=60)
    kind = forms.ChoiceField(label="是什么人", choices=Counsel.Kind.choices)
    firm = NameField(
        of="organisation", label="律师事务所或者单位", max_length=120, required=False, help_text=OF_LAWYERS
    )
    licence_number = forms.CharField(label="执业证号", max_length=40, required=False, help_text=OF_LAWYERS)
    phone = TelephoneField(label="电话", max_length=20)
    authority = forms.ChoiceField(
        label="代理权限",
        widget=forms.RadioSelect,
        choices=[
            ("general", "一般授权"),
            ("special", "特别授权（能代为承认、放弃、变更请求，和解，上诉，在下面写明）"),
        ],
    )
    scope = forms.CharField(
        label="特别授权的事项",
        max_length=300,
        required=False,
        help_text=f"选“特别授权”的必须填写，按授权委托书逐项写明，例如“{EXAMPLE}”；只写“全权代理”的不算特别授权。",
    )

    def __init__(
        self, data: Any = None, *, suing: Sequence[tuple[int, str]] = (), several: bool = False, **kwargs: Any
    ) -> None:
        """``suing``: the plaintiffs (id, name) for whom somebody may act; asked where there are ``several`` at all."""
        super().__init__(data, **kwargs)
        if several:
            self.fields["people"] = forms.MultipleChoiceField(
                label="代理哪几名原告",
                help_text="只选在授权委托书上签名委托的原告。",
                choices=[(str(pk), name) for pk, name in suing],
                widget=forms.CheckboxSelectMultiple,
            )
            self.order_fields(["name", "people"])
            self.word_errors()

    def clean(self) -> dict[str, Any]:
        """What the law asks of a letter of authority (民事诉讼法第六十二条, 民诉法解释第八十八条)."""
        given = super().clean() or {}
        told = {name: given.get(name) or "" for name in MANDATE}
        for name, sentence in agent_faults(told, on=clock.today()).items():
            self.add_error(name, sentence)
        return given


class MediationForm(HouseForm):
    """Whether to try mediation first (先行调解)."""

    use_required_attribute = False

    agrees = forms.ChoiceField(
        label="愿不愿意先调解", choices=[("yes", "愿意先调解"), ("no", "不调解，直接立案")], widget=forms.RadioSelect
    )


class ReliefForm(PleadingForm):
    """Whether the fee can be paid, else on which ground help is asked for (司法救助)."""

    use_required_attribute = False

    ground = forms.ChoiceField(
        label="交诉讼费有没有困难",
        choices=[
            ("none", "没有困难，按通知交"),
            *fee_relief.grounds_to_choose(),
        ],
        widget=forms.RadioSelect,
        help_text="缓交是以后再交，减交是少交三成以上，免交是不交；免交只适用于自然人。",
    )
    words = forms.CharField(
        label="家里的收入和困难情况",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="申请的请填写，例如家里几口人、靠什么生活、一个月收入多少。",
    )

    def clean(self) -> dict[str, Any]:
        """Whoever asks says why."""
        given = super().clean() or {}
        if given.get("ground") not in (None, "none") and not (given.get("words") or "").strip():
            self.add_error("words", "请写明家里的收入和困难情况。")
        return given


class ServiceForm(PleadingForm):
    """Where papers reach the plaintiff (送达地址确认书)."""

    use_required_attribute = False

    service_address = forms.CharField(label="文书寄到哪里", max_length=200)
    service_recipient = NameField(of="either", label="谁收", max_length=60)
    service_phone = TelephoneField(label="收件人电话", max_length=20)
    electronic_service = forms.ChoiceField(
        label="同不同意用短信接收文书",
        help_text=(
            f"同意的，从诉前调解、立案、审理到裁判文书、执行，{ARRIVAL}；不同意的，邮寄给您。"
            "以后可以在案件进度页面更改，也可以只选其中几个环节。"
        ),
        choices=[("yes", "同意"), ("no", "不同意，寄给我")],
        widget=forms.RadioSelect,
    )
    withholds_contact = forms.ChoiceField(
        label="您的住址、电话要不要对对方保密",
        help_text=(
            "法院要有您的住址、电话，才能给您送文书。选保密的，起诉状和发给对方的文书里都不写；"
            "事实经过和证据里有现在住处的，请自己删去、遮住。"
        ),
        choices=[("yes", "要保密，例如对方动手打人"), ("no", "不用保密，写在起诉状里")],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, is_person: bool = True, others: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        """``others``: other plaintiffs (id, name) for whom the same agent acts and may say the same."""
        super().__init__(data, **kwargs)
        if not is_person:
            del self.fields["withholds_contact"]
        if others:
            self.fields["also"] = forms.MultipleChoiceField(
                label="同一名代理人代理的其他原告，也这样确认",
                required=False,
                choices=[(str(pk), name) for pk, name in others],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Whoever agrees to electronic service can be reached by it."""
        given = super().clean() or {}
        wrong = why_not_electronic(
            given.get("electronic_service") == "yes", given.get("service_phone") or "", on=clock.today()
        )
        if wrong and "service_phone" not in self.errors:
            self.add_error("electronic_service", wrong)
        return given

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, as it is kept."""
        given = {key: value for key, value in self.cleaned_data.items() if key not in ("also", "withholds_contact")}
        withheld = self.cleaned_data.get("withholds_contact")
        return {
            **given,
            "electronic_service": given["electronic_service"] == "yes",
            **({"withholds_contact": withheld == "yes"} if withheld else {}),
        }
