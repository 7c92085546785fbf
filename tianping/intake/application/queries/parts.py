"""The parts of a pleading (任务清单): what is done, what is missing, and the page of each part."""

import datetime
from dataclasses import dataclass, replace

from django.urls import reverse

from tianping.accounts.queries import this_court
from tianping.cases.models import Litigant
from tianping.intake.application.models import Application, Person
from tianping.intake.application.queries.finding import HARDSHIP, was_mediated
from tianping.intake.application.queries.kept import told_after_all
from tianping.intake.application.queries.pleading import (
    SIDE_OF,
    SIDES,
    acting_for,
    answers_asked,
    form_of,
    is_minor,
    plaintiffs_of,
)
from tianping.intake.application.queries.serving import why_not_electronic
from tianping.law.contradictions import contradictions_of_form
from tianping.law.element_forms import Question, claims_something
from tianping.law.fee_relief import GROUNDS
from tianping.law.roles import named_twice, on_both_sides

PEOPLE = {"plaintiffs": "原告", "defendants": "被告"}
COURT_RECOGNISES = "《中华人民共和国民事诉讼法》第一百二十二条"


@dataclass(frozen=True)
class Gap:
    """Something that is missing: the part of the pleading, the page that mends it, and the sentence."""

    place: str
    url: str
    sentence: str


@dataclass(frozen=True)
class Part:
    """One line of the task list."""

    key: str
    title: str
    url: str
    gaps: tuple[Gap, ...]
    begun: bool
    # How many questions nobody was asked yet; what was asked and left open is not among them.
    unasked: int = 0
    # A part that nobody has to open: it stops nothing while it stays empty.
    may_stay_empty: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing of this part is missing, and everything in it was answered or left open."""
        return self.begun and not self.gaps and not self.unasked


def parts_of(application: Application, *, on: datetime.date) -> list[Part]:
    """All parts in their order, with what is missing in each, or cannot be on a day."""
    parts = [
        Part(
            "court",
            f"受诉法院：{application.court_name or this_court().name}",
            url_of_place(application, "court"),
            (),
            True,
        ),
        *(_side(application, side) for side in PEOPLE),
        _agents(application),
        *_sections(application, on),
        _documents(application),
        *([] if was_mediated(application) else [_mediation(application)]),
        _service(application, on),
        *([] if application.court_name else [_relief(application)]),
    ]
    return _without_what_is_kept(application, parts)


def gaps_of(application: Application, *, on: datetime.date) -> list[Gap]:
    """Everything that is missing, or cannot be, before the pleading can be handed in on a day."""
    return [gap for part in parts_of(application, on=on) for gap in part.gaps]


def url_of_place(application: Application, place: str) -> str:
    """The page on which a part of the pleading is mended; of an unknown part the task list."""
    names = {
        "court": "application_court",
        "agents": "application_agent",
        "documents": "application_documents",
        "service": "application_service",
        "mediation": "application_mediation",
        "relief": "application_relief",
        "signature": "application_sign",
    }
    if place in SIDES:
        return reverse("application_people", args=[application.pk, place])
    if place in names:
        return reverse(names[place], args=[application.pk])
    if any(question.key == place for question in form_of(application).questions):
        return reverse("application_ask", args=[application.pk, place])
    return reverse("application", args=[application.pk])


def next_question(application: Application, key: str) -> Question | None:
    """The question after this one in the same section that is still open; None where none is."""
    asked = set(form_of(application).asked(application.answers))
    for section in form_of(application).sections:
        keys = [each.key for each in section.questions]
        if key in keys:
            rest = section.questions[keys.index(key) + 1 :]
            return next((each for each in rest if each in asked and _is_open(application, each)), None)
    return None


def follow_up(application: Application, key: str) -> Question | None:
    """The first question that hangs on this one, in whatever section, and was opened and not asked yet; None: none."""
    hanging = {key}
    for each in form_of(application).asked(application.answers):
        if each.only_if is not None and each.only_if.keys & hanging:
            hanging.add(each.key)
            if _is_open(application, each):
                return each
    return None


def first_open(application: Application, section_key: str) -> Question:
    """The question of a section with which to go on: the first that is open, else the first that is asked."""
    asked = set(form_of(application).asked(application.answers))
    section = next(each for each in form_of(application).sections if each.key == section_key)
    questions = [each for each in section.questions if each in asked]
    return next((each for each in questions if _is_open(application, each)), questions[0])


def previous_question(application: Application, key: str) -> Question | None:
    """The question before this one in the same section; None at its beginning."""
    asked = set(form_of(application).asked(application.answers))
    for section in form_of(application).sections:
        keys = [each.key for each in section.questions]
        if key in keys:
            before = [each for each in section.questions[: keys.index(key)] if each in asked]
            return before[-1] if before else None
    return None


def _side(application: Application, side: str) -> Part:
    people = [each for each in application.people.all() if each.role == SIDES[side]]
    word, url = PEOPLE[side], url_of_place(application, side)
    gaps = [gap for each in people for gap in _person_gaps(each, side)]
    gaps += _against_oneself(application, side) + _twice(application, side, people)
    if not people:
        gaps = [Gap(side, url, f"请填写至少一名{word}（{COURT_RECOGNISES}）。")]
    return Part(side, f"{word}是谁", url, tuple(gaps), bool(people))


def _twice(application: Application, side: str, people: list[Person]) -> list[Gap]:
    """Nobody stands on one side a second time."""
    sentence = "{}的证件号码与同一方的另一名当事人相同，同一人不用写两次；请改正证件号码，或者删去一名。"
    return [
        Gap(side, reverse("application_person", args=[application.pk, side, each.pk]), sentence.format(each.name))
        for each in named_twice(people)
    ]


def same_person(there: Person, side: str) -> str:
    """What is said where a number is typed with which somebody stands in the pleading already."""
    word = PEOPLE[SIDE_OF[Litigant.Role(there.role)]] if there.role in SIDE_OF else "第三人"
    if SIDES[side] == there.role:
        return f"证件号码与已经填写的{word}{there.name}相同，同一人不用写两次；请核对证件号码，是同一人的不用再加。"
    return f"证件号码与{word}{there.name}相同，同一人不能自己起诉自己；请核对证件号码。"


def _against_oneself(application: Application, side: str) -> list[Gap]:
    """Nobody sues themselves: the same document on both sides."""
    return [
        Gap(
            side,
            reverse("application_person", args=[application.pk, side, each.pk]),
            f"原告与被告{each.name}的证件号码相同，同一人不能自己起诉自己；请核对当事人。",
        )
        for each in on_both_sides(list(application.people.all()))
        if side == "defendants"
    ]


def _person_gaps(person: Person, side: str) -> list[Gap]:
    args = [person.application_id, side, person.pk]
    who, contact = reverse("application_person", args=args), reverse("application_contact", args=args)
    name, gaps = person.name or PEOPLE[side], []
    if not person.name:
        gaps.append(Gap(side, who, f"请填写{PEOPLE[side]}的姓名或者名称。"))
    if side == "plaintiffs" and not person.identity_number:
        gaps.append(Gap(side, who, f"请填写{name}的证件号码。"))
    if not person.address:
        gaps.append(Gap(side, contact, f"请填写{name}的住所，写到能找到人为止。"))
    if side == "plaintiffs" and not person.phone:
        gaps.append(Gap(side, contact, f"请填写{name}的电话。"))
    if person.kind != Litigant.Kind.NATURAL and side == "plaintiffs" and not person.representative:
        gaps.append(Gap(side, contact, f"请填写{name}的法定代表人或者负责人。"))
    if side == "plaintiffs" and is_minor(person) and not person.representative:
        gaps.append(Gap(side, contact, f"{name}未满十八周岁，由法定代理人代为起诉，请填写法定代理人。"))
    if side == "plaintiffs" and is_minor(person) and person.representative and person.representative == person.name:
        gaps.append(Gap(side, contact, f"{name}未满十八周岁，不能作自己的法定代理人，请填写父亲、母亲等监护人的姓名。"))
    return gaps


def _agents(application: Application) -> Part:
    url, gaps = url_of_place(application, "agents"), []
    if application.has_agent is None:
        gaps.append(Gap("agents", url, "请选择有没有人代您打官司。"))
    elif application.has_agent and not application.agents.all():
        gaps.append(Gap("agents", url, "请填写诉讼代理人。"))
    gaps += [
        Gap(
            "agents",
            reverse("application_agent_details", args=[application.pk, each.pk]),
            f"请选择{each.name}代理哪几名原告。",
        )
        for each in application.agents.all()
        if plaintiffs_of(application) and not acting_for(application, each)
    ]
    return Part("agents", "代理人", url, tuple(gaps), application.has_agent is not None)


def _sections(application: Application, on: datetime.date) -> list[Part]:
    parts, asked = [], set(form_of(application).asked(application.answers))
    found = contradictions_of_form(form_of(application), answers_asked(application), on=on, called="今天")
    impossible = {each.key: each.sentence for each in found}
    for section in form_of(application).sections:
        questions = [each for each in section.questions if each in asked]
        gaps = tuple(
            Gap(each.key, reverse("application_ask", args=[application.pk, each.key]), sentence)
            for each in questions
            if (sentence := impossible.get(each.key) or _unanswered(application, each))
        )
        begun = any(application.answers.get(each.key) not in (None, "", []) for each in questions)
        url = reverse("application_section", args=[application.pk, section.key])
        begun = begun or not any(each.required for each in questions)
        unasked = sum(each.key not in application.answers for each in questions)
        parts.append(Part(section.key, section.title, url, gaps, begun, unasked))
    return _with_a_claim(application, parts)


def _with_a_claim(application: Application, parts: list[Part]) -> list[Part]:
    """Something must be claimed besides the costs (民事诉讼法第一百二十二条第三项): where nothing else is missing."""
    form = form_of(application)
    if any(part.gaps for part in parts) or claims_something(form, answers_asked(application)):
        return parts
    first = next(each.key for each in form.sections if each.part == "claims")
    sentence = "还没有具体的诉讼请求，请写明要求对方做什么、给多少钱（《民事诉讼法》第一百二十二条）。"
    return [replace(part, gaps=(Gap(part.key, part.url, sentence),)) if part.key == first else part for part in parts]


def _without_what_is_kept(application: Application, parts: list[Part]) -> list[Part]:
    """What is kept from the other side stands nowhere in what they read (对对方保密的住址、电话)."""
    told = told_after_all(application)
    return [
        replace(part, gaps=(*part.gaps, *(Gap(e.place, e.url, e.sentence) for e in told if e.part == part.key)))
        for part in parts
    ]


def _is_open(application: Application, question: Question) -> bool:
    """Whether a question is still to be asked: nobody was, or an answer must be given and was not."""
    return question.key not in application.answers or bool(_unanswered(application, question))


def _unanswered(application: Application, question: Question) -> str:
    """What asks for an answer that must be given and was not; else empty."""
    is_open = question.required and application.answers.get(question.key) in (None, "", [])
    return f"请回答：{question.label}" if is_open else ""


def _documents(application: Application) -> Part:
    documents = list(application.documents.all())
    kinds, url = {each.kind for each in documents}, url_of_place(application, "documents")
    gaps = [
        Gap(
            "documents", reverse("application_document", args=[application.pk, each.pk]), f"请上传“{each.name}”的照片。"
        )
        for each in documents
        if not each.sheets.all()
    ]
    if "identity" not in kinds:
        gaps.append(Gap("documents", url, "请上传原告的身份证明（身份证正反面，或者营业执照）。"))
    if application.has_agent and "authority" not in kinds:
        gaps.append(Gap("documents", url, "有代理人的，请上传授权委托书。"))
    return Part("documents", "证据和材料", url, tuple(gaps), bool(documents))


def _mediation(application: Application) -> Part:
    url, chosen = url_of_place(application, "mediation"), application.consents_to_mediation is not None
    gaps = () if chosen else (Gap("mediation", url, "请选择愿不愿意先调解。"),)
    return Part("mediation", "先调解，还是直接立案", url, gaps, chosen)


def _relief(application: Application) -> Part:
    """Whoever asks for help with the fee proves the hardship (诉讼费用交纳办法第四十八条)."""
    url, gaps, ground = url_of_place(application, "relief"), [], GROUNDS.get(application.relief_ground)
    suing = [each for each in application.people.all() if each.role == Litigant.Role.PLAINTIFF]
    if ground is not None and not any(each.kind == HARDSHIP for each in application.documents.all()):
        missing = "申请缓交、减交、免交诉讼费的，请上传经济困难的证明（《诉讼费用交纳办法》第四十八条）。"
        gaps.append(Gap("relief", url_of_place(application, "documents"), missing))
    if ground is not None and ground.kind == "waive" and any(each.kind != Litigant.Kind.NATURAL for each in suing):
        wrong = (
            "诉讼费用的免交只适用于自然人（《诉讼费用交纳办法》第四十四条第二款），原告是单位的，请改为减交或者缓交。"
        )
        gaps.append(Gap("relief", url, wrong))
    empty = not application.relief_ground
    return Part("relief", "交诉讼费有没有困难", url, tuple(gaps), begun=True, may_stay_empty=empty)


def _service(application: Application, on: datetime.date) -> Part:
    """Each plaintiff says so of themselves; whoever was not asked is served by mail where they live."""
    url, gaps, suing = url_of_place(application, "service"), [], plaintiffs_of(application)
    first = suing[0] if suing else Person()
    if not first.service_address or not first.service_recipient or not first.service_phone:
        gaps.append(Gap("service", url, "请填写法院的文书寄到哪里、谁收、电话多少。"))
    if first.electronic_service is None:
        gaps.append(Gap("service", url, "请选择同不同意用短信接收文书。"))
    for each in suing:
        if wrong := why_not_electronic(each.electronic_service, each.service_phone, on=on):
            own = reverse("application_service_of", args=[application.pk, each.pk]) if len(suing) > 1 else url
            gaps.append(Gap("service", own, wrong))
    unasked = sum(each.electronic_service is None for each in suing[1:])
    return Part("service", "文书送到哪里", url, tuple(gaps), bool(first.service_address), unasked)
