"""A pleading as it stands: what was answered, as the court will read it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tianping.cases.models import Counsel, Litigant
from tianping.intake.application.models import Agent, Application, Person
from tianping.law import element_forms, identities, loan_rates
from tianping.law.answers import Answer
from tianping.law.element_forms import ElementForm
from tianping.law.fee_relief import GROUNDS, KINDS
from tianping.law.masking import mask_identity
from tianping.law.withheld_contacts import WITHHELD

SIDES = {"plaintiffs": Litigant.Role.PLAINTIFF, "defendants": Litigant.Role.DEFENDANT, "thirds": Litigant.Role.THIRD}
SIDE_OF = {role: side for side, role in SIDES.items()}
ADULT = 18
# Under which key the answers keep what guidance was told of the plaintiff, beside those of the form.
SPOUSE = "spouse"
NO_RELIEF = "none"
# In a divorce, what was ticked of the other side; violence that goes on is abuse (婚姻家庭编解释（一）第一条).
VIOLENT = frozenset({"violence", "abuse"})
# Who speaks for somebody in court, by what they are; for a person only while they are a minor.
REPRESENTATIVES = {
    Litigant.Kind.NATURAL: "法定代理人",
    Litigant.Kind.LEGAL: "法定代表人",
    Litigant.Kind.OTHER: "负责人",
}
DETAILS = {"nation": "民族", "employer": "工作单位", "occupation": "职业"}


@dataclass(frozen=True)
class Said:
    """One answered question: the part, what was asked, what was answered, and its key."""

    key: str
    label: str
    words: str


def form_of(application: Application) -> ElementForm:
    """The element-style form of the pleading's cause, with what each of several plaintiffs is asked of their own."""
    form = element_forms.form_of(application.cause_name)
    form = element_forms.on_day(form, application.answers, application.changed_on)
    return element_forms.spread(form, [each.name for each in plaintiffs_of(application)])


def plaintiffs_of(application: Application) -> list[Person]:
    """Those who sue, in their order."""
    return [each for each in application.people.all() if each.role == Litigant.Role.PLAINTIFF]


def answers_asked(application: Application) -> dict[str, Any]:
    """The answers that count: those of questions that are asked."""
    return element_forms.counting(form_of(application), application.answers)


def claim_fen(application: Application) -> int | None:
    """The sum claimed in fen; None where none is claimed."""
    return element_forms.claim_fen(form_of(application), application.answers)


def above_cap(application: Application, *, on: date) -> Answer[Decimal] | None:
    """What the law supports of the rates of a private loan where more was agreed on; None where none is above."""
    return loan_rates.above_cap(application.cause_name, answers_asked(application), on=on)


def words_of(application: Application, part: str) -> str:
    """The claims or the facts as the pleading says them."""
    return element_forms.pleading_words(form_of(application), application.answers, part)


def answers_in_words(application: Application, section_key: str) -> list[Said]:
    """The questions of a section with what was answered, for checking."""
    asked = set(form_of(application).asked(application.answers))
    (section,) = [each for each in form_of(application).sections if each.key == section_key]
    return [
        Said(each.key, each.label, each.said(application.answers.get(each.key)))
        for each in section.questions
        if each in asked
    ]


def relief_words(application: Application) -> str:
    """What is asked for of the fee (司法救助申请); empty where nothing is.

    It is no part of the pleading, of which the other side gets a copy.
    """
    ground = GROUNDS.get(application.relief_ground)
    if ground is None or application.court_name:
        return ""
    asked = f"申请{KINDS[ground.kind]}诉讼费用。情形：{ground.words}（{ground.because}）。"
    return f"{asked}{application.relief_words}"


def says_violence(application: Application) -> bool:
    """Whether the other side is said to be violent (家庭暴力)."""
    return not VIOLENT.isdisjoint(answers_asked(application).get("grounds") or ())


def withholds_contact(application: Application, person: Person) -> bool:
    """Whether a plaintiff's address and telephone are kept from the other side (对对方保密).

    As they said; of whom nobody has asked yet, where the other side is said to be violent.
    """
    if person.role != Litigant.Role.PLAINTIFF or person.kind != Litigant.Kind.NATURAL:
        return False
    said = person.withholds_contact
    return says_violence(application) if said is None else said


def person_words(person: Person, *, for_all: bool = False, withheld: bool = False) -> str:
    """A litigant as a pleading introduces them (当事人基本情况), with what the court alone reads.

    ``for_all``: as the other side reads it, too: without the whole identity number, for which the law does not ask
    (民事诉讼法第一百二十四条); ``withheld``: with neither address nor telephone.
    """
    said = [person.name]
    if person.kind == Litigant.Kind.NATURAL:
        said.append(gender_by_number(person) or person.details.get("gender", ""))
    if person.kind == Litigant.Kind.NATURAL and person.identity_kind == "resident_id" and person.identity_number:
        identity = identities.check("resident_id", person.identity_number, on=person.application.changed_on)
        born = identity.birthday
        said += [f"{born.year}年{born.month}月{born.day}日出生"] if born else []
    said += [f"{label}：{person.details[key]}" for key, label in DETAILS.items() if person.details.get(key)]
    if person.address and not withheld:
        said.append(f"住{person.address}" if person.kind == Litigant.Kind.NATURAL else f"住所地{person.address}")
    if person.identity_number:
        paper, is_unit = identities.KINDS.get(person.identity_kind, "护照"), person.identity_kind == "uscc"
        number = person.identity_number if is_unit or not for_all else mask_identity(person.identity_number)
        said.append(f"{paper}{'' if is_unit else '号码'}{number}")
    if person.phone and not withheld:
        said.append(f"电话{person.phone}")
    if withheld:
        said.append(WITHHELD)
    words = "，".join(filter(None, said))
    words += "。" if words else ""
    if person.representative:
        word = REPRESENTATIVES[Litigant.Kind(person.kind)]
        words += f"{word}：{person.representative}。"
    return words


def speaker_word(person: Person) -> str:
    """What whoever speaks for somebody is called, where somebody does (法定代理人、法定代表人、负责人)."""
    speaks = person.kind != Litigant.Kind.NATURAL or is_minor(person)
    return REPRESENTATIVES[Litigant.Kind(person.kind)] if speaks else ""


def is_minor(person: Person) -> bool:
    """Whether somebody is under eighteen by their identity number (未成年人，民法典第十七条)."""
    if person.kind != Litigant.Kind.NATURAL or person.identity_kind != "resident_id":
        return False
    day = person.application.changed_on
    born = identities.check("resident_id", person.identity_number, on=day).birthday
    return born is not None and identities.age_on(born, day) < ADULT


def acting_for(application: Application, agent: Agent) -> list[Person]:
    """For which plaintiffs an agent acts: the only one, else those who were chosen."""
    suing = plaintiffs_of(application)
    chosen = {each.pk for each in agent.people.all()}
    return suing if len(suing) == 1 else [each for each in suing if each.pk in chosen]


def agents_of(application: Application, person: Person) -> list[Agent]:
    """Who acts for a plaintiff."""
    return [each for each in application.agents.all() if person in acting_for(application, each)]


def agent_words(application: Application) -> list[str]:
    """Whoever acts for plaintiffs, as a pleading names them; of several plaintiffs with for whom."""
    kinds, several = dict(Counsel.Kind.choices), len(plaintiffs_of(application)) > 1
    lines = []
    for each in application.agents.all():
        theirs = "、".join(one.name for one in acting_for(application, each))
        called = f"原告{theirs or '（还没有选）'}的委托诉讼代理人" if several else "委托诉讼代理人"
        firm = f"，{each.firm}{kinds[each.kind]}" if each.firm else f"，{kinds[each.kind]}"
        scope = f"（{each.scope}）" if each.scope else ""
        lines.append(f"{called}：{each.name}{firm}，{each.get_authority_display()}{scope}。")
    return lines


def gender_of(number: str) -> str:
    """男 or 女 by the seventeenth figure of an identity number (GB 11643); empty where there is none."""
    figure = number[16:17]
    return ("男" if int(figure) % 2 else "女") if figure.isdecimal() else ""


def gender_by_number(person: Person) -> str:
    """男 or 女 of a natural person whose identity number is known; empty of everybody else: they are asked."""
    return gender_of(person.identity_number) if person.identity_kind == "resident_id" else ""
