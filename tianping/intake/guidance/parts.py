"""The parts of what guidance says at the end: a heading, the sentence that answers, items, the law it rests on."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from tianping.law.answers import Answer, Certainty
from tianping.law.courts import Court
from tianping.law.mediation_ways import Kind as MediationKind
from tianping.law.mediation_ways import mediation_ways
from tianping.law.papers_needed import Kind as PapersKind
from tianping.law.papers_needed import papers_needed
from tianping.law.periods import rule
from tianping.law.spans import length_words
from tianping.law.tracks import Wage


@dataclass(frozen=True)
class Item:
    """One line of a part: its name, what there is to say, a cost or a day, the article, and how sure it is."""

    name: str
    words: str = ""
    aside: str = ""
    because: str = ""
    certainty: Certainty = "T"


@dataclass(frozen=True)
class Part:
    """One part of the result (结果的一部分)."""

    key: str
    title: str
    lead: str = ""
    items: Sequence[Item] = ()
    answer: Answer[Any] | None = None
    notes: Sequence[str] = ()

    @property
    def bare_answer(self) -> Answer[Any] | None:
        """The answer without the notes that stand below the part."""
        if self.answer is None or not set(self.answer.notes) & set(self.notes):
            return self.answer
        return replace(self.answer, notes=())


@dataclass(frozen=True)
class Setting:
    """The court that answers, its day, and its own figure of the average wage."""

    on: datetime.date
    court: Court | None
    court_name: str
    province: str
    wage: Wage | None


@dataclass(frozen=True)
class Result:
    """Where the answers lead (引导结果): a headline, the parts, and what can be done next.

    ``leads_to`` names the next step: apply, arbitrate, enforce, enforce_title, look_up, window or none; ``also`` are
    the words of a second way, to enforcement on a title that no case of this court knows; empty where there is none.
    """

    headline: str
    leads_to: str
    parts: Sequence[Part]
    warning: str = ""
    also: str = ""


def papers_part(
    kind: PapersKind,
    setting: Setting,
    given: Mapping[str, Any] = MappingProxyType({}),
    *,
    is_person: bool = True,
    title: str = "要带的材料",
) -> Part:
    """The papers, those that a text asks for first; none of what the answers say there is none of."""
    answer = papers_needed(kind, on=setting.on, is_person=is_person, answers=given)
    items = [
        Item(each.name, each.why, because=each.because, certainty=each.certainty if each.because else "T")
        for each in answer.value
    ]
    return Part("papers", title, items=items, notes=answer.notes)


def mediation_part(kind: MediationKind, setting: Setting, wish: str = "") -> Part:
    """The ways of mediation; the litigant's own wish first."""
    answer = mediation_ways(kind, on=setting.on)
    items = [
        Item(each.name, each.words, aside=each.cost, because="；".join(each.because), certainty=each.certainty)
        for each in answer.value
    ]
    leads = {
        "yes": "您愿意先调解，交材料时会把这个意愿带给法院。",
        "no": "您暂时不愿意调解；以后改变主意，随时可以提出。",
    }
    return Part("mediation", "也可以调解", leads.get(wish, ""), items, notes=answer.notes)


def term_items(period_ids: Sequence[str], setting: Setting) -> list[Item]:
    """Statutory periods by their names: how long, from when, by which article."""
    items = []
    for period_id in period_ids:
        period = rule(period_id)
        text = period.on(setting.on)
        length = length_words(text.value.length, text.value.unit)
        bound = {"上限": "最长", "下限": "至少"}.get(period.bound, "")
        event = period.trigger.split("（")[0]
        start = f"从{event}起算" if event else ""
        items.append(Item(period.name, start, aside=f"{bound}{length}", because=text.cite, certainty=text.certainty))
    return items
