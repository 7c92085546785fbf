"""Element-style forms (要素式起诉状): what is asked for a cause, as data, and what the answers say.

The forms follow the model pleadings of 法〔2025〕82号; ``data/element_forms`` holds one file a form. A cause without
a form of its own is asked by the common structure (``00``). Answers are plain: sums in fen, days in ISO form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tianping.law import money
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
# What people write where they ask for nothing further.
NO_CLAIM = frozenset({"无", "没有", "没", "没有了", "暂无", "无其他请求", "没有其他请求", "不需要", "不要求"})
_NAMED = re.compile(r"\{([a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only where an earlier question was answered with one of these; none named: with anything (适用条件)."""

    key: str
    among: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether the earlier answer is among them."""
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
    choice asks for nothing. ``not_above``: a sum that cannot be more than the first of these less all the others.
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
    not_above: tuple[str, ...] = ()
    official: str = ""

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


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together (一组要素); ``part`` is ``claims`` (诉讼请求) or ``facts`` (事实与理由)."""

    key: str
    title: str
    part: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ElementForm:
    """The form of some causes (要素式起诉状)."""

    number: str
    title: str
    causes: tuple[str, ...]
    sections: tuple[Section, ...]

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
        if each.only_if is None or (each.only_if.key in found and each.only_if.holds(answers)):
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
    said = {key: each.said(answers.get(key)) for key, each in asked.items()}
    lines = [
        _sentence(each, answers.get(each.key), said)
        for section in form.sections
        if section.part == part
        for each in section.questions
        if each.key in asked and not (part == "claims" and _asks_for_nothing(answers.get(each.key)))
    ]
    lines = [line for line in lines if line]
    if part == "claims":
        return "\n".join(f"{number}.{line}" for number, line in enumerate(lines, start=1))
    return "\n".join(lines)


def _asks_for_nothing(answer: Any) -> bool:
    """Whether somebody wrote in words that nothing is asked for (没有别的请求)."""
    return isinstance(answer, str) and answer.strip().strip("。.！!") in NO_CLAIM


def _sentence(question: Question, answer: Any, said: Mapping[str, str]) -> str:
    """What one answer says in the pleading; a word of another question that was not answered stays a blank."""
    if answer in NOTHING:
        return ""
    words = question.words_of_no if question.kind == "yes_no" and answer == "no" else question.words
    if question.kind == "choice":
        words = dict(question.words_by_choice).get(answer, words)
    if question.kind == "many" and len(answer) == 1:
        words = dict(question.words_by_choice).get(answer[0], words)
    own = said[question.key].rstrip("。 ") if words.endswith("。") else said[question.key]
    return _NAMED.sub(lambda found: (said.get(found[1]) or BLANK) if found[1] else own, words)


@cache
def _numbers_by_cause() -> dict[str, str]:
    return {cause: number for number in read_json("element_forms/index.json") for cause in form_numbered(number).causes}


def read_question(raw: Mapping[str, Any]) -> Question:
    """A question as data holds it."""
    condition = raw.get("only_if")
    return Question(
        key=raw["key"],
        label=raw["label"],
        kind=raw["kind"],
        help=raw.get("help", ""),
        choices=tuple((key, words) for key, words in raw.get("choices", ())),
        required=raw.get("required", False),
        only_if=Condition(condition["key"], tuple(condition["among"])) if condition else None,
        claims=raw.get("claims", False),
        words=raw.get("words", ""),
        words_of_no=raw.get("words_of_no", ""),
        words_by_choice=tuple(raw.get("words_by_choice", {}).items()),
        not_above=tuple(raw.get("not_above", ())),
        official=raw.get("official", ""),
    )
