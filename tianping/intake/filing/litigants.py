"""A litigant as typed by somebody (当事人信息), read as the cells of a list are read and kept as registers write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tianping.cases.models import Litigant
from tianping.intake.filing.spreadsheets.typed import Typed, typed_address, typed_identity, typed_name
from tianping.law import identities

DOCUMENTS = {
    **{kind: identities.KINDS[kind] for kind in ("resident_id", "uscc", "hmt_permit", "foreign_permanent")},
    "passport": "护照",
}
WORDS = {
    "name": "姓名或者名称",
    "representative": "法定代表人或负责人",
    "address": "住所地",
    "identity_number": "证件号码",
}


@dataclass(frozen=True)
class ReadLitigant:
    """What was typed as registers write it, by field; and what is wrong with it, by field, with the mend."""

    fields: Mapping[str, str]
    wrong: Mapping[str, str]


def read_litigant(typed: Mapping[str, str], *, on: date) -> ReadLitigant:
    """Read kind, name, representative, address and identity paper of a litigant; what is not given is left out."""
    kind, paper, number = typed.get("kind", ""), typed.get("identity_kind", ""), typed.get("identity_number", "")
    natural = kind == Litigant.Kind.NATURAL
    fields, wrong = dict(typed), {}
    if number and kind and not paper:
        paper = fields["identity_kind"] = identities.told_by(number, is_person=natural, on=on)

    def take(name: str, read: Typed) -> None:
        if read.wrong:
            wrong[name] = read.wrong
        else:
            fields[name] = read.text

    # Whether a name is that of a person or of a unit is seen once it was said which.
    if typed.get("name") and kind:
        take("name", typed_name(typed["name"], WORDS["name"], organisation=not natural))
    if typed.get("representative"):
        take("representative", typed_name(typed["representative"], WORDS["representative"], organisation=False))
    if typed.get("address"):
        take("address", typed_address(typed["address"], WORDS["address"]))
    if number and not paper:
        wrong["identity_kind"] = "填写了证件号码，请选择是哪种证件。"
    elif paper and not number:
        wrong["identity_number"] = "选择了证件种类，请填写证件号码；没有证件的请选“未提供”。"
    elif paper and number:
        take("identity_number", typed_identity(number, paper, WORDS["identity_number"], on=on))
    if natural and paper == "uscc":
        wrong["identity_kind"] = "自然人没有统一社会信用代码，请核对类型和证件。"
    if kind == Litigant.Kind.LEGAL and paper and paper != "uscc":
        wrong["identity_kind"] = "法人的证件是统一社会信用代码，请核对类型和证件。"
    return ReadLitigant(fields, wrong)
