"""The register of statutory periods (法定期限): 144 rules, each with its dated texts and quoted wording."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from tianping.law.answers import Refusal
from tianping.law.dated import Dated, Text
from tianping.law.laws import cite, laws
from tianping.law.resources import day, read_json
from tianping.law.spans import UNITS, Unit, read_unit
from tianping.law.wording import chinese_date

PeriodKind = Literal["duty", "party_duty", "party_right", "rule"]

CRIMINAL = "刑事"


@dataclass(frozen=True, slots=True)
class PeriodLength:
    """How long a period is under one text; a length of 0 says that the text knows no such period."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One statutory period (期限): what it is for, from when it runs, whose it is and how long it is when.

    `bound` is 上限, 下限 or 一般上限 where the law leaves the court a choice; `backwards` periods end before
    the event; `rest_day_doubt` says why it is uncertain whether the last day moves off rest days;
    `texts` is empty for entries that are rules of computation and not periods.
    """

    id: str
    domain: str
    name: str
    kind: PeriodKind
    law: str
    article: int
    quote: str
    texts: Dated[PeriodLength] | None
    trigger: str = ""
    actor: str = ""
    bound: str = ""
    backwards: bool = False
    trial_limit: bool = False
    rest_day_doubt: str = ""
    extension: str = ""
    exclusion: str = ""
    note: str = ""

    @property
    def criminal(self) -> bool:
        """Whether the months are counted as criminal procedure counts them."""
        return self.domain == CRIMINAL

    def on(self, day_of_law: date) -> Text[PeriodLength]:
        """The text in force on a day; refuses rules that are no periods and days without a text."""
        if self.texts is None:
            raise Refusal(f"“{self.id}”（{self.name}）是计算或者适用规则，不是期限。", mend="请选择有长度的期限编号。")
        text = self.texts.on(day_of_law)
        if text.value.length == 0:
            raise Refusal(f"{chinese_date(day_of_law)}施行的文本没有“{self.name}”这一期限。", mend="请核对日期。")
        return text


def rule(period_id: str) -> PeriodRule:
    """The rule with this id (C-ANSWER-15 → 答辩期); refuses an unknown id."""
    found = period_rules().get(period_id)
    if found is None:
        raise Refusal(f"没有编号为“{period_id[:30]}”的期限。", mend="请从期限规则表中选择，例如“C-ANSWER-15”。")
    return found


@cache
def period_rules() -> dict[str, PeriodRule]:
    """Every rule by its id, in the order of the register."""
    data = read_json("periods.json")
    return {raw["id"]: _rule(raw, data["reference"]) for raw in data["rules"]}


def _rule(raw: dict[str, Any], reference: str) -> PeriodRule:
    return PeriodRule(
        id=raw["id"],
        domain=raw["domain"],
        name=raw["name"],
        kind=raw["kind"],
        law=raw["law"],
        article=raw["article"],
        quote=raw["quote"],
        texts=_texts(raw, reference) if raw["unit"] in UNITS else None,
        trigger=raw.get("trigger", ""),
        actor=raw.get("actor", ""),
        bound=raw.get("bound", ""),
        backwards=raw.get("backwards", False),
        trial_limit=raw.get("trial_limit", False),
        rest_day_doubt=raw.get("rest_day_doubt", ""),
        extension=raw.get("extension", ""),
        exclusion=raw.get("exclusion", ""),
        note=raw.get("note", ""),
    )


def _texts(raw: dict[str, Any], reference: str) -> Dated[PeriodLength]:
    """One text for each version of the law; a version's own length replaces the present one."""
    law, unit = laws()[raw["law"]], read_unit(raw["unit"])
    lengths = {day(text["since"]): text["length"] for text in raw.get("earlier", ())}
    texts = []
    for version in law.versions:
        citation = cite(raw["law"], raw["article"], version.since)
        length = PeriodLength(lengths.get(version.since, raw["length"]), unit)
        texts.append(Text(version.since, citation.text, length, citation.certainty, reference, law.last_checked_on))
    return Dated(f"{raw['name']}（{raw['id']}）", *texts)
