"""The paths of questions (引导路径) as data: what is asked, and to which cause the answers lead.

What an element-style form asks too is taken from that form: its key, its kind, its choices. So nothing is asked twice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tianping.law.element_forms import Question, asked_among, form_numbered, form_of, read_question
from tianping.law.forums import Dispute

Kind = Literal["suit", "labour", "enforcement", "agency", "sued"]
# Kept beside the elements for the litigants of an application.
HINTS = ("plaintiff_kind", "defendant_kind", "mediation", "spouse")


@dataclass(frozen=True, slots=True)
class Path:
    """One path (引导路径): the questions of one kind of trouble, and what its answers lead to.

    ``fixed`` are answers that the path itself gives; ``cause_by`` names the question that decides among the causes.
    """

    key: str
    title: str
    summary: str
    kind: Kind
    dispute: Dispute
    papers: str
    time: str
    mediation: str
    causes: tuple[str, ...]
    cause_by: str
    cause_of: Mapping[str, str]
    fixed: Mapping[str, str]
    questions: tuple[Question, ...]

    def asked(self, answers: Mapping[str, Any]) -> tuple[Question, ...]:
        """The questions that these answers leave to be asked, in their order."""
        return asked_among(self.questions, answers)

    def question(self, key: str, answers: Mapping[str, Any]) -> Question | None:
        """The question with this key, if these answers leave it to be asked."""
        return next((each for each in self.asked(answers) if each.key == key), None)

    def unanswered(self, answers: Mapping[str, Any]) -> Question | None:
        """The first question that nobody has answered yet; None where all were."""
        return next((each for each in self.asked(answers) if each.key not in answers), None)

    def given(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers that count: those of questions that are asked, and what the path itself gives."""
        asked = {each.key: answers[each.key] for each in self.asked(answers) if answers.get(each.key) not in (None, "")}
        return {**self.fixed, **asked}

    def cause(self, answers: Mapping[str, Any]) -> str:
        """The cause (案由) to which the answers lead; empty where the path leads to none."""
        if not self.cause_by:
            return self.causes[0] if self.causes else ""
        return self.cause_of.get(str(answers.get(self.cause_by)), self.causes[0])

    def carried(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What an application of this cause takes over: the elements of its form, and hints on the litigants.

        A question that was asked and left open is taken over as None, so that nobody asks it again.
        """
        given = self.given(answers)
        left = {each.key: None for each in self.asked(answers) if each.key in answers and each.key not in given}
        keys = {each.key for each in form_of(self.cause(answers)).questions}
        return {key: answer for key, answer in {**left, **given}.items() if key in keys or key in HINTS}


@cache
def all_paths() -> tuple[Path, ...]:
    """Every path in the order in which it is offered."""
    return tuple(path_named(key) for key in _read("index"))


def is_path(key: str) -> bool:
    """Whether there is a path with this key."""
    return key in _read("index")


@cache
def path_named(key: str) -> Path:
    """The path with this key. Raises FileNotFoundError."""
    raw = _read(key)
    questions = tuple(_question(each) for each in raw["questions"])
    keys = {each.key for each in questions}
    by = raw.get("cause_by", {"key": "", "causes": {}})
    return Path(
        key=key,
        title=raw["title"],
        summary=raw["summary"],
        kind=raw["kind"],
        dispute=raw.get("dispute", "money_contract"),
        papers=raw["papers"],
        time=raw.get("time", ""),
        mediation=raw.get("mediation", "civil"),
        causes=tuple(raw["causes"]),
        cause_by=by["key"],
        cause_of=by["causes"],
        fixed=raw.get("fixed", {}),
        questions=tuple(each if _is_free(each, keys) else replace(each, only_if=None) for each in questions),
    )


def _is_free(question: Question, keys: set[str]) -> bool:
    """Whether what the question hangs on is asked on the path; a form may hang it on what the path does not ask."""
    return question.only_if is None or question.only_if.keys <= keys


def _question(raw: Mapping[str, Any]) -> Question:
    """A question of a form, one that many paths share, or the path's own; a path may word it for itself."""
    if "form" in raw:
        found = next(each for each in form_numbered(raw["form"]).questions if each.key == raw["key"])
        own = read_question({"key": found.key, "label": found.label, "kind": found.kind, **raw})
        named = {name: getattr(own, name) for name in ("label", "help", "required", "only_if") if name in raw}
        return replace(found, **named)
    if "common" in raw:
        return read_question({"key": raw["common"], **_read("common")[raw["common"]], **raw})
    return read_question(raw)


@cache
def _read(name: str) -> Any:
    text = files("tianping.intake.guidance").joinpath("questions", f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text)
