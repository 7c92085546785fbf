"""Who applies and against whom, where no case of this court knows them."""

import datetime
from typing import Any

from django import forms

from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Litigant
from tianping.kernel.web.forms import HouseForm, NameField, TelephoneField
from tianping.law import identities
from tianping.law.names import is_organisation

DOCUMENTS = {kind: identities.KINDS[kind] for kind in ("resident_id", "uscc", "hmt_permit", "foreign_permanent")}
PASSPORT = {"passport": "护照"}
PERSON = ("kind", "name", "identity_kind", "identity_number", "phone", "address", "representative")


class RespondentForm(HouseForm):
    """A debtor (被执行人) as the title names them; what the applicant does not know stays open."""

    use_required_attribute = False
    # Nobody is a natural person because nobody said what they are.
    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), *Litigant.Kind.choices])
    name = NameField(of="either", label="姓名或者名称", max_length=120)
    identity_kind = forms.ChoiceField(
        label="证件", required=False, choices=[("", "不知道"), *DOCUMENTS.items(), *PASSPORT.items()]
    )
    identity_number = forms.CharField(label="证件号码", max_length=40, required=False)
    phone = TelephoneField(label="电话", max_length=20, required=False)
    address = forms.CharField(
        label="住址", max_length=200, required=False, help_text="写明省、市、县（区），由此确定哪个法院管。"
    )
    representative = forms.CharField(label="法定代表人或者负责人", max_length=60, required=False)

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = on

    def clean_name(self) -> str:
        """A unit's name is asked back where it was said that it is a person's (自然人)."""
        name = str(self.cleaned_data["name"])
        if self.cleaned_data.get("kind") == Litigant.Kind.NATURAL and is_organisation(name):
            self.add_error(
                "kind",
                f"“{name}”是单位的名称，类型却选了自然人。请改选：公司、合作社选“{Litigant.Kind.LEGAL.label}”，"
                f"分公司、有字号的个体工商户选“{Litigant.Kind.OTHER.label}”。",
            )
        return name

    def clean(self) -> dict[str, Any]:
        """A number is checked against its standard; a number and its document belong together."""
        given = super().clean() or {}
        chosen, paper = given.get("kind") or "", given.get("identity_kind") or ""
        if not chosen and not paper:
            # Of which document a number is, is read once it was said whose it is.
            return given
        kind, number, wrong = identities.read_document(
            paper,
            given.get("identity_number") or "",
            is_person=chosen == Litigant.Kind.NATURAL,
            on=self.day,
        )
        for name, sentence in wrong.items():
            self.add_error(f"identity_{name}", sentence)
        return {**given, "identity_kind": kind, "identity_number": number}

    def has_changed(self) -> bool:
        """At the counter a row is one only where something was typed or chosen."""
        return any(str(self[name].data or "").strip() for name in self.fields)


class ApplicantForm(RespondentForm):
    """Whoever applies (申请执行人) is known and can be reached."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("identity_kind", "identity_number", "phone", "address"):
            self.fields[name].required = True
        self.fields["address"].help_text = ""
        kinds: Any = self.fields["identity_kind"]
        kinds.choices = [("", "请选择"), *DOCUMENTS.items(), *PASSPORT.items()]
        self.word_errors()


def litigant(role: str, given: dict[str, Any]) -> LitigantDraft:
    """A litigant as typed."""
    return LitigantDraft(role=role, **{name: given.get(name, "") for name in PERSON})
