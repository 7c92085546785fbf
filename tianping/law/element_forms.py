"""Element-style forms (要素式起诉状): what is asked for a cause, as data, and what the answers say.

The forms follow the model pleadings of 法〔2025〕82号; ``data/element_forms`` holds one file a form. A cause without
a form of its own is asked by the common structure (``00``). Answers are plain: sums in fen, days in ISO form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from tianping.law import money
from tianping.law.further_interest import NUMBERS, ONWARDS, claimed_onwards
from tianping.law.resources import read_json
from tianping.law.wording import chinese_date

SOURCE = "《起诉状、答辩状示范文本》（法〔2025〕82号）"
COMMON = "00"
# What a question asks for, and how its answer is kept: yuan as fen, day as ISO text, percent and number as decimal
# text, yes_no as "yes" or "no", choice as a key, many as a list of keys, text and long_text as they were written.
KINDS = frozenset({"yuan", "day", "percent", "number", "yes_no", "choice", "many", "text", "long_text"})
BLANK = "＿＿＿＿"
# What counts as no answer, or as nothing claimed.
NOTHING = (None, "", [], 0)
BEARS_FEE = "bears_fee"
ENDS = "。！？…!?”）)"
# What people write where they ask for nothing further.
NO_CLAIM = frozenset({"无", "没有", "没", "没有了", "暂无", "无其他请求", "没有其他请求", "不需要", "不要求"})
_NAMED = re.compile(r"\{([a-z_]*(?:-[0-9]+)?)\}")
# How a claim names who is to be paid; in facts the plaintiff is named.
_PAYS = re.compile(r"^判令被告(支付|赔偿)")


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only where an earlier question was answered with one of these; none named: with anything (适用条件).

    ``also``: a second condition that must hold, too.
    """

    key: str
    among: tuple[str, ...]
    also: "Condition | None" = None

    @property
    def keys(self) -> frozenset[str]:
        """The questions that it hangs on."""
        return frozenset({self.key}) | (self.also.keys if self.also is not None else frozenset())

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether the earlier answer is among them, and so of what must hold besides."""
        if self.also is not None and not self.also.holds(answers):
            return False
        given = answers.get(self.key)
        if not self.among:
            return given not in NOTHING
        return bool(set(given) & set(self.among)) if isinstance(given, list) else given in self.among


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form (一个要素): what a citizen is asked, and where the official form has it.

    ``claims``: a sum of money among the claims; its fen add up to the claim (标的额). ``words`` is the sentence of the
    pleading that the answer makes, with ``{}`` for it and ``{key}`` for another; of yes_no, that of a yes, and
    ``words_of_no`` that of a no. ``words_by_choice`` holds sentences of their own for some choices, empty where a
    choice asks for nothing; ``words_if`` those that depend on another question. ``told``: what the answer to a claim
    says among the facts, too (尚欠本金). ``not_above``: a sum that cannot be more than the first of these less all the
    others.
    ``of_each``: every plaintiff has an answer of their own (每名原告分别填写). ``until_day``: asked only before the day
    that another question was answered with has come. ``pleaded``: choices that a pleading words in another way than a
    page does.
    """

    key: str
    label: str
    kind: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    only_if: Condition | None = None
    claims: bool = False
    words: str = ""
    words_of_no: str = ""
    words_by_choice: tuple[tuple[str, str], ...] = ()
    words_if: tuple[tuple[Condition, str], ...] = ()
    told: str = ""
    not_above: tuple[str, ...] = ()
    official: str = ""
    of_each: bool = False
    until_day: str = ""
    pleaded: tuple[tuple[str, str], ...] = ()

    def said(self, answer: Any) -> str:
        """An answer as a person reads it: 50,000.00元, 2023年2月6日, the words of a choice."""
        if answer in (None, "", []):
            return ""
        if self.kind == "yuan":
            return f"{money.grouped(answer)}元"
        if self.kind == "day":
            return chinese_date(date.fromisoformat(answer))
        if self.kind == "yes_no":
            return "是" if answer == "yes" else "否"
        if self.kind == "percent":
            return f"{answer}%"
        words = dict(self.choices)
        if self.kind == "many":
            return "、".join(words.get(each, each) for each in answer)
        return words.get(answer, answer) if self.kind == "choice" else str(answer)

    def written(self, answer: Any) -> str:
        """An answer as a pleading has it."""
        words = tuple((dict(self.choices) | dict(self.pleaded)).items())
        return replace(self, choices=words).said(answer) if self.pleaded else self.said(answer)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together (一组要素); ``part`` is ``claims`` (诉讼请求) or ``facts`` (事实与理由)."""

    key: str
    title: str
    part: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ElementForm:
    """The form of some causes (要素式起诉状); ``on``: the day for which it stands, where an answer asks for one."""

    number: str
    title: str
    causes: tuple[str, ...]
    sections: tuple[Section, ...]
    on: date | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in their order."""
        return tuple(question for section in self.sections for question in section.questions)

    def asked(self, answers: Mapping[str, Any]) -> tuple[Question, ...]:
        """The questions that these answers leave to be asked, in their order."""
        return asked_among(self.questions, answers)


def asked_among(questions: Iterable[Question], answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions that these answers leave to be asked, in their order; what hangs on one not asked is not."""
    found: dict[str, Question] = {}
    for each in questions:
        if each.only_if is None or (each.only_if.keys <= found.keys() and each.only_if.holds(answers)):
            found[each.key] = each
    return tuple(found.values())


@cache
def form_numbered(number: str) -> ElementForm:
    """The form with this number of the official list; ``00`` is the common structure. Raises FileNotFoundError."""
    raw = read_json(f"element_forms/{number}.json")
    sections = tuple(
        Section(each["key"], each["title"], each["part"], tuple(read_question(one) for one in each["questions"]))
        for each in raw["sections"]
    )
    return ElementForm(number, raw["title"], tuple(raw["causes"]), sections)


def form_of(cause_name: str) -> ElementForm:
    """The form of a cause: its own, else the common structure."""
    return form_numbered(_numbers_by_cause().get(cause_name, COMMON))


def spread(form: ElementForm, plaintiffs: Sequence[str]) -> ElementForm:
    """The form for these plaintiffs, by name in their order: what each has of their own is asked of each.

    The first keeps the keys of the form; of the second ``monthly_wage_fen`` is ``monthly_wage_fen-2``, and so on.
    """
    if len(plaintiffs) < 2 or not any(each.of_each for each in form.questions):
        return form
    own = {each.key for each in form.questions if each.of_each}
    sections = [
        replace(section, questions=tuple(_spread(section.questions, own, plaintiffs))) for section in form.sections
    ]
    return replace(form, sections=tuple(sections))


def on_day(form: ElementForm, answers: Mapping[str, Any], on: date) -> ElementForm:
    """The form on a day: nobody is asked whether to pay before a day that has come."""
    told = {each.until_day for each in form.questions if each.until_day and answers.get(each.until_day)}
    if not told:
        return form
    come = {key for key in told if _has_come(answers.get(key), on)}
    sections = [
        replace(section, questions=tuple(each for each in section.questions if each.until_day not in come))
        for section in form.sections
    ]
    return replace(form, sections=tuple(sections), on=on)


def _has_come(day: Any, on: date) -> bool:
    return isinstance(day, str) and bool(day) and date.fromisoformat(day) <= on


def _spread(questions: Iterable[Question], own: Set[str], plaintiffs: Sequence[str]) -> Iterator[Question]:
    """Runs of questions that each has of their own are asked of one plaintiff after the other."""
    for of_each, run in groupby(questions, key=lambda each: each.of_each):
        asked = tuple(run)
        if not of_each:
            yield from asked
            continue
        for place, name in enumerate(plaintiffs, start=1):
            yield from (_of_one(each, own, place, name or f"第{place}名原告") for each in asked)


def key_of(key: str, place: int) -> str:
    """The key of a question as the plaintiff at this place has it; the first has it as it is."""
    return key if place == 1 else f"{key}-{place}"


def _of_one(question: Question, own: Set[str], place: int, name: str) -> Question:
    """A question as it is asked of one of several plaintiffs, and as the pleading says it of them."""
    condition = question.only_if
    if condition is not None and condition.key in own:
        condition = replace(condition, key=key_of(condition.key, place))
    return replace(
        question,
        key=key_of(question.key, place),
        label=f"{name}：{question.label}",
        only_if=condition,
        words=_words_of_one(question.words, own, place, name),
        words_of_no=_words_of_one(question.words_of_no, own, place, name),
        words_by_choice=tuple(
            (choice, _words_of_one(words, own, place, name)) for choice, words in question.words_by_choice
        ),
        told=_words_of_one(question.told, own, place, name),
        not_above=tuple(key_of(key, place) if key in own else key for key in question.not_above),
    )


def _words_of_one(words: str, own: Set[str], place: int, name: str) -> str:
    if not words:
        return ""
    words = _NAMED.sub(lambda found: f"{{{key_of(found[1], place)}}}" if found[1] in own else found[0], words)
    if _PAYS.search(words):
        return _PAYS.sub(rf"判令被告\1原告{name}", words)
    return words.replace("原告", f"原告{name}") if "原告" in words else f"原告{name}：{words}"


def places_in(form: ElementForm) -> int:
    """Of how many plaintiffs a form asks what each has of their own."""
    return max((int(each.key.partition("-")[2] or 1) for each in form.questions), default=1)


def as_of(form: ElementForm, answers: Mapping[str, Any], place: int) -> dict[str, Any]:
    """The answers as they are of the plaintiff at this place, by the keys of the first; what is shared stays."""
    own = {each.key for each in form.questions if each.of_each}
    shared = {key: value for key, value in answers.items() if key not in own}
    theirs = {key: answers[key_of(key, place)] for key in own if key_of(key, place) in answers}
    return {**shared, **theirs}


def without(form: ElementForm, answers: Mapping[str, Any], place: int, count: int) -> dict[str, Any]:
    """The answers once the plaintiff at this place of ``count`` is gone: whoever comes behind moves up.

    ``form``: as it is in data. Of the only one all stays: whoever is written in their place claims the same.
    """
    if count < 2:
        return dict(answers)
    own = [each.key for each in form.questions if each.of_each]
    gone = {key_of(key, at) for key in own for at in range(place, count + 1)}
    kept = {key: value for key, value in answers.items() if key not in gone}
    moved = {
        key_of(key, at - 1): answers[key_of(key, at)]
        for key in own
        for at in range(place + 1, count + 1)
        if key_of(key, at) in answers
    }
    return {**kept, **moved}


def counting(form: ElementForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that count: those of questions that are asked, where anything was answered."""
    asked = {each.key for each in form.asked(answers)}
    return {key: value for key, value in answers.items() if key in asked and value not in (None, "", [])}


def claim_fen(form: ElementForm, answers: Mapping[str, Any]) -> int | None:
    """The sum claimed (标的额) in fen; None where no sum is claimed."""
    sums = [answers[each.key] for each in form.asked(answers) if each.claims and answers.get(each.key) is not None]
    return sum(sums) if sums else None


def claims_something(form: ElementForm, answers: Mapping[str, Any]) -> bool:
    """Whether anything is claimed yet besides that the other side bears the costs (诉讼费用的负担)."""
    return bool(pleading_words(form, {**answers, BEARS_FEE: None}, "claims"))


def sum_is_open(form: ElementForm, answers: Mapping[str, Any]) -> bool:
    """Whether the sum claimed is not known yet: nothing is claimed, or a sum that must be told was not."""
    untold = (each for each in form.asked(answers) if each.claims and each.required and answers.get(each.key) is None)
    return not claims_something(form, answers) or any(untold)


def pleading_words(form: ElementForm, answers: Mapping[str, Any], part: str) -> str:
    """The claims or the facts as sentences of a pleading, one line each, from what was answered."""
    asked = {each.key: each for each in form.asked(answers)}
    said = {key: each.written(answers.get(key)) for key, each in asked.items()}
    of_part = [(section.part, each) for section in form.sections for each in section.questions if each.key in asked]
    if part == "facts":
        lines = [
            _sentence(each, answers, said) if whose == part else _told(each, answers, said) for whose, each in of_part
        ]
        return "\n".join(filter(None, lines))
    lines = [
        _onwards(form, answers) if each.key == ONWARDS and not each.words else _sentence(each, answers, said)
        for whose, each in of_part
        if whose == part and not _asks_for_nothing(answers.get(each.key))
    ]
    return "\n".join(f"{number}.{line}" for number, line in enumerate(filter(None, lines), start=1))


def _asks_for_nothing(answer: Any) -> bool:
    """Whether somebody wrote in words that nothing is asked for (没有别的请求)."""
    return isinstance(answer, str) and answer.strip().strip("。.！!") in NO_CLAIM


def _sentence(question: Question, answers: Mapping[str, Any], said: Mapping[str, str]) -> str:
    """What one answer says in the pleading; a word of another question that was not answered stays a blank."""
    answer = answers.get(question.key)
    if answer in NOTHING:
        return ""
    words = question.words_of_no if question.kind == "yes_no" and answer == "no" else question.words
    words = next((given for condition, given in question.words_if if condition.holds(answers)), words)
    if question.kind == "choice":
        words = dict(question.words_by_choice).get(answer, words)
    if question.kind == "many" and len(answer) == 1:
        words = dict(question.words_by_choice).get(answer[0], words)
    return _filled(words, question, said)


def _told(question: Question, answers: Mapping[str, Any], said: Mapping[str, str]) -> str:
    """What the answer to a claim says among the facts (尚欠本金)."""
    return "" if answers.get(question.key) in NOTHING else _filled(question.told, question, said)


def _filled(words: str, question: Question, said: Mapping[str, str]) -> str:
    own = said[question.key].rstrip("。 ") if words.endswith("。") else said[question.key]
    return _closed(_NAMED.sub(lambda found: (said.get(found[1]) or BLANK) if found[1] else own, words))


def _onwards(form: ElementForm, answers: Mapping[str, Any]) -> str:
    """The claim for further interest with its base and its rate, where it is made."""
    claimed = form.number in NUMBERS and answers.get(ONWARDS) == "yes"
    return claimed_onwards(form.number, counting(form, answers), on=form.on) if claimed else ""


def _closed(sentence: str) -> str:
    """A sentence with its full stop: what people write in their own words often ends without."""
    text = sentence.rstrip()
    return text if not text or text[-1] in ENDS else f"{text.rstrip('，、；,;')}。"


@cache
def _numbers_by_cause() -> dict[str, str]:
    return {cause: number for number in read_json("element_forms/index.json") for cause in form_numbered(number).causes}


def read_question(raw: Mapping[str, Any]) -> Question:
    """A question as data holds it."""
    return Question(
        key=raw["key"],
        label=raw["label"],
        kind=raw["kind"],
        help=raw.get("help", ""),
        choices=tuple((key, words) for key, words in raw.get("choices", ())),
        required=raw.get("required", False),
        only_if=_condition(raw.get("only_if")),
        claims=raw.get("claims", False),
        words=raw.get("words", ""),
        words_of_no=raw.get("words_of_no", ""),
        words_by_choice=tuple(raw.get("words_by_choice", {}).items()),
        words_if=tuple(
            (Condition(each["key"], tuple(each["among"])), each["words"]) for each in raw.get("words_if", ())
        ),
        told=raw.get("told", ""),
        not_above=tuple(raw.get("not_above", ())),
        official=raw.get("official", ""),
        of_each=raw.get("of_each", False),
        until_day=raw.get("until_day", ""),
        pleaded=tuple(raw.get("pleaded", {}).items()),
    )


def _condition(raw: Mapping[str, Any] | None) -> Condition | None:
    return Condition(raw["key"], tuple(raw["among"]), _condition(raw.get("also"))) if raw else None
