"""Asking the law which procedure a case goes, and whether a clerk's own choice is open at all."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tianping.accounts.models import LocalFigure
from tianping.kernel.refusals import Refused
from tianping.law import tracks
from tianping.law.answers import Answer, Refusal
from tianping.law.money import parse_yuan

TRACKS: Mapping[str, str] = {"小额诉讼": "small_claims", "简易程序": "simple", "普通程序": "ordinary"}
COMPOSITIONS: Mapping[str, str] = {"独任": "sole", "合议": "panel"}


@dataclass(frozen=True)
class TriageFacts:
    """What triage looks at (分流要素). Exclusions are items of the statutes in their own words."""

    claim_fen: int | None
    is_money_claim: bool = True
    is_clear: bool = True
    agrees_to_small_claims: bool = False
    small_claims_exclusions: tuple[str, ...] = ()
    simple_exclusions: tuple[str, ...] = ()
    sole_exclusions: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "TriageFacts":
        """The facts as they were stored with a decision."""
        return cls(
            claim_fen=stored["claim_fen"],
            is_money_claim=stored["is_money_claim"],
            is_clear=stored["is_clear"],
            agrees_to_small_claims=stored["agrees_to_small_claims"],
            small_claims_exclusions=tuple(stored["small_claims_exclusions"]),
            simple_exclusions=tuple(stored["simple_exclusions"]),
            sole_exclusions=tuple(stored["sole_exclusions"]),
        )


@dataclass(frozen=True)
class TriageOverride:
    """The clerk's own choice (调整), with the reason that is kept and reviewed."""

    track: str
    composition: str
    reason: str


@dataclass
class Bench:
    """The rules of one day in one province, asked once per distinct set of facts."""

    day: datetime.date
    province: str
    figure: LocalFigure | None
    _known: dict[TriageFacts, Answer[tracks.TrackDecision] | Refusal] = field(default_factory=dict)

    @property
    def wage(self) -> tracks.Wage | None:
        """The court's own figure of the average wage, if it has entered one."""
        if self.figure is None:
            return None
        return tracks.Wage(
            province=self.province,
            year=self.figure.valid_from.year - 1,
            amount_fen=parse_yuan(self.figure.value),
            published_on=self.figure.valid_from,
            source=self.figure.source,
        )

    def answer(self, facts: TriageFacts) -> Answer[tracks.TrackDecision] | Refusal:
        """What the law says; a refusal names what is missing (most often the wage)."""
        if facts not in self._known:
            try:
                self._known[facts] = tracks.decide_track(self._law_facts(facts), on=self.day)
            except Refusal as refusal:
                self._known[facts] = refusal
        return self._known[facts]

    def ruled(self, facts: TriageFacts) -> tuple[str, str] | None:
        """The procedure and the composition that the law gives, as they are stored; None where a figure is missing."""
        answer = self.answer(facts)
        if isinstance(answer, Refusal):
            return None
        return TRACKS[answer.value.track], COMPOSITIONS[answer.value.composition]

    def check_override(self, chosen: TriageOverride, facts: TriageFacts) -> None:
        """Raise Refused where a statute closes the clerk's choice, or where no reason is given."""
        if not chosen.reason.strip():
            raise Refused("调整审理程序应当写明理由。")
        if chosen.track != "ordinary" and chosen.composition == "panel":
            raise Refused("小额诉讼、简易程序由审判员一人独任审理，不能组成合议庭（《民事诉讼法》第一百六十三条）。")
        _refuse_if(chosen.track == "small_claims", facts.small_claims_exclusions, "小额诉讼", "第一百六十六条")
        _refuse_if(chosen.track != "ordinary", facts.simple_exclusions, "简易程序", "解释第二百五十七条")
        _refuse_if(chosen.composition == "sole", facts.sole_exclusions, "独任审理", "第四十二条")
        needs_panel = (self.ruled(facts) or ("", ""))[1] == "panel"
        _refuse_if(
            chosen.composition == "sole" and needs_panel,
            facts.simple_exclusions,
            "独任审理",
            "第四十一条、第四十二条",
        )
        if chosen.track == "small_claims":
            self._check_small_claim(facts)

    def _check_small_claim(self, facts: TriageFacts) -> None:
        if facts.claim_fen is None or not facts.is_money_claim:
            raise Refused("小额诉讼只适用于金钱给付案件（《民事诉讼法》第一百六十五条）。")
        try:
            small = tracks.small_claims(
                facts.claim_fen,
                province=self.province,
                on=self.day,
                agreed=facts.agrees_to_small_claims,
                wage=self.wage,
            )
        except Refusal:
            # Without a wage figure the law cannot measure the claim; the clerk's reason then stands alone.
            return
        if not small.value.eligible:
            raise Refused(
                "标的额超过小额诉讼标准且双方没有约定适用，不能适用小额诉讼（《民事诉讼法》第一百六十五条）。"
            )

    def _law_facts(self, facts: TriageFacts) -> tracks.TrackFacts:
        return tracks.TrackFacts(
            claim_fen=facts.claim_fen,
            province=self.province,
            clear=facts.is_clear,
            money_payment=facts.is_money_claim,
            small_claims_exclusions=facts.small_claims_exclusions,
            simple_exclusions=facts.simple_exclusions,
            solo_exclusions=facts.sole_exclusions,
            small_claims_agreed=facts.agrees_to_small_claims,
            wage=self.wage,
        )


def _refuse_if(applies: bool, exclusions: tuple[str, ...], what: str, article: str) -> None:
    if applies and exclusions:
        raise Refused(f"本案属于“{exclusions[0]}”，法律规定不得适用{what}（{article}），不能调整。")
